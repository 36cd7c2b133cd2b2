import { sendCode, type CodeDelivery } from '../codes/delivery';
import { issueCode } from '../codes/verification-codes';
import { invalidParameter } from '../errors';
import type { User } from './user';
import { attributeRecord, checkAliasesFree, checkAttributes, writeAttributes, type AttributeInput } from './write-attributes';
import type { AppClient, UserPool } from '../pool/user-pool';
import type { Contact } from '../settings/pool-settings';

interface Call {
  readonly client?: AppClient;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/**
 * Changes attributes of an existing user, and sends a code to each changed contact that the pool verifies.
 * @returns where codes went
 * @throws CognitoError InvalidParameterException, AliasExistsException
 */
export async function updateAttributes(pool: UserPool, user: User, attributes: AttributeInput, call: Call): Promise<CodeDelivery[]> {
  const { schema } = pool.settings;
  checkAttributes(schema, attributes, { creating: false });
  const record = attributeRecord(schema, attributes);
  checkAliasesFree(pool, user, record);
  const changed = changedContacts(user, record);
  const pending = changed.filter((contact) => pool.settings.verifiedBeforeUpdate.includes(contact));
  for (const contact of pending) {
    user.pendingAttributes[contact] = record[contact];
    delete record[contact];
  }
  writeAttributes(pool, user, record);
  const verified = changed.filter((contact) => pool.settings.autoVerifiedAttributes.includes(contact));
  const deliveries: CodeDelivery[] = [];
  for (const contact of verified) {
    const to = user.pendingAttributes[contact] ?? user.attributes[contact];
    const code = issueCode(pool, user, contact, contact, to);
    deliveries.push(await sendCode(pool, { user, contact, to, code, kind: 'verify-attribute', occasion: 'UpdateUserAttribute', ...call }));
  }
  return deliveries;
}

/** Contacts that get a new value which nobody vouches for in the same request. */
function changedContacts(user: User, record: Readonly<Record<string, string>>): Contact[] {
  return (['email', 'phone_number'] as const).filter((contact) =>
    record[contact] && record[contact] !== user.attributes[contact] && record[`${contact}_verified`] !== 'true');
}

/** @throws CognitoError InvalidParameterException */
export function deleteAttributes(pool: UserPool, user: User, names: readonly string[]): void {
  checkAttributes(pool.settings.schema, names.map((Name) => ({ Name })), { creating: false });
  const signInName = names.find((name) => pool.settings.usernameAttributes.includes(name as Contact));
  if (signInName) throw invalidParameter(`Cannot delete ${signInName}: users sign in with it`);
  writeAttributes(pool, user, Object.fromEntries(names.map((name) => [name, ''])));
}
