import { CognitoError } from '../errors';
import type { User } from './user';
import { writeAttributes } from './write-attributes';
import type { UserPool } from '../pool/user-pool';
import type { Contact } from '../settings/pool-settings';

/**
 * Makes sure that `user` may sign in with this contact once it is verified.
 * @param force takes it from whoever holds it, whose own is unverified then
 * @throws CognitoError AliasExistsException
 */
export function claimAlias(pool: UserPool, user: User, contact: Contact, force: boolean, value = user.attributes[contact]): void {
  const holder = value === undefined ? undefined : pool.users.holder(contact, value);
  if (!holder || holder === user) return;
  // A contact in place of the username belongs to one user for good.
  if (!force || pool.settings.usernameAttributes.includes(contact)) {
    throw new CognitoError('AliasExistsException', `An account with the given ${contact} already exists.`);
  }
  writeAttributes(pool, holder, { [`${contact}_verified`]: 'false' });
}
