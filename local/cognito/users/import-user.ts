import { CognitoError, invalidParameter } from '../errors';
import { checkUsernameFree, contactOfUsername, withContact } from './new-user';
import { createUser, type User, type UserStatus } from './user';
import { attributeRecord, checkAliasesFree, checkAttributes, checkRequiredAttributes, writeAttributes, type AttributeInput } from './write-attributes';
import { enableFactor } from '../mfa/factors';
import { acceptPassword, setPassword } from '../passwords/set-password';
import type { UserPool } from '../pool/user-pool';

/** A user as somebody who owns the pool describes them. */
export interface UserImport {
  /** What the user signs in with: an email address in most pools. */
  readonly username: string;
  /** Temporary where the status is FORCE_CHANGE_PASSWORD. */
  readonly password: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly groups?: readonly string[];
  /** @default CONFIRMED */
  readonly status?: UserStatus;
  /** @default true */
  readonly enabled?: boolean;
  /** The secret of an authenticator app that is the user's second factor, in base32. */
  readonly totpSecret?: string;
}

const TOTP_SECRET = /^[A-Z2-7]{16,}$/;

/**
 * Puts a user into a pool as Cognito's import of users does: the pool's rules hold, no trigger runs and nothing is sent.
 * Contacts are verified, except those of a user who has yet to confirm the sign-up.
 *
 * @throws CognitoError where the pool would refuse such a user
 */
export async function importUser(pool: UserPool, input: UserImport): Promise<User> {
  const status = input.status ?? 'CONFIRMED';
  const contact = contactOfUsername(pool, input.username);
  const attributes = withVerdicts(withContact(pool, contact, input.username, attributeInput(input.attributes)), status);
  const { schema } = pool.settings;
  checkAttributes(schema, attributes, { creating: true });
  const record = attributeRecord(schema, attributes);
  checkRequiredAttributes(schema, record);
  checkGroups(pool, input.groups);
  checkTotp(pool, input.totpSecret);
  const password = await acceptPassword(pool, undefined, input.password, {
    temporary: status === 'FORCE_CHANGE_PASSWORD', preamble: 'Password did not conform with policy',
  });
  checkUsernameFree(pool, input.username, contact, 'User already exists');
  checkAliasesFree(pool, undefined, record);
  const user = createUser(contact ? undefined : input.username, status, pool.clock.now());
  pool.users.add(user);
  writeAttributes(pool, user, record);
  setPassword(pool, user, password);
  user.groups = [...input.groups ?? []];
  user.enabled = input.enabled ?? true;
  if (input.totpSecret !== undefined) {
    user.totp = { secret: input.totpSecret, verified: true, lastStep: 0 };
    enableFactor(user, 'SOFTWARE_TOKEN_MFA');
  }
  return user;
}

const attributeInput = (attributes: Readonly<Record<string, string>> = {}): AttributeInput =>
  Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));

function withVerdicts(attributes: AttributeInput, status: UserStatus): AttributeInput {
  const has = (name: string) => attributes.some(({ Name }) => Name === name);
  const unsaid = ['email', 'phone_number'].filter((contact) => has(contact) && !has(`${contact}_verified`));
  return [...attributes, ...unsaid.map((contact) => ({ Name: `${contact}_verified`, Value: String(status !== 'UNCONFIRMED') }))];
}

function checkGroups(pool: UserPool, groups: readonly string[] = []): void {
  const unknown = groups.find((name) => !pool.groups.has(name));
  if (unknown === undefined) return;
  const known = [...pool.groups.keys()].join(', ') || 'none';
  throw new CognitoError('ResourceNotFoundException', `Group ${unknown} does not exist in the user pool, which has: ${known}`);
}

function checkTotp(pool: UserPool, secret: string | undefined): void {
  if (secret === undefined) return;
  if (!pool.settings.mfaFactors.includes('SOFTWARE_TOKEN_MFA')) throw invalidParameter('SOFTWARE_TOKEN_MFA is not enabled for the user pool');
  if (!TOTP_SECRET.test(secret)) throw invalidParameter('A TOTP secret is at least 16 characters of base32: A to Z and 2 to 7');
}
