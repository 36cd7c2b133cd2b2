import type { Clock } from '../../clock';
import type { Outbox } from '../../outbox';
import type { ClientSecrets } from '../client-secret/client-secrets';
import { userNotFound } from '../errors';
import type { PoolState } from './pool-state';
import type { Lockout } from '../passwords/lockout';
import type { ClientSettings } from '../settings/client-settings';
import type { PoolSettings } from '../settings/pool-settings';
import type { AuthSessions } from '../sign-in/auth-sessions';
import type { Grants } from '../tokens/grants';
import type { SigningKeys } from '../tokens/signing-keys';
import { Triggers, type InvokeTrigger } from '../triggers/triggers';
import type { User } from '../users/user';
import type { UserStore } from '../users/user-store';

export interface AppClient {
  readonly id: string;
  /** Undefined for a public client. */
  readonly secret?: string;
  readonly settings: ClientSettings;
}

export interface Group {
  readonly name: string;
  readonly description?: string;
  readonly precedence?: number;
  readonly roleArn?: string;
  readonly createdAt: number;
}

export interface PoolIdentity {
  readonly id: string;
  readonly arn: string;
  readonly region: string;
  /** `cognito-idp.<region>.amazonaws.com/<pool id>` */
  readonly providerName: string;
  /** The issuer of the pool's tokens. */
  readonly providerUrl: string;
}

/** What a pool shares with the rest of the local stack. */
export interface Surroundings {
  readonly clock: Clock;
  readonly outbox: Outbox;
  readonly invokeTrigger?: InvokeTrigger;
}

/** A user pool: its settings, and everything that lives in it. */
export class UserPool {
  public readonly clients = new Map<string, AppClient>();
  public readonly groups = new Map<string, Group>();
  public readonly users: UserStore;
  public readonly keys: SigningKeys;
  public readonly lockout: Lockout;
  public readonly sessions: AuthSessions;
  public readonly grants: Grants;
  public readonly clientSecrets: ClientSecrets;
  public readonly triggers: Triggers;
  public readonly clock: Clock;
  public readonly outbox: Outbox;

  public constructor(
    public readonly identity: PoolIdentity, public readonly settings: PoolSettings, state: PoolState, surroundings: Surroundings,
  ) {
    this.clock = surroundings.clock;
    this.outbox = surroundings.outbox;
    this.users = state.users;
    this.keys = state.keys;
    this.lockout = state.lockout;
    this.sessions = state.sessions;
    this.grants = state.grants;
    this.clientSecrets = state.clientSecrets;
    this.triggers = new Triggers(identity, settings.triggers, surroundings.invokeTrigger);
  }

  /** @throws CognitoError UserNotFoundException */
  public user(name: string): User {
    const user = this.users.find(name);
    if (!user) throw userNotFound();
    return user;
  }

  /** To be called after each change to a user. */
  public touch(user: User): void {
    user.modifiedAt = this.clock.now();
  }
}
