import * as adminUsers from './admin-users';
import type { Operation } from './operation';
import * as signIn from './sign-in';

/** Every operation that the emulator serves, by its name in the API. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  AdminCreateUser: adminUsers.adminCreateUser,
  AdminSetUserPassword: adminUsers.adminSetUserPassword,
  AdminGetUser: adminUsers.adminGetUser,
  AdminDisableUser: adminUsers.adminDisableUser,
  AdminEnableUser: adminUsers.adminEnableUser,
  AdminDeleteUser: adminUsers.adminDeleteUser,
  AdminUserGlobalSignOut: adminUsers.adminUserGlobalSignOut,

  AdminInitiateAuth: signIn.adminInitiateAuth,
  AdminRespondToAuthChallenge: signIn.adminRespondToAuthChallenge,
  InitiateAuth: signIn.initiateAuthOperation,
  RespondToAuthChallenge: signIn.respondToAuthChallenge,
};
