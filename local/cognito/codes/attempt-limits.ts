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
  // One list for all calls under way: each takes back its own attempt from the list that the others count.
  const attempts = user.attempts[operation] ??= [];
  while (attempts.length > 0 && attempts[0] <= now - HOUR) attempts.shift();
  if (attempts.length >= LIMITS[operation]) throw exceeded(operation);
  attempts.push(now);
  return () => {
    const index = attempts.lastIndexOf(now);
    if (index >= 0) attempts.splice(index, 1);
  };
}
