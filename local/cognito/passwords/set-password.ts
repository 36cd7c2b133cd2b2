import { CognitoError } from '../errors';
import { hashPassword, passwordMatches } from './hash';
import { checkPasswordPolicy } from './policy';
import type { UserPool } from '../pool/user-pool';
import type { StoredPassword, User } from '../users/user';

/** How an operation words a broken policy, before the colon and the rule. */
export type PolicyPreamble =
  'Password did not conform with policy' | 'Password did not conform with password policy' | 'Password does not conform to policy';

/**
 * Checks a password against the pool's policy and the user's earlier ones, and hashes it.
 * @param user undefined for one who is just being created
 * @throws CognitoError InvalidPasswordException, PasswordHistoryPolicyViolationException
 */
export async function acceptPassword(
  pool: UserPool, user: User | undefined, password: string, { temporary, preamble }: { temporary: boolean; preamble: PolicyPreamble },
): Promise<StoredPassword> {
  checkPasswordPolicy(pool.settings.passwordPolicy, password, preamble);
  if (user && !temporary && await isRecent(pool, user, password)) {
    throw new CognitoError('PasswordHistoryPolicyViolationException', 'Password has previously been used.');
  }
  return { hash: await hashPassword(password), temporary, setAt: pool.clock.now() };
}

/** Gives the user a password that `acceptPassword` accepted. */
export function setPassword(pool: UserPool, user: User, password: StoredPassword): void {
  // A temporary password was never the user's own, so it is not part of the history.
  const previous = user.password && !user.password.temporary ? [user.password.hash] : [];
  user.passwordHistory = [...previous, ...user.passwordHistory].slice(0, pool.settings.passwordPolicy.historySize);
  user.password = password;
  user.signInFailures = { count: 0, lockedUntil: 0, lastAt: 0 };
  pool.touch(user);
}

async function isRecent(pool: UserPool, user: User, password: string): Promise<boolean> {
  const current = user.password && !user.password.temporary ? [user.password.hash] : [];
  for (const hash of [...current, ...user.passwordHistory].slice(0, pool.settings.passwordPolicy.historySize)) {
    if (await passwordMatches(password, hash)) return true;
  }
  return false;
}
