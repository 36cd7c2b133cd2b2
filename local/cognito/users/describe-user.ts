import { attributeList } from './attribute-list';
import type { User } from './user';

/** A user as AdminCreateUser and ListUsers show them; dates are seconds since the epoch. */
export function describeUser(user: User) {
  return {
    Username: user.username,
    Attributes: attributeList(user),
    UserCreateDate: user.createdAt / 1000,
    UserLastModifiedDate: user.modifiedAt / 1000,
    Enabled: user.enabled,
    UserStatus: user.status,
  };
}
