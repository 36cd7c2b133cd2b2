import { CognitoEmulator, describeUser, importUser, User, UserPool, UserStatus } from '../cognito';
import { LocalStackError } from '../errors';

/** A user to be put into a pool. */
export interface NewUser {
  /** The address that the user signs in with; where the pool has usernames, an attribute. */
  readonly email?: string;
  /** What the user signs in with where the pool has usernames of their own. */
  readonly username?: string;
  readonly password: string;
  readonly attributes?: Readonly<Record<string, string | number | boolean>>;
  readonly groups?: readonly string[];
  readonly status?: UserStatus;
  readonly enabled?: boolean;
  readonly totpSecret?: string;
  /** Logical id of the user pool. */
  readonly pool?: string;
}

/** A user as the directory shows them. */
export interface KnownUser {
  readonly username: string;
  readonly status: UserStatus;
  readonly enabled: boolean;
  readonly attributes: Readonly<Record<string, string>>;
  readonly groups: readonly string[];
}

/** The users of a stack, past the API: for whoever owns the machine that it runs on. */
export class UserDirectory {
  /**
   * @param cognito the one that serves now
   * @param changed is told of every change
   */
  public constructor(private readonly cognito: () => CognitoEmulator, private readonly changed: () => void) {}

  /** @throws Error which says what the pool refuses */
  public async create(user: NewUser): Promise<KnownUser> {
    const username = user.username ?? user.email;
    if (username === undefined) throw new LocalStackError('a user needs an email or a username');
    const pool = this.pool(user.pool);
    const attributes = { ...user.email === undefined ? {} : { email: user.email }, ...texts(user.attributes) };
    const { password, groups, status, enabled, totpSecret } = user;
    const created = await importUser(pool, { username, password, attributes, groups, status, enabled, totpSecret });
    this.changed();
    return known(created);
  }

  public list(poolId?: string): KnownUser[] {
    return [...this.pool(poolId).users.all()].map(known);
  }

  /** @param name what the user signs in with, or their sub */
  public get(name: string, poolId?: string): KnownUser | undefined {
    const user = this.pool(poolId).users.find(name);
    return user && known(user);
  }

  /** @returns whether there was such a user */
  public delete(name: string, poolId?: string): boolean {
    const pool = this.pool(poolId);
    const user = pool.users.find(name);
    if (!user) return false;
    pool.grants.revokeAllOf(user);
    pool.users.delete(user);
    this.changed();
    return true;
  }

  private pool(logicalId?: string): UserPool {
    const pools = this.cognito().userPools;
    const ids = [...pools.keys()].join(', ');
    if (logicalId === undefined && pools.size === 1) return [...pools.values()][0];
    const pool = logicalId === undefined ? undefined : pools.get(logicalId);
    if (pool) return pool;
    if (pools.size === 0) throw new LocalStackError('the stack has no user pool');
    throw new LocalStackError(logicalId === undefined
      ? `the stack has several user pools (${ids}); name one as 'pool'`
      : `the stack has no user pool '${logicalId}', only ${ids}`);
  }
}

const texts = (attributes: NewUser['attributes'] = {}) =>
  Object.fromEntries(Object.entries(attributes).map(([name, value]) => [name, String(value)]));

function known(user: User): KnownUser {
  const { Username, Enabled, UserStatus: status, Attributes } = describeUser(user);
  const attributes = Object.fromEntries(Attributes.map(({ Name, Value }) => [Name, Value]));
  return { username: Username, status, enabled: Enabled, attributes, groups: [...user.groups] };
}
