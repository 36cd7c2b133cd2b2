import { CognitoError, invalidParameter, notAuthorized } from '../errors';
import type { User } from './user';
import type { AppClient, UserPool } from '../pool/user-pool';
import type { AttributeRule, AttributeSchema } from '../settings/attribute-schema';
import type { Contact } from '../settings/pool-settings';

/** Attributes to write, as a request has them; an empty or missing value deletes. */
export type AttributeInput = readonly { readonly Name: string; readonly Value?: string }[];

const EMAIL = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;
const PHONE_NUMBER = /^\+\d{1,15}$/;

export const isEmail = (value: string) => EMAIL.test(value);
export const isPhoneNumber = (value: string) => PHONE_NUMBER.test(value);

const schemaViolation = (detail: string) => invalidParameter(`Attributes did not conform to the schema: ${detail}\n`);

/** @throws CognitoError NotAuthorizedException for an attribute that the client may not write */
export function checkClientMayWrite(schema: AttributeSchema, client: AppClient, names: readonly string[]): void {
  if (names.some((name) => schema.has(name) && (!client.settings.writable.has(name) || schema.get(name)!.developerOnly))) {
    throw notAuthorized('A client attempted to write unauthorized attribute');
  }
}

/**
 * Holds attributes against the pool's schema.
 * @param creating an immutable attribute may be written now, and never again
 * @throws CognitoError InvalidParameterException
 */
export function checkAttributes(schema: AttributeSchema, attributes: AttributeInput, { creating }: { creating: boolean }): void {
  for (const { Name, Value } of attributes) {
    const rule = schema.get(Name);
    if (!rule) throw schemaViolation(`${Name}: Attribute does not exist in the schema.`);
    if (Name === 'sub' || (!creating && !rule.mutable)) throw invalidParameter(`user.${Name}: Attribute cannot be updated.\n`);
    if (Value !== undefined && Value !== '') checkValue(rule, Value);
    else if (rule.required) throw schemaViolation(`${Name}: The attribute is required`);
  }
}

/** @throws CognitoError InvalidParameterException for a required attribute that is missing */
export function checkRequiredAttributes(schema: AttributeSchema, attributes: Readonly<Record<string, string>>): void {
  const missing = [...schema.values()].filter((rule) => rule.required && !attributes[rule.name]);
  if (missing.length > 0) throw schemaViolation(missing.map((rule) => `${rule.name}: The attribute is required`).join('\n'));
}

function checkValue(rule: AttributeRule, value: string): void {
  if (rule.name === 'email' && !isEmail(value)) throw invalidParameter('Invalid email address format.');
  if (rule.name === 'phone_number' && !isPhoneNumber(value)) throw invalidParameter('Invalid phone number format.');
  const problem = CHECKS[rule.type](rule, value);
  if (problem) throw schemaViolation(`${rule.name}: ${problem}`);
}

const CHECKS: Readonly<Record<AttributeRule['type'], (rule: AttributeRule, value: string) => string | undefined>> = {
  String: ({ minLength, maxLength }, value) => {
    if (minLength !== undefined && value.length < minLength) return `String must be at least ${minLength} characters long`;
    return maxLength !== undefined && value.length > maxLength ? `String must be no longer than ${maxLength} characters` : undefined;
  },
  Number: ({ minValue, maxValue }, value) => {
    const number = Number(value);
    if (!/^-?\d+(\.\d+)?$/.test(value)) return 'Number is expected';
    if (minValue !== undefined && number < minValue) return `Number must be no less than ${minValue}`;
    return maxValue !== undefined && number > maxValue ? `Number must be no more than ${maxValue}` : undefined;
  },
  Boolean: (_rule, value) => /^(true|false)$/i.test(value) ? undefined : 'Boolean must be either true or false',
  DateTime: (_rule, value) => Number.isNaN(Date.parse(value)) ? 'DateTime is expected' : undefined,
};

/** Turns a request's attributes into what is stored; booleans in lower case. */
export function attributeRecord(schema: AttributeSchema, attributes: AttributeInput): Record<string, string> {
  return Object.fromEntries(attributes.map(({ Name, Value }) =>
    [Name, schema.get(Name)?.type === 'Boolean' ? (Value ?? '').toLowerCase() : Value ?? '']));
}

/**
 * Refuses a name that another user signs in with. A contact that is an alias beside the username clashes only once it is
 * verified, so that until then anybody may claim it.
 * @throws CognitoError AliasExistsException
 */
export function checkAliasesFree(pool: UserPool, user: User | undefined, attributes: Readonly<Record<string, string>>): void {
  const { usernameAttributes } = pool.settings;
  for (const [name, value] of Object.entries(attributes)) {
    const claims = name === 'preferred_username' || usernameAttributes.includes(name as Contact) || attributes[`${name}_verified`] === 'true';
    const holder = claims && value !== '' ? pool.users.holder(name, value) : undefined;
    if (holder && holder !== user) {
      throw new CognitoError('AliasExistsException', `An account with the given ${name} already exists.`);
    }
  }
}

/** Writes checked attributes; a changed contact is unverified unless the same request says otherwise. */
export function writeAttributes(pool: UserPool, user: User, written: Readonly<Record<string, string>>): void {
  for (const contact of ['email', 'phone_number']) {
    if (written[contact] === undefined) continue;
    delete user.pendingAttributes[contact];
    if (written[contact] === user.attributes[contact]) continue;
    if (written[contact] === '') delete user.attributes[`${contact}_verified`];
    else if (written[`${contact}_verified`] === undefined) user.attributes[`${contact}_verified`] = 'false';
  }
  for (const [name, value] of Object.entries(written)) {
    if (value === '') delete user.attributes[name];
    else user.attributes[name] = value;
  }
  pool.users.reindex(user);
  pool.touch(user);
}
