import { randomInt } from 'node:crypto';
import { codeMismatch, expiredCode } from '../errors';
import { startAttempt, type LimitedOperation } from './attempt-limits';
import type { UserPool } from '../pool/user-pool';
import type { Contact } from '../settings/pool-settings';
import type { CodePurpose, PendingCode, User } from '../users/user';

const HOUR = 3_600_000;

/** How long a code for each purpose may be used. */
const VALIDITY: Readonly<Record<CodePurpose, number>> = {
  'sign-up': 24 * HOUR,
  'password': HOUR,
  'email': 24 * HOUR,
  'phone_number': 24 * HOUR,
};

/** Six random digits. */
export const newCode = () => String(randomInt(1_000_000)).padStart(6, '0');

/** Makes the code that a user must send back; an earlier one for the same purpose no longer counts. */
export function issueCode(pool: UserPool, user: User, purpose: CodePurpose, contact: Contact, to = user.attributes[contact]): string {
  const code = newCode();
  user.codes[purpose] = { code, contact, to, expiresAt: pool.clock.now() + VALIDITY[purpose] };
  return code;
}

/**
 * Looks at a code without spending it.
 * @throws CognitoError ExpiredCodeException, CodeMismatchException, or what `operation` answers to too many wrong ones
 */
export function checkCode(pool: UserPool, user: User, purpose: CodePurpose, code: string, operation: LimitedOperation): PendingCode {
  const forgive = startAttempt(pool, user, operation);
  const pending = user.codes[purpose];
  if (!pending || pool.clock.now() >= pending.expiresAt) throw expiredCode();
  if (pending.code !== code) throw codeMismatch();
  forgive();
  return pending;
}

/**
 * Spends a checked code; of several at the same time one gets through.
 * @throws CognitoError ExpiredCodeException
 */
export function spendCode(user: User, purpose: CodePurpose, pending: PendingCode): void {
  if (user.codes[purpose] !== pending) throw expiredCode();
  delete user.codes[purpose];
}
