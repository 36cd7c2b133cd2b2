import { deliveryTo, sendCode } from '../codes/delivery';
import { newCode } from '../codes/verification-codes';
import { CognitoError, invalidParameter, invalidSession, missingParameter } from '../errors';
import type { Answer } from './answer-challenge';
import type { ChallengeName } from './auth-sessions';
import { completeSignIn, type AuthResponse, type Challenge, type SignInProgress } from './next-step';
import { activeFactors, enableFactor } from '../mfa/factors';
import { totpStep } from '../mfa/totp';
import type { UserPool } from '../pool/user-pool';
import type { MfaFactor } from '../settings/pool-settings';
import { writeAttributes } from '../users/write-attributes';

/** The second factor that a user owes; undefined where none is due. */
export async function mfaChallenge(pool: UserPool, progress: SignInProgress): Promise<Challenge | undefined> {
  const factors = activeFactors(pool, progress.user);
  if (factors.length === 1) return factorChallenge(pool, progress, factors[0]);
  if (factors.length > 1) return challenge(pool, progress, 'SELECT_MFA_TYPE', { MFAS_CAN_CHOOSE: JSON.stringify(factors) });
  if (pool.settings.mfa !== 'ON') return undefined;
  return challenge(pool, progress, 'MFA_SETUP', { MFAS_CAN_SETUP: JSON.stringify(pool.settings.mfaFactors) });
}

function challenge(
  pool: UserPool, { user, client, newPassword }: SignInProgress, name: ChallengeName, parameters: Record<string, string>, code?: string,
): Challenge {
  return {
    ChallengeName: name,
    Session: pool.sessions.open(user, client, { challenge: name, newPassword, code }),
    ChallengeParameters: { USER_ID_FOR_SRP: user.username, ...parameters },
  };
}

async function factorChallenge(pool: UserPool, progress: SignInProgress, factor: MfaFactor): Promise<Challenge> {
  if (factor === 'SOFTWARE_TOKEN_MFA') {
    const name = progress.user.totp!.name;
    return challenge(pool, progress, factor, name === undefined ? {} : { FRIENDLY_DEVICE_NAME: name });
  }
  const contact = factor === 'SMS_MFA' ? 'phone_number' : 'email';
  const code = newCode();
  const { user, client, clientMetadata } = progress;
  const kind = factor === 'SMS_MFA' ? 'mfa-sms' : 'mfa-email';
  await sendCode(pool, { user, contact, code, kind, occasion: 'Authentication', client, clientMetadata });
  const { DeliveryMedium, Destination } = deliveryTo(contact, user.attributes[contact]);
  return challenge(pool, progress, factor, {
    CODE_DELIVERY_DELIVERY_MEDIUM: DeliveryMedium, CODE_DELIVERY_DESTINATION: Destination,
  }, code);
}

const ANSWER_NAMES = { SMS_MFA: 'SMS_MFA_CODE', EMAIL_OTP: 'EMAIL_OTP_CODE', SOFTWARE_TOKEN_MFA: 'SOFTWARE_TOKEN_MFA_CODE' } as const;

function codeIn({ responses, session }: Answer): string {
  const name = ANSWER_NAMES[session.challenge as MfaFactor];
  const code = responses[name];
  if (!code) throw missingParameter(name);
  return code;
}

/** Answers SMS_MFA and EMAIL_OTP. */
export async function answerSentCode(pool: UserPool, answer: Answer): Promise<AuthResponse> {
  const { session, user } = answer;
  const code = codeIn(answer);
  if (!await pool.lockout.guard(user, () => code === session.code)) {
    throw new CognitoError('CodeMismatchException', 'Invalid code or auth state for the user.');
  }
  pool.sessions.use(session);
  // The code proves the contact as well.
  writeAttributes(pool, user, { [session.challenge === 'SMS_MFA' ? 'phone_number_verified' : 'email_verified']: 'true' });
  return complete(pool, answer);
}

/** Answers SOFTWARE_TOKEN_MFA. */
export async function answerTotp(pool: UserPool, answer: Answer): Promise<AuthResponse> {
  const { session, user } = answer;
  const device = user.totp;
  if (!device?.verified) throw invalidSession();
  const code = codeIn(answer);
  let step: number | undefined;
  const right = await pool.lockout.guard(user, () => {
    step = totpStep(device.secret, code, pool.clock.now());
    return step !== undefined;
  });
  if (!right) throw new CognitoError('CodeMismatchException', 'Invalid code received for user');
  // RFC 6238, 5.2: a code is good for one use.
  if (step! <= device.lastStep) throw new CognitoError('ExpiredCodeException', 'Your software token has already been used once.');
  pool.sessions.use(session);
  device.lastStep = step!;
  return complete(pool, answer);
}

/** Answers SELECT_MFA_TYPE with a challenge of the chosen factor. */
export async function answerSelection(pool: UserPool, { session, user, client, responses, clientMetadata }: Answer): Promise<AuthResponse> {
  if (!responses.ANSWER) throw missingParameter('ANSWER');
  // The API reference names the e-mail factor in both ways.
  const chosen = responses.ANSWER === 'EMAIL_MFA' ? 'EMAIL_OTP' : responses.ANSWER;
  const factor = activeFactors(pool, user).find((candidate) => candidate === chosen);
  if (!factor) throw invalidParameter(`${responses.ANSWER} is not among the user's MFA types`);
  pool.sessions.use(session);
  return factorChallenge(pool, { client, user, clientMetadata, newPassword: session.newPassword }, factor);
}

/** Answers MFA_SETUP in the session that VerifySoftwareToken gave. */
export async function answerSetup(pool: UserPool, answer: Answer): Promise<AuthResponse> {
  const { session, user } = answer;
  if (!session.totp?.verified) throw invalidSession();
  pool.sessions.use(session);
  user.totp = session.totp;
  enableFactor(user, 'SOFTWARE_TOKEN_MFA');
  pool.touch(user);
  return complete(pool, answer);
}

const complete = (pool: UserPool, { client, user, clientMetadata, session }: Answer) =>
  completeSignIn(pool, { client, user, clientMetadata, newPassword: session.newPassword });
