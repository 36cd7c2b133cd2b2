import { CognitoError, invalidParameter } from '../errors';
import { isEmail, isPhoneNumber, type AttributeInput } from './write-attributes';
import type { UserPool } from '../pool/user-pool';
import type { Contact } from '../settings/pool-settings';

const SHOULD_BE: Readonly<Record<string, string>> = {
  'email': 'Username should be an email.',
  'phone_number': 'Username should be a phone number.',
  'email,phone_number': 'Username should be either an email or a phone number.',
};

/**
 * What a request's `Username` means in this pool: a contact that it signs users in with, or a name of their own.
 * @throws CognitoError InvalidParameterException
 */
export function contactOfUsername(pool: UserPool, username: string): Contact | undefined {
  const contacts = pool.settings.usernameAttributes;
  if (contacts.length > 0) {
    const contact = contacts.find((name) => name === 'email' ? isEmail(username) : isPhoneNumber(username));
    if (!contact) throw invalidParameter(SHOULD_BE[[...contacts].sort().join()]);
    return contact;
  }
  for (const alias of pool.settings.aliasAttributes) {
    if (alias === 'email' && isEmail(username)) {
      throw invalidParameter('Username cannot be of email format, since user pool is configured for email alias.');
    }
    if (alias === 'phone_number' && isPhoneNumber(username)) {
      throw invalidParameter('Username cannot be of phone number format, since user pool is configured for phone number alias.');
    }
  }
  return undefined;
}

/**
 * A request's attributes, with the contact that its `Username` is.
 * @throws CognitoError InvalidParameterException where the attributes state another one
 */
export function withContact(pool: UserPool, contact: Contact | undefined, username: string, given: AttributeInput = []): AttributeInput {
  if (!contact) return given;
  const fold = (value: string) => pool.settings.caseSensitive ? value : value.toLowerCase();
  const stated = given.find(({ Name }) => Name === contact)?.Value;
  if (stated !== undefined && fold(stated) !== fold(username)) throw invalidParameter(`The attribute ${contact} is not the username`);
  return [{ Name: contact, Value: username }, ...given];
}

/** @throws CognitoError UsernameExistsException */
export function checkUsernameFree(pool: UserPool, username: string, contact: Contact | undefined, plainMessage: string): void {
  if (contact && pool.users.holder(contact, username)) {
    throw new CognitoError('UsernameExistsException', `An account with the given ${contact} already exists.`);
  }
  if (!contact && pool.users.hasUsername(username)) throw new CognitoError('UsernameExistsException', plainMessage);
}
