import { aws_cognito as cognito } from 'aws-cdk-lib';
import { expectStatus, invite, newEmail, otherCode, PASSWORD, TOTP_STEP, totpCode } from './accounts';
import { served, ServedConstruct } from './stack';
import { SignUpMode } from '../../src';

/* Where nobody gets in without a second factor, it is set up on the way in. */

interface Challenge {
  readonly challenge: string;
  readonly session: string;
}

function flows(stack: () => ServedConstruct) {
  const respond = (email: string, { challenge, session }: Challenge, answers: object) =>
    stack().post('/login/challenge', { email, challenge, session, answers });
  return {
    respond,
    login: async (email: string, password = PASSWORD) => expectStatus(await stack().post('/login', { email, password }), 200),
    /** The secret of a new authenticator app, and the session to prove it in. */
    beginSetup: async (email: string, challenge: Challenge) => {
      const begun = expectStatus(await respond(email, challenge, {}), 200);
      return { begun, secret: begun.parameters.secret as string };
    },
  };
}

describe('after a signup', () => {
  const stack = served({ mfa: cognito.Mfa.REQUIRED, totpIssuer: 'Example App' });
  const { login, respond, beginSetup } = flows(stack);

  async function signedUp() {
    const email = newEmail();
    expectStatus(await stack().post('/signup', { email, password: PASSWORD }), 200);
    return email;
  }

  test('the first login sets up an authenticator app, and each later one asks for it', async () => {
    const email = await signedUp();
    const setup = await login(email);
    expect(setup).toMatchObject({ message: 'Challenge', challenge: 'MFA_SETUP' });
    const { begun, secret } = await beginSetup(email, setup);
    expect(begun.parameters.otpauthUri).toBe(`otpauth://totp/Example%20App:${encodeURIComponent(email)}?secret=${secret}&issuer=Example%20App`);
    const { token } = expectStatus(await respond(email, begun, { code: totpCode(stack(), secret) }), 200);
    expectStatus(await stack().post('/private', undefined, token), 200);

    stack().clock.advance(TOTP_STEP);
    const next = await login(email);
    expect(next.challenge).toBe('SOFTWARE_TOKEN_MFA');
    expectStatus(await respond(email, next, { code: totpCode(stack(), secret) }), 200);
  });

  test('a wrong code can be corrected', async () => {
    const email = await signedUp();
    const { begun, secret } = await beginSetup(email, await login(email));
    const code = totpCode(stack(), secret);
    expect(expectStatus(await respond(email, begun, { code: otherCode(code) }), 401).code).toBe('invalid_challenge');
    expectStatus(await respond(email, begun, { code }), 200);
  });

  test('a setup that was begun and left can be begun anew, and only the new secret counts', async () => {
    const email = await signedUp();
    const left = await beginSetup(email, await login(email));
    const { begun, secret } = await beginSetup(email, await login(email));
    expectStatus(await respond(email, begun, { code: totpCode(stack(), left.secret) }), 401);
    expectStatus(await respond(email, begun, { code: totpCode(stack(), secret) }), 200);
  });

  test('a code without a secret of before proves nothing', async () => {
    const email = await signedUp();
    expect([400, 401]).toContain((await respond(email, await login(email), { code: '123456' })).status);
  });

  test('a setup belongs to its user', async () => {
    const [mallory, victim] = [await signedUp(), await signedUp()];
    const { begun, secret } = await beginSetup(mallory, await login(mallory));
    expectStatus(await respond(victim, begun, { code: totpCode(stack(), secret) }), 401);
    expect((await login(victim)).challenge).toBe('MFA_SETUP');
  });

  test('signing up again with the same password still succeeds', async () => {
    const email = await signedUp();
    expectStatus(await stack().post('/signup', { email, password: PASSWORD }), 200);
  });

  test('the factor cannot be switched off', async () => {
    const email = await signedUp();
    const { begun, secret } = await beginSetup(email, await login(email));
    const { accessToken } = expectStatus(await respond(email, begun, { code: totpCode(stack(), secret) }), 200);
    expect(expectStatus(await stack().call('PUT', '/mfa', { token: accessToken, body: { totp: 'disabled' } }), 403).code).toBe('mfa_required');
    stack().clock.advance(TOTP_STEP);
    expect((await login(email)).challenge).toBe('SOFTWARE_TOKEN_MFA');
  });
});

describe('after an invitation', () => {
  const stack = served({ mfa: cognito.Mfa.REQUIRED, signUpMode: SignUpMode.ADMIN_ONLY });
  const { login, respond, beginSetup } = flows(stack);

  test('the first login takes a new password, then the authenticator app, then gives tokens', async () => {
    const email = await invite(stack());
    const invited = await login(email, stack().codeFor(email));
    expect(invited.challenge).toBe('NEW_PASSWORD_REQUIRED');
    const setup = expectStatus(await respond(email, invited, { newPassword: PASSWORD }), 200);
    expect(setup.challenge).toBe('MFA_SETUP');
    const { begun, secret } = await beginSetup(email, setup);
    const { token } = expectStatus(await respond(email, begun, { code: totpCode(stack(), secret) }), 200);
    expect(expectStatus(await stack().post('/private', undefined, token), 200).message).toContain(email);
  });
});
