import { Mfa } from 'aws-cdk-lib/aws-cognito';
import type { SignUpModeName } from '../../src/routes/conditions';
import { SignUpMode } from '../../src/sign-up-mode';
import { enrolTotp, expectStatus, logIn, newEmail, OTHER_PASSWORD, PASSWORD, register, registered, totpCode } from '../flows/accounts';
import { serve, served, ServedConstruct } from '../flows/stack';

/*
 * Somebody who knows the client id, which is in every token, calls Cognito's public operations instead of the API. An app
 * client with a secret rejects all of them, and the API works as before.
 */

const stack = served({
  generateSecret: true,
  signUpMode: SignUpMode.EMAIL_CODE,
  accountRoutes: true,
  mfa: Mfa.OPTIONAL,
});

const clientIdOf = (token: string) => (JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as { aud: string }).aud;

describe('with the client id alone', () => {
  let email: string;
  let ClientId: string;
  let refreshToken: string;

  beforeAll(async () => {
    const user = await registered(stack(), 'victim');
    email = user.email;
    refreshToken = user.tokens.refreshToken;
    ClientId = clientIdOf(user.tokens.idToken);
  });

  const inputs: Record<string, () => object> = {
    SignUp: () => ({ Username: newEmail('attacker'), Password: PASSWORD }),
    ConfirmSignUp: () => ({ Username: email, ConfirmationCode: '123456' }),
    ResendConfirmationCode: () => ({ Username: email }),
    ForgotPassword: () => ({ Username: email }),
    ConfirmForgotPassword: () => ({ Username: email, ConfirmationCode: '123456', Password: OTHER_PASSWORD }),
    InitiateAuth: () => ({ AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD } }),
    RespondToAuthChallenge: () => ({ ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 'x'.repeat(20), ChallengeResponses: { USERNAME: email, SOFTWARE_TOKEN_MFA_CODE: '123456' } }),
    GetTokensFromRefreshToken: () => ({ RefreshToken: refreshToken }),
    RevokeToken: () => ({ Token: refreshToken }),
  };

  test.each(Object.keys(inputs))('%s is rejected', async (operation) => {
    const sent = stack().outbox.list().length;
    const outcome = await stack().cognito.call(operation, { ClientId, ...inputs[operation]() })
      .then(() => 'accepted', ({ name, message }: Error) => `${name}: ${message}`);
    expect(outcome).toMatch(/^(?:NotAuthorizedException|UnauthorizedException|InvalidParameterException): .*(?:secret|unauthorized|auth flow not enabled)/i);
    expect(stack().outbox.list()).toHaveLength(sent);
  });

  test('the session of the user is as it was', async () => {
    expectStatus(await stack().post('/token/refresh', { refreshToken }), 200);
  });
});

/** The life of an account through the API, every operation that takes the secret included. */
async function useAccount(api: ServedConstruct): Promise<void> {
  const email = await register(api);
  const { accessToken, refreshToken } = await logIn(api, email);
  expectStatus(await api.post('/token/refresh', { refreshToken }), 200);
  const secret = await enrolTotp(api, accessToken);
  const { session, challenge } = expectStatus(await api.post('/login', { email, password: PASSWORD }), 200);
  expectStatus(await api.post('/login/challenge', { email, session, challenge, answers: { code: totpCode(api, secret) } }), 200);
  expectStatus(await api.post('/logout', { refreshToken }), 204);
  expectStatus(await api.post('/token/refresh', { refreshToken }), 401);
  expectStatus(await api.post('/password/forgot', { email }), 202);
  expectStatus(await api.post('/password/reset', { email, code: api.codeFor(email), password: OTHER_PASSWORD }), 200);
}

test.each<SignUpModeName>(['AUTO_CONFIRM', 'EMAIL_CODE', 'ADMIN_ONLY'])('accounts of the mode %s are used through the API as without a secret', async (mode) => {
  const api = await serve({ generateSecret: true, signUpMode: SignUpMode[mode], accountRoutes: true, mfa: Mfa.OPTIONAL });
  try {
    await useAccount(api);
    expect(JSON.stringify(api.template)).not.toMatch(/"SecretString":\s*"/);
  } finally {
    await api.close();
  }
});

test('a resent code confirms an account', async () => {
  const email = newEmail('late');
  expectStatus(await stack().post('/signup', { email, password: PASSWORD }), 202);
  expectStatus(await stack().post('/signup/resend', { email }), 202);
  expectStatus(await stack().post('/signup/confirm', { email, code: stack().codeFor(email) }), 200);
  await logIn(stack(), email);
});
