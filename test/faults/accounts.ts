import { Secret, TOTP } from 'otpauth';
import type { FaultyStack } from './faulty-stack';
import { newEmail, OTHER_PASSWORD, PASSWORD } from '../flows/accounts';

/* What journeys start from, made past the API so that no function of the stack takes part in it. */

/** A complete account. */
export async function account(stack: FaultyStack): Promise<string> {
  const email = await halfMadeAccount(stack);
  await stack.administer('AdminSetUserPassword', { Username: email, Password: PASSWORD, Permanent: true });
  return email;
}

/** What the first half of a signup leaves. */
export async function halfMadeAccount(stack: FaultyStack): Promise<string> {
  const email = newEmail('fault');
  await stack.administer('AdminCreateUser', {
    Username: email,
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }, { Name: 'custom:signup_route', Value: '1' }],
  });
  return email;
}

/** An account that awaits the code of its signup. */
export async function unconfirmedAccount(stack: FaultyStack): Promise<string> {
  const email = newEmail('fault');
  await stack.administer('SignUp', {
    ClientId: stack.userPoolClientId, UserPoolId: undefined, Username: email, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: email }],
  });
  return email;
}

/** What Cognito says to a login. */
export async function signIn(stack: FaultyStack, email: string, password = PASSWORD): Promise<any> {
  return stack.administer('AdminInitiateAuth', {
    ClientId: stack.userPoolClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD: password },
  });
}

/** New tokens for a refresh token. */
export async function refresh(stack: FaultyStack, refreshToken: string): Promise<unknown> {
  return stack.administer('GetTokensFromRefreshToken', { UserPoolId: undefined, ClientId: stack.userPoolClientId, RefreshToken: refreshToken });
}

/** A complete account with its tokens. */
export async function signedIn(stack: FaultyStack): Promise<{ email: string; accessToken: string; refreshToken: string }> {
  const email = await account(stack);
  const { AccessToken, RefreshToken } = (await signIn(stack, email)).AuthenticationResult;
  return { email, accessToken: AccessToken, refreshToken: RefreshToken };
}

/** An account with an authenticator app, in a pool that wants one; with the session of a login that asks for its code. */
export async function challenged(stack: FaultyStack): Promise<{ email: string; secret: string; session: string }> {
  const { email, session } = await challengedToSetUp(stack);
  const { SecretCode, Session } = await stack.administer('AssociateSoftwareToken', { UserPoolId: undefined, Session: session });
  const verified = await stack.administer('VerifySoftwareToken', { UserPoolId: undefined, Session, UserCode: nextCode(stack, SecretCode) });
  await stack.administer('AdminRespondToAuthChallenge', {
    ClientId: stack.userPoolClientId, ChallengeName: 'MFA_SETUP', Session: verified.Session, ChallengeResponses: { USERNAME: email },
  });
  return { email, secret: SecretCode, session: (await signIn(stack, email)).Session };
}

/** An account without a second factor, in a pool that wants one; with the session of its login. */
export async function challengedToSetUp(stack: FaultyStack): Promise<{ email: string; session: string }> {
  const email = await account(stack);
  return { email, session: (await signIn(stack, email)).Session };
}

/** The next code of an authenticator app, whatever codes it showed before. */
export function nextCode(stack: FaultyStack, secret: string): string {
  stack.clock.advance(30_000);
  return new TOTP({ secret: Secret.fromBase32(secret) }).generate({ timestamp: stack.clock.now() });
}

/** Fails unless the account can be signed in to with the password, or is asked for its second factor. */
export async function expectPassword(stack: FaultyStack, email: string, password: string): Promise<void> {
  const outcome = await signIn(stack, email, password);
  if (outcome.ChallengeName === 'NEW_PASSWORD_REQUIRED') throw new Error('the account is half made');
}

export { OTHER_PASSWORD, PASSWORD };
