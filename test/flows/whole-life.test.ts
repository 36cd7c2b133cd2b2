import { expectStatus, invite, logIn, newEmail, otherCode, OTHER_PASSWORD, PASSWORD, register, registered } from './accounts';
import { served, ServedConstruct } from './stack';
import { SignUpMode } from '../../src';

/* An account from its first day to its last, in each sign-up mode. */

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** What every mode has in common once an account can log in. */
function life(stack: () => ServedConstruct) {
  test('from sign-up to deletion', async () => {
    const { email, tokens: { token, accessToken } } = await registered(stack(), 'life');
    expect(expectStatus(await stack().post('/private', undefined, token), 200).message).toBe(`Email ${email} has been authorized`);
    const me = expectStatus(await stack().call('GET', '/me', { token: accessToken }), 200);
    expect(me.attributes).toMatchObject({ email, email_verified: 'true' });

    expectStatus(await stack().post('/password/change', { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD }, accessToken), 200);
    expectStatus(await stack().post('/login', { email, password: PASSWORD }), 401);
    const second = await logIn(stack(), email, OTHER_PASSWORD);
    expect(expectStatus(await stack().post('/token/refresh', { refreshToken: second.refreshToken }), 200).token).not.toBe(second.token);
    expectStatus(await stack().post('/logout', { refreshToken: second.refreshToken }), 204);
    expectStatus(await stack().post('/token/refresh', { refreshToken: second.refreshToken }), 401);

    expectStatus(await stack().post('/password/forgot', { email }), 202);
    expectStatus(await stack().post('/password/reset', { email, code: stack().codeFor(email), password: PASSWORD }), 200);
    const last = await logIn(stack(), email);
    expectStatus(await stack().call('DELETE', '/me', { token: last.accessToken }), 204);
    expectStatus(await stack().call('GET', '/me', { token: last.accessToken }), 401);
    expectStatus(await stack().post('/token/refresh', { refreshToken: last.refreshToken }), 401);
    expect(expectStatus(await stack().post('/login', { email, password: PASSWORD }), 401).code).toBe('invalid_credentials');

    const { accessToken: anew } = await logIn(stack(), await register(stack(), email, OTHER_PASSWORD), OTHER_PASSWORD);
    expect(expectStatus(await stack().call('GET', '/me', { token: anew }), 200).username).not.toBe(me.username);
  });

  test('an account that is deleted twice was deleted once', async () => {
    const { tokens: { accessToken: token } } = await registered(stack(), 'twice');
    expectStatus(await stack().call('DELETE', '/me', { token }), 204);
    // Its token still passes the gateway until it expires.
    expectStatus(await stack().call('DELETE', '/me', { token }), 204);
  });
}

describe(SignUpMode.AUTO_CONFIRM, () => {
  const stack = served({ accountRoutes: true });
  life(stack);
});

describe(SignUpMode.EMAIL_CODE, () => {
  const stack = served({ signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true });
  life(stack);

  const signup = (email: string) => stack().post('/signup', { email, password: PASSWORD });
  const confirm = (email: string, code: string) => stack().post('/signup/confirm', { email, code });
  const resend = (email: string) => stack().post('/signup/resend', { email });
  const login = (email: string) => stack().post('/login', { email, password: PASSWORD });

  test('nobody logs in before the code was given, once and rightly', async () => {
    const email = newEmail('code');
    expectStatus(await signup(email), 202);
    expect(expectStatus(await login(email), 401).code).toBe('invalid_credentials');
    const code = stack().codeFor(email);
    expect(expectStatus(await confirm(email, otherCode(code)), 400).code).toBe('invalid_code');
    expectStatus(await confirm(email, code), 200);
    expect(expectStatus(await confirm(email, code), 400).code).toBe('invalid_code');
    expectStatus(await login(email), 200);
  });

  test('a code sent once more replaces the first', async () => {
    const email = newEmail('resend');
    await signup(email);
    const first = stack().codeFor(email);
    expectStatus(await resend(email), 202);
    const second = stack().codeFor(email);
    // Once in a million runs the two are the same.
    if (second !== first) expectStatus(await confirm(email, first), 400);
    expectStatus(await confirm(email, second), 200);
  });

  test('a code is good for a day', async () => {
    const email = newEmail('late');
    await signup(email);
    const late = stack().codeFor(email);
    stack().clock.advance(DAY + 1);
    expect(expectStatus(await confirm(email, late), 400).code).toBe('invalid_code');
    await resend(email);
    const inTime = stack().codeFor(email);
    stack().clock.advance(23 * HOUR);
    expectStatus(await confirm(email, inTime), 200);
  });

  test('signing up for an address that has an account changes nothing about it and sends it nothing', async () => {
    const email = await register(stack());
    const sent = stack().outbox.list().length;
    expectStatus(await stack().post('/signup', { email, password: OTHER_PASSWORD }), 202);
    expect(stack().outbox.list()).toHaveLength(sent);
    expectStatus(await stack().post('/login', { email, password: OTHER_PASSWORD }), 401);
    expectStatus(await login(email), 200);
  });
});

describe(SignUpMode.ADMIN_ONLY, () => {
  const stack = served({ signUpMode: SignUpMode.ADMIN_ONLY, accountRoutes: true });
  life(stack);

  const login = (email: string, password: string) => stack().post('/login', { email, password });

  test('an invited user chooses a password at the first login', async () => {
    const email = await invite(stack());
    const temporary = stack().codeFor(email);
    const { challenge, session, parameters } = expectStatus(await login(email, temporary), 200);
    expect(challenge).toBe('NEW_PASSWORD_REQUIRED');
    expect(JSON.parse(parameters.userAttributes)).toMatchObject({ email });
    const answer = (answers: object) => stack().post('/login/challenge', { email, session, challenge, answers });
    expect(expectStatus(await answer({}), 400).code).toBe('invalid_request');
    expect(expectStatus(await answer({ newPassword: 'weak' }), 400).code).toBe('weak_password');
    const { token } = expectStatus(await answer({ newPassword: PASSWORD }), 200);
    expectStatus(await stack().post('/private', undefined, token), 200);
    expectStatus(await login(email, temporary), 401);
    await logIn(stack(), email);
    expect(expectStatus(await answer({ newPassword: OTHER_PASSWORD }), 401).code).toBe('invalid_challenge');
    expectStatus(await login(email, OTHER_PASSWORD), 401);
  });

  test('an invitation is good for seven days, and can be sent again', async () => {
    const email = await invite(stack());
    const first = stack().codeFor(email);
    stack().clock.advance(7 * DAY + 1);
    expectStatus(await login(email, first), 401);
    await stack().administer('AdminCreateUser', { Username: email, MessageAction: 'RESEND', DesiredDeliveryMediums: ['EMAIL'] });
    stack().clock.advance(6 * DAY);
    expect(expectStatus(await login(email, stack().codeFor(email)), 200).challenge).toBe('NEW_PASSWORD_REQUIRED');
  });

  test('the session of a challenge is good for three minutes', async () => {
    const email = await invite(stack());
    const { challenge, session } = expectStatus(await login(email, stack().codeFor(email)), 200);
    stack().clock.advance(3 * 60_000 + 1);
    const late = await stack().post('/login/challenge', { email, session, challenge, answers: { newPassword: PASSWORD } });
    expect(expectStatus(late, 401).code).toBe('invalid_challenge');
  });
});
