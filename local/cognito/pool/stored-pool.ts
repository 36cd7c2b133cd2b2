import { emptyPoolState, type PoolState } from './pool-state';
import type { Clock } from '../../clock';
import type { StoredGrant } from '../tokens/grants';
import { SigningKeys, type StoredKey, type TokenUse } from '../tokens/signing-keys';
import type { User } from '../users/user';

/** What lives in a user pool, as JSON: no password, no code, no refresh token can be read from it. */
export interface StoredPool {
  readonly users: readonly User[];
  readonly keys: Partial<Record<TokenUse, StoredKey>>;
  readonly grants: readonly StoredGrant[];
}

/**
 * What of a pool outlives the process. Challenges that await an answer do not, and neither do codes, as the outbox in which
 * they can be read is gone by then: both are asked for anew. Client secrets are generated anew too.
 */
export function storePool({ users, keys, grants }: PoolState): StoredPool {
  return { users: [...users.all()].map((user) => ({ ...user, codes: {} })), keys: keys.stored(), grants: grants.stored() };
}

/**
 * The pool with what was stored. By which names its users sign in is known only when the template is.
 *
 * @throws Error where a key is none
 */
export function restorePool(stored: StoredPool, clock: Clock): PoolState {
  const byUsername = { usernameAttributes: [], aliasAttributes: [], caseSensitive: true };
  const state = { ...emptyPoolState(byUsername, clock), keys: new SigningKeys(stored.keys) };
  for (const user of stored.users) state.users.add(user);
  state.grants.restore(stored.grants);
  return state;
}
