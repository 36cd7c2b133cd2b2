import { CognitoError } from '../errors';
import { isObject } from './triggers';
import { hashPassword } from '../passwords/hash';
import type { AppClient, UserPool } from '../pool/user-pool';
import { contactOfUsername } from '../users/new-user';
import { createUser, type User } from '../users/user';
import { attributeRecord, checkAliasesFree, checkAttributes, writeAttributes } from '../users/write-attributes';

interface Call {
  readonly client: AppClient;
  readonly username: string;
  /** Absent when the user forgot it. */
  readonly password?: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/**
 * Asks the UserMigration trigger for a user whom the pool does not know, and takes them over.
 * @returns undefined where there is no such trigger, or it does not know the user either
 */
export async function migrateUser(pool: UserPool, occasion: 'Authentication' | 'ForgotPassword', call: Call): Promise<User | undefined> {
  const response = await runTrigger(pool, occasion, call);
  if (!response || !isObject(response.userAttributes)) return undefined;
  const attributes = Object.entries(response.userAttributes).map(([Name, Value]) => ({ Name, Value: String(Value) }));
  const { schema } = pool.settings;
  const confirmed = response.finalUserStatus === 'CONFIRMED' && call.password !== undefined;
  // Taken over as it is: the password comes from another system, with another policy.
  const hash = confirmed ? await hashPassword(call.password) : undefined;
  // Meanwhile another call may have taken the same user over.
  const taken = pool.users.find(call.username);
  if (taken) return taken;
  const written = attributes.filter(({ Name }) => Name !== 'username' && Name !== 'sub');
  checkAttributes(schema, written, { creating: true });
  const record = attributeRecord(schema, written);
  checkAliasesFree(pool, undefined, record);
  const contact = contactOfUsername(pool, call.username);
  const user = createUser(contact ? undefined : call.username, confirmed ? 'CONFIRMED' : 'RESET_REQUIRED', pool.clock.now());
  if (hash !== undefined) user.password = { hash, temporary: false, setAt: pool.clock.now() };
  pool.users.add(user);
  writeAttributes(pool, user, { ...contact ? { [contact]: call.username } : {}, ...record });
  return user;
}

async function runTrigger(pool: UserPool, occasion: string, { client, username, password, clientMetadata }: Call) {
  try {
    return await pool.triggers.run('UserMigration', {
      source: `UserMigration_${occasion}`,
      userName: username,
      clientId: client.id,
      request: {
        ...password === undefined ? {} : { password },
        validationData: clientMetadata ?? null,
        clientMetadata: clientMetadata ?? null,
        userAttributes: null,
      },
      response: {
        userAttributes: null, forceAliasCreation: null, finalUserStatus: null, messageAction: null, desiredDeliveryMediums: null,
      },
    });
  } catch (error) {
    // A function says "no such user" by throwing; a client that hides who exists must not show its words.
    if (error instanceof CognitoError && client.settings.preventUserExistenceErrors) return undefined;
    throw error;
  }
}
