import { attemptLimitExceeded, CognitoError } from '../errors';
import type { UserPool } from '../pool/user-pool';
import type { User } from '../users/user';

const HOUR = 3_600_000;

// How often one user may do this within an hour. Cognito allows 5 to 20 for forgotten passwords, depending on the risk it
// sees, and documents the others only in part.
// https://docs.aws.amazon.com/cognito/latest/developerguide/how-to-recover-a-user-account.html
const LIMITS = {
  ForgotPassword: 5,
  ConfirmForgotPassword: 5,
  ResendConfirmationCode: 5,
  ConfirmSignUp: 15,
  ChangePassword: 5,
  GetUserAttributeVerificationCode: 5,
  VerifyUserAttribute: 15,
} as const;

export type LimitedOperation = keyof typeof LIMITS;

const exceeded = (operation: LimitedOperation) => operation === 'ConfirmSignUp'
  ? new CognitoError('TooManyFailedAttemptsException', 'Attempt limit exceeded, please try after some time.')
  : attemptLimitExceeded();

/**
 * Counts an attempt before its outcome is known, so that parallel ones cannot pass the limit together.
 * @returns takes the attempt back: a right one is not held against the user
 * @throws CognitoError LimitExceededException, TooManyFailedAttemptsException
 */
export function startAttempt(pool: UserPool, user: User, operation: LimitedOperation): () => void {
  const now = pool.clock.now();
  const recent = (user.attempts[operation] ?? []).filter((at) => at > now - HOUR);
  user.attempts[operation] = recent;
  if (recent.length >= LIMITS[operation]) throw exceeded(operation);
  recent.push(now);
  return () => { recent.splice(recent.indexOf(now), 1); };
}
