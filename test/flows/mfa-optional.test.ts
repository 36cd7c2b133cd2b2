import { aws_cognito as cognito } from 'aws-cdk-lib';
import { URI } from 'otpauth';
import { enrolTotp, expectStatus, logIn, otherCode, PASSWORD, registered, TOTP_STEP, totpCode } from './accounts';
import { served } from './stack';

/* Users who choose a second factor: an authenticator app, a text message, a mail, or several of them. */

const stack = served({
  accountRoutes: true,
  totpIssuer: 'Example App',
  standardAttributes: { phoneNumber: { mutable: true } },
  mfa: cognito.Mfa.OPTIONAL,
  mfaSecondFactor: { otp: true, sms: true, email: true },
  email: cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'us-east-1' }),
});

const PHONE = '+15555550100';

const login = async (email: string) => expectStatus(await stack().post('/login', { email, password: PASSWORD }), 200);
const respond = (email: string, { challenge, session }: { challenge: string; session: string }, answers: object) =>
  stack().post('/login/challenge', { email, challenge, session, answers });
const prefer = (token: string, factors: object) => stack().call('PUT', '/mfa', { token, body: factors });
const mfaOf = async (token: string) => expectStatus(await stack().call('GET', '/me', { token }), 200).mfa;

/** A user with an authenticator app. */
async function withTotp() {
  const { email, tokens } = await registered(stack());
  return { email, tokens, secret: await enrolTotp(stack(), tokens.accessToken) };
}

describe('an authenticator app', () => {
  test('is set up with a secret that any app can read, and proved with a code of it', async () => {
    const { email, tokens: { accessToken } } = await registered(stack());
    const { secret, otpauthUri } = expectStatus(await stack().post('/mfa/totp', undefined, accessToken), 200);
    const app = URI.parse(otpauthUri);
    expect({ issuer: app.issuer, label: app.label, secret: app.secret.base32 }).toEqual({ issuer: 'Example App', label: email, secret });

    const code = totpCode(stack(), secret);
    expect(expectStatus(await stack().post('/mfa/totp/verify', { code: otherCode(code) }, accessToken), 400).code).toBe('invalid_code');
    expect(await mfaOf(accessToken)).toMatchObject({ totp: 'disabled' });
    expectStatus(await stack().post('/mfa/totp/verify', { code }, accessToken), 200);
    expect(await mfaOf(accessToken)).toEqual({ totp: 'preferred', sms: 'disabled', email: 'disabled' });
  });

  test('is asked for at the next login, with a code that works once', async () => {
    const { email, secret } = await withTotp();
    const challenge = await login(email);
    expect(challenge).toMatchObject({ message: 'Challenge', challenge: 'SOFTWARE_TOKEN_MFA', session: expect.any(String) });
    expect(challenge.token).toBeUndefined();
    const code = totpCode(stack(), secret);
    expect(expectStatus(await respond(email, challenge, { code: otherCode(code) }), 401).code).toBe('invalid_challenge');
    const { token } = expectStatus(await respond(email, challenge, { code }), 200);
    expectStatus(await stack().post('/private', undefined, token), 200);

    expectStatus(await respond(email, challenge, { code }), 401);
    expectStatus(await respond(email, await login(email), { code }), 401);
    stack().clock.advance(TOTP_STEP);
    expectStatus(await respond(email, await login(email), { code: totpCode(stack(), secret) }), 200);
  });

  test('keeps a wrong password as wrong as before', async () => {
    const { email } = await withTotp();
    expect(expectStatus(await stack().post('/login', { email, password: `${PASSWORD}x` }), 401).code).toBe('invalid_credentials');
  });

  test('survives a forgotten password', async () => {
    const { email } = await withTotp();
    await stack().post('/password/forgot', { email });
    expectStatus(await stack().post('/password/reset', { email, code: stack().codeFor(email), password: PASSWORD }), 200);
    expect((await login(email)).challenge).toBe('SOFTWARE_TOKEN_MFA');
  });

  test('can be switched off again', async () => {
    const { email, tokens: { accessToken } } = await withTotp();
    expectStatus(await prefer(accessToken, { totp: 'disabled' }), 200);
    await logIn(stack(), email);
  });

  test('cannot be preferred before it was set up', async () => {
    const { tokens: { accessToken } } = await registered(stack());
    expect(expectStatus(await prefer(accessToken, { totp: 'preferred' }), 403).code).toBe('mfa_setup_required');
  });
});

test('a code by mail', async () => {
  const { email, tokens: { accessToken } } = await registered(stack());
  expectStatus(await prefer(accessToken, { email: 'preferred' }), 200);
  const challenge = await login(email);
  expect(challenge).toMatchObject({ challenge: 'EMAIL_OTP', parameters: { CODE_DELIVERY_DELIVERY_MEDIUM: 'EMAIL' } });
  expect(JSON.stringify(challenge.parameters)).not.toContain(email);
  const code = stack().codeFor(email);
  expectStatus(await respond(email, challenge, { code: otherCode(code) }), 401);
  expectStatus(await respond(email, challenge, { code }), 200);
});

test('a code by text message', async () => {
  const { email, tokens: { accessToken } } = await registered(stack());
  expect(expectStatus(await prefer(accessToken, { sms: 'preferred' }), 403).code).toBe('mfa_setup_required');
  expectStatus(await stack().call('PATCH', '/me', { token: accessToken, body: { attributes: { phone_number: PHONE } } }), 200);
  expectStatus(await prefer(accessToken, { sms: 'preferred' }), 200);
  const challenge = await login(email);
  expect(challenge).toMatchObject({ challenge: 'SMS_MFA', parameters: { CODE_DELIVERY_DESTINATION: expect.stringMatching(/^\+\*+0100$/) } });
  expectStatus(await respond(email, challenge, { code: stack().codeFor(PHONE) }), 200);
});

test('of several factors the user selects one at login', async () => {
  const { email, secret, tokens: { accessToken } } = await withTotp();
  expectStatus(await prefer(accessToken, { totp: 'enabled', email: 'enabled' }), 200);
  expect(await mfaOf(accessToken)).toEqual({ totp: 'enabled', sms: 'disabled', email: 'enabled' });

  const selection = await login(email);
  expect(selection.challenge).toBe('SELECT_MFA_TYPE');
  expect(JSON.parse(selection.parameters.MFAS_CAN_CHOOSE).sort()).toEqual(['EMAIL_OTP', 'SOFTWARE_TOKEN_MFA']);
  const totp = expectStatus(await respond(email, selection, { answer: 'SOFTWARE_TOKEN_MFA' }), 200);
  expect(totp.challenge).toBe('SOFTWARE_TOKEN_MFA');
  expectStatus(await respond(email, totp, { code: totpCode(stack(), secret) }), 200);

  const mail = expectStatus(await respond(email, await login(email), { answer: 'EMAIL_OTP' }), 200);
  expectStatus(await respond(email, mail, { code: stack().codeFor(email) }), 200);
});

describe('the session of a challenge', () => {
  test('belongs to its user', async () => {
    const [mallory, victim] = [await withTotp(), await withTotp()];
    const challenge = await login(mallory.email);
    for (const code of [totpCode(stack(), mallory.secret), totpCode(stack(), victim.secret)]) {
      expect(expectStatus(await respond(victim.email, challenge, { code }), 401).code).toBe('invalid_challenge');
    }
    expectStatus(await respond(mallory.email, await login(victim.email), { code: totpCode(stack(), mallory.secret) }), 401);
  });

  test('belongs to its challenge', async () => {
    const { email, secret } = await withTotp();
    const challenge = await login(email);
    for (const [other, answers] of [
      ['NEW_PASSWORD_REQUIRED', { newPassword: 'Mallory-Llama-6' }], ['EMAIL_OTP', { code: '123456' }], ['SMS_MFA', { code: '123456' }],
      ['MFA_SETUP', {}], ['SELECT_MFA_TYPE', { answer: 'EMAIL_OTP' }],
    ] as const) {
      expectStatus(await respond(email, { ...challenge, challenge: other }, answers), 401);
    }
    expectStatus(await respond(email, challenge, { code: totpCode(stack(), secret) }), 200);
  });

  test('ends after three minutes', async () => {
    const { email, secret } = await withTotp();
    const challenge = await login(email);
    stack().clock.advance(3 * 60_000 + 1);
    expectStatus(await respond(email, challenge, { code: totpCode(stack(), secret) }), 401);
  });

  test('is no token', async () => {
    const { email } = await withTotp();
    const { session } = await login(email);
    expectStatus(await stack().post('/private', undefined, session), 401);
    expectStatus(await stack().post('/token/refresh', { refreshToken: session }), 401);
  });
});

test('a challenge that nobody knows is an error of the request, not of the server', async () => {
  const { email } = await withTotp();
  const { session } = await login(email);
  expect(expectStatus(await respond(email, { session, challenge: 'NO_SUCH_CHALLENGE' }, { code: '1' }), 400).code).toBe('invalid_request');
  expectStatus(await respond(email, { session, challenge: 'constructor' }, { code: '1' }), 400);
});

test('guessing codes locks the account, password and all', async () => {
  const { email, secret } = await withTotp();
  const challenge = await login(email);
  const guess = async () => respond(email, challenge, { code: otherCode(totpCode(stack(), secret)) });
  for (let time = 0; time < 5; time += 1) expectStatus(await guess(), 401);
  // Each further one doubles the lock; the last is 16 seconds, which outlasts the slowest machine.
  for (const lock of [1, 2, 4, 8]) {
    stack().clock.advance(lock * 1_000);
    expectStatus(await guess(), 401);
  }
  expectStatus(await respond(email, challenge, { code: totpCode(stack(), secret) }), 401);
  expect(expectStatus(await stack().post('/login', { email, password: PASSWORD }), 401).code).toBe('invalid_credentials');
});
