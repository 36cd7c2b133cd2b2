import type { Clock } from '../../clock';
import type { ClientSecrets } from '../client-secret/client-secrets';
import { Lockout } from '../passwords/lockout';
import { AuthSessions } from '../sign-in/auth-sessions';
import { Grants } from '../tokens/grants';
import { SigningKeys } from '../tokens/signing-keys';
import { UserStore, type SignInNames } from '../users/user-store';

/** Everything that lives in a user pool. It outlives the pool's settings: a changed template loses nobody. */
export interface PoolState {
  readonly users: UserStore;
  readonly keys: SigningKeys;
  readonly lockout: Lockout;
  readonly sessions: AuthSessions;
  readonly grants: Grants;
  readonly clientSecrets: ClientSecrets;
}

/** The state of each user pool, by the pool's logical id. */
export type PoolStates = Map<string, PoolState>;

/** The state of a pool in which nothing has happened. */
export function emptyPoolState(names: SignInNames, clock: Clock): PoolState {
  return {
    users: new UserStore(names),
    keys: new SigningKeys(),
    lockout: new Lockout(clock),
    sessions: new AuthSessions(clock),
    grants: new Grants(clock),
    clientSecrets: new Map(),
  };
}
