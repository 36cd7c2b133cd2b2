import { aws_cognito as cognito } from 'aws-cdk-lib';
import { expectStatus, logIn, newEmail, otherCode, PASSWORD, register, registered } from './accounts';
import { served } from './stack';

/* What users may say about themselves, and how they move to another address. */

const stack = served({
  accountRoutes: true,
  standardAttributes: { givenName: { mutable: true }, familyName: { mutable: true } },
  customAttributes: { theme: new cognito.StringAttribute({ mutable: true }), plan: new cognito.StringAttribute({ mutable: true }) },
  writeAttributes: new cognito.ClientAttributes().withStandardAttributes({ email: true, givenName: true }).withCustomAttributes('theme'),
});

const me = async (token: string) => expectStatus(await stack().call('GET', '/me', { token }), 200);
const update = (token: string, attributes: object) => stack().call('PATCH', '/me', { token, body: { attributes } });
const verify = (token: string, code: string) => stack().post('/me/email/verify', { code }, token);

test('the profile shows the user and not what the signup route keeps for itself', async () => {
  const { email, tokens: { accessToken } } = await registered(stack());
  const sub = expect.stringMatching(/^[0-9a-f-]{36}$/);
  expect(await me(accessToken)).toEqual({
    username: sub, attributes: { sub, email, email_verified: 'true' }, mfa: { totp: 'disabled', sms: 'disabled', email: 'disabled' },
  });
});

describe('attributes', () => {
  test('that the developer listed are written, custom ones among them, and show in the next ID token', async () => {
    const { email, tokens: { accessToken } } = await registered(stack());
    expect(expectStatus(await update(accessToken, { 'given_name': 'J\u00E4ne \u{1F40E}', 'custom:theme': 'dark' }), 200)).toEqual({ message: 'Profile updated' });
    expect((await me(accessToken)).attributes).toMatchObject({ 'given_name': 'J\u00E4ne \u{1F40E}', 'custom:theme': 'dark' });
    const { idToken } = await logIn(stack(), email);
    expect(JSON.parse(Buffer.from(idToken.split('.')[1], 'base64url').toString())).toMatchObject({ 'given_name': 'J\u00E4ne \u{1F40E}', 'custom:theme': 'dark' });
  });

  test.each([
    ['a standard one that is not listed', { family_name: 'Doe' }],
    ['a custom one that is not listed', { 'custom:plan': 'gold' }],
    ['the proof of an address', { email_verified: 'true' }],
    ['the mark of the signup route', { 'custom:signup_route': '2' }],
    ['who the user is', { sub: '00000000-0000-0000-0000-000000000000' }],
    ['one that does not exist', { 'custom:none': '1' }],
    ['one that every object has', { toString: '1' }],
    ['a forbidden one beside an allowed one', { 'given_name': 'Mallory', 'custom:plan': 'gold' }],
  ])('%s: nothing is written', async (_name, attributes) => {
    const { tokens: { accessToken } } = await registered(stack());
    const before = await me(accessToken);
    expect(expectStatus(await update(accessToken, attributes), 400).code).toBe('invalid_request');
    expect(await me(accessToken)).toEqual(before);
    // The bucket of signups refills at ten a second.
    stack().clock.advance(1_000);
  });
});

describe('another address', () => {
  /** A user who asked for a new address. */
  async function moving() {
    const { email, tokens: { accessToken } } = await registered(stack());
    const next = newEmail('moved');
    expect(expectStatus(await update(accessToken, { email: next }), 200)).toMatchObject({ verify: 'email' });
    return { email, next, accessToken };
  }
  const login = (email: string) => stack().post('/login', { email, password: PASSWORD });

  test('stays unused until it is verified, and then replaces the old one', async () => {
    const { email, next, accessToken } = await moving();
    expect((await me(accessToken)).attributes).toMatchObject({ email, email_verified: 'true' });
    expectStatus(await login(next), 401);
    expectStatus(await login(email), 200);
    expectStatus(await stack().post('/password/forgot', { email: next }), 202);
    expect(stack().outbox.list().filter(({ to }) => to === next).map(({ kind }) => kind)).toEqual(['verify-attribute']);

    expect(expectStatus(await verify(accessToken, otherCode(stack().codeFor(next))), 400).code).toBe('invalid_code');
    expectStatus(await verify(accessToken, stack().codeFor(next)), 200);
    expect((await me(accessToken)).attributes).toMatchObject({ email: next, email_verified: 'true' });
    expectStatus(await login(email), 401);
    const { token } = expectStatus(await login(next), 200);
    expect(expectStatus(await stack().post('/private', undefined, token), 200).message).toContain(next);
  });

  test('has a code that works once, within a day, for its own account', async () => {
    const { next, accessToken } = await moving();
    const code = stack().codeFor(next);
    const { tokens: neighbour } = await registered(stack());
    expectStatus(await verify(neighbour.accessToken, code), 400);
    expectStatus(await verify(accessToken, code), 200);
    expectStatus(await verify(accessToken, code), 400);

    const late = await moving();
    stack().clock.advance(24 * 3_600_000 + 1);
    const { accessToken: fresh } = await logIn(stack(), late.email);
    expect(expectStatus(await verify(fresh, stack().codeFor(late.next)), 400).code).toBe('invalid_code');
  });

  test('that is somebody else\'s is refused, however it is written', async () => {
    const taken = await register(stack(), newEmail('taken'));
    const { tokens: { accessToken } } = await registered(stack());
    expect(expectStatus(await update(accessToken, { email: taken.toUpperCase() }), 409).code).toBe('email_unavailable');
    expect(expectStatus(await update(accessToken, { email: 'not an address' }), 400).code).toBe('invalid_request');
  });

  test('can be taken by somebody else until it is verified', async () => {
    const { email, next, accessToken } = await moving();
    await register(stack(), next);
    expect(expectStatus(await verify(accessToken, stack().codeFor(next)), 409).code).toBe('email_unavailable');
    expect((await me(accessToken)).attributes).toMatchObject({ email });
  });
});
