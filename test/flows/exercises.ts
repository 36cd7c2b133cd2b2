import { expectStatus, invite, newEmail, OTHER_PASSWORD, PASSWORD, register, Tokens, TOTP_STEP, totpCode } from './accounts';
import type { ServedConstruct } from './stack';

/**
 * One exercise for each route, by its name: what brings out its success and every Cognito operation of its row. They
 * run where a second factor is required, so that each login passes through all kinds of answers.
 */
export const EXERCISES: { readonly [routeName: string]: (stack: ServedConstruct) => Promise<void> } = {
  signup: async (stack) => {
    if (stack.signUpMode === 'EMAIL_CODE') {
      expectStatus(await stack.post('/signup', { email: newEmail(), password: PASSWORD }), 202);
      return;
    }
    expectStatus(await stack.post('/signup', { email: newEmail(), password: PASSWORD }), 200);
    expectStatus(await stack.post('/signup', { email: await halfMade(stack), password: PASSWORD }), 200);
  },
  confirmSignup: async (stack) => {
    const email = newEmail();
    await stack.post('/signup', { email, password: PASSWORD });
    expectStatus(await stack.post('/signup/confirm', { email, code: stack.codeFor(email) }), 200);
  },
  resendCode: async (stack) => {
    const email = newEmail();
    await stack.post('/signup', { email, password: PASSWORD });
    expectStatus(await stack.post('/signup/resend', { email }), 202);
  },
  login: async (stack) => {
    await signIn(stack);
    if (stack.signUpMode === 'AUTO_CONFIRM') {
      expectStatus(await stack.post('/login', { email: await halfMade(stack), password: PASSWORD }), 200);
    }
  },
  loginChallenge: async (stack) => {
    const { email, secret } = await signIn(stack);
    const { session, challenge } = expectStatus(await stack.post('/login', { email, password: PASSWORD }), 200);
    expectStatus(await stack.post('/login/challenge', { email, session, challenge, answers: { code: totpCode(stack, secret) } }), 200);

    const invited = await invite(stack);
    const first = expectStatus(await stack.post('/login', { email: invited, password: stack.codeFor(invited) }), 200);
    const body = { email: invited, session: first.session, challenge: first.challenge, answers: { newPassword: PASSWORD } };
    expect(expectStatus(await stack.post('/login/challenge', body), 200).challenge).toBe('MFA_SETUP');
  },
  refresh: async (stack) => {
    const { tokens: { refreshToken } } = await signIn(stack);
    expectStatus(await stack.post('/token/refresh', { refreshToken }), 200);
  },
  logout: async (stack) => {
    const { tokens: { refreshToken } } = await signIn(stack);
    expectStatus(await stack.post('/logout', { refreshToken }), 204);
  },
  logoutEverywhere: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    expectStatus(await stack.post('/logout/everywhere', undefined, accessToken), 204);
  },
  forgotPassword: async (stack) => {
    const { email } = await signIn(stack);
    expectStatus(await stack.post('/password/forgot', { email }), 202);
    expect(stack.codeFor(email)).toMatch(/^\d{6}$/);
  },
  resetPassword: async (stack) => {
    const { email } = await signIn(stack);
    await stack.post('/password/forgot', { email });
    expectStatus(await stack.post('/password/reset', { email, code: stack.codeFor(email), password: OTHER_PASSWORD }), 200);
  },
  changePassword: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    expectStatus(await stack.post('/password/change', { currentPassword: PASSWORD, newPassword: OTHER_PASSWORD }, accessToken), 200);
  },
  readMe: async (stack) => {
    const { email, tokens: { accessToken } } = await signIn(stack);
    expect(expectStatus(await stack.call('GET', '/me', { token: accessToken }), 200).attributes.email).toBe(email);
  },
  updateMe: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    expectStatus(await stack.call('PATCH', '/me', { token: accessToken, body: { attributes: { email: newEmail() } } }), 200);
  },
  deleteMe: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    expectStatus(await stack.call('DELETE', '/me', { token: accessToken }), 204);
  },
  verifyEmail: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    const email = newEmail();
    await stack.call('PATCH', '/me', { token: accessToken, body: { attributes: { email } } });
    expectStatus(await stack.post('/me/email/verify', { code: stack.codeFor(email) }, accessToken), 200);
  },
  enrolTotp: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    expectStatus(await stack.post('/mfa/totp', undefined, accessToken), 200);
  },
  verifyTotp: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    const { secret } = expectStatus(await stack.post('/mfa/totp', undefined, accessToken), 200);
    expectStatus(await stack.post('/mfa/totp/verify', { code: totpCode(stack, secret) }, accessToken), 200);
  },
  setMfa: async (stack) => {
    const { tokens: { accessToken } } = await signIn(stack);
    expectStatus(await stack.call('PUT', '/mfa', { token: accessToken, body: { totp: 'preferred' } }), 200);
  },
  privateRoute: async (stack) => {
    const { email, tokens: { idToken } } = await signIn(stack);
    expect(expectStatus(await stack.post('/private', undefined, idToken), 200).message).toBe(`Email ${email} has been authorized`);
  },
};

/** A new account that has set up its authenticator app and is logged in. */
async function signIn(stack: ServedConstruct): Promise<{ email: string; secret: string; tokens: Tokens }> {
  // The bucket of signups refills at ten a second.
  stack.clock.advance(1_000);
  const email = await register(stack, newEmail());
  const setup = expectStatus(await stack.post('/login', { email, password: PASSWORD }), 200);
  const answer = async (session: string, answers: object) =>
    expectStatus(await stack.post('/login/challenge', { email, challenge: 'MFA_SETUP', session, answers }), 200);
  const { session, parameters: { secret } } = await answer(setup.session, {});
  const tokens = await answer(session, { code: totpCode(stack, secret) });
  stack.clock.advance(TOTP_STEP);
  return { email, secret, tokens };
}

/** An account of which only the first half of the signup was done. */
async function halfMade(stack: ServedConstruct): Promise<string> {
  const email = newEmail('half');
  await stack.administer('AdminCreateUser', {
    Username: email,
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }, { Name: 'custom:signup_route', Value: '1' }],
  });
  return email;
}
