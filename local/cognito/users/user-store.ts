import type { User } from './user';
import type { Contact, PoolSettings } from '../settings/pool-settings';

type Alias = Contact | 'preferred_username';
/** What users of a pool sign in with. */
export type SignInNames = Pick<PoolSettings, 'usernameAttributes' | 'aliasAttributes' | 'caseSensitive'>;

/** A pool's users, found in constant time by username, sub and every name they may sign in with. */
export class UserStore {
  private readonly bySub = new Map<string, User>();
  private byUsername = new Map<string, User>();
  private byAlias = new Map<string, User>();
  /** What each user is filed under, so that a changed attribute leaves no old key behind. */
  private readonly aliasKeys = new Map<User, string[]>();
  private aliases: readonly Alias[];

  public constructor(private settings: SignInNames) {
    this.aliases = aliasesOf(settings);
  }

  /** Whether users would be found by other names with these settings; on AWS such a change makes a new, empty pool. */
  public differsFrom(settings: SignInNames): boolean {
    return settings.caseSensitive !== this.settings.caseSensitive || aliasesOf(settings).join() !== this.aliases.join();
  }

  /** Finds the users by what these settings say from now on. */
  public signInBy(settings: SignInNames): void {
    if (!this.differsFrom(settings)) return;
    this.settings = settings;
    this.aliases = aliasesOf(settings);
    this.byUsername = new Map();
    this.byAlias = new Map();
    for (const user of this.all()) this.file(user);
  }

  /** @param name username, sub, or a contact that the pool signs users in with */
  public find(name: string): User | undefined {
    return this.byUsername.get(this.normalise(name)) ?? this.findByAlias(name) ?? this.bySub.get(name);
  }

  public findByAlias(value: string): User | undefined {
    for (const alias of this.aliases) {
      const user = this.byAlias.get(this.aliasKey(alias, value));
      if (user) return user;
    }
    return undefined;
  }

  /** The user who holds this value of an attribute as a sign-in name. */
  public holder(alias: string, value: string): User | undefined {
    return this.byAlias.get(this.aliasKey(alias, value));
  }

  public hasUsername(username: string): boolean {
    return this.byUsername.has(this.normalise(username));
  }

  public add(user: User): void {
    this.bySub.set(user.sub, user);
    this.file(user);
  }

  /** To be called when an attribute changed that may be a sign-in name. */
  public reindex(user: User): void {
    this.dropAliases(user);
    const keys = this.aliases.flatMap((alias) => {
      const value = user.attributes[alias];
      return value !== undefined && this.signsIn(user, alias) ? [this.aliasKey(alias, value)] : [];
    });
    keys.forEach((key) => this.byAlias.set(key, user));
    this.aliasKeys.set(user, keys);
  }

  public delete(user: User): void {
    this.dropAliases(user);
    this.aliasKeys.delete(user);
    this.byUsername.delete(this.normalise(user.username));
    this.bySub.delete(user.sub);
  }

  /** In order of creation. */
  public all(): IterableIterator<User> {
    return this.bySub.values();
  }

  private file(user: User): void {
    this.byUsername.set(this.normalise(user.username), user);
    this.reindex(user);
  }

  // An alias beside the username works only once it is verified; a contact that stands for the username always does.
  private signsIn(user: User, alias: Alias): boolean {
    if (alias === 'preferred_username') return true;
    return this.settings.usernameAttributes.includes(alias) || user.attributes[`${alias}_verified`] === 'true';
  }

  private dropAliases(user: User): void {
    for (const key of this.aliasKeys.get(user) ?? []) {
      if (this.byAlias.get(key) === user) this.byAlias.delete(key);
    }
  }

  private normalise(name: string): string {
    return this.settings.caseSensitive ? name : name.toLowerCase();
  }

  private aliasKey(alias: string, value: string): string {
    return `${alias}:${this.normalise(value)}`;
  }
}

function aliasesOf({ usernameAttributes, aliasAttributes }: SignInNames): Alias[] {
  return [...usernameAttributes, ...aliasAttributes];
}
