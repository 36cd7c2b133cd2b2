import * as adminUsers from './admin-users';
import * as groups from './groups';
import { listUsers } from './list-users';
import * as mfa from './mfa';
import type { Operation } from './operation';
import * as passwords from './passwords';
import * as profile from './profile';
import * as signIn from './sign-in';
import * as signUp from './sign-up';
import * as tokens from './tokens';

/** Every operation that the emulator serves, by its name in the API; each says itself who may call it. */
export const OPERATIONS: Readonly<Record<string, Operation>> = {
  AdminCreateUser: adminUsers.adminCreateUser,
  AdminSetUserPassword: adminUsers.adminSetUserPassword,
  AdminGetUser: adminUsers.adminGetUser,
  AdminDisableUser: adminUsers.adminDisableUser,
  AdminEnableUser: adminUsers.adminEnableUser,
  AdminDeleteUser: adminUsers.adminDeleteUser,
  AdminUserGlobalSignOut: adminUsers.adminUserGlobalSignOut,
  ListUsers: listUsers,

  AdminAddUserToGroup: groups.adminAddUserToGroup,
  AdminRemoveUserFromGroup: groups.adminRemoveUserFromGroup,
  AdminListGroupsForUser: groups.adminListGroupsForUser,

  SignUp: signUp.signUp,
  ConfirmSignUp: signUp.confirmSignUp,
  ResendConfirmationCode: signUp.resendConfirmationCode,
  AdminConfirmSignUp: signUp.adminConfirmSignUp,

  InitiateAuth: signIn.initiateAuth,
  RespondToAuthChallenge: signIn.respondToAuthChallenge,
  AdminInitiateAuth: signIn.adminInitiateAuth,
  AdminRespondToAuthChallenge: signIn.adminRespondToAuthChallenge,

  GetTokensFromRefreshToken: tokens.getTokensFromRefreshToken,
  RevokeToken: tokens.revokeToken,
  GlobalSignOut: tokens.globalSignOut,

  ForgotPassword: passwords.forgotPassword,
  ConfirmForgotPassword: passwords.confirmForgotPassword,
  ChangePassword: passwords.changePassword,
  AdminResetUserPassword: passwords.adminResetUserPassword,

  GetUser: profile.getUser,
  UpdateUserAttributes: profile.updateUserAttributes,
  DeleteUserAttributes: profile.deleteUserAttributes,
  DeleteUser: profile.deleteUser,
  GetUserAttributeVerificationCode: profile.getUserAttributeVerificationCode,
  VerifyUserAttribute: profile.verifyUserAttribute,
  AdminUpdateUserAttributes: profile.adminUpdateUserAttributes,
  AdminDeleteUserAttributes: profile.adminDeleteUserAttributes,

  AssociateSoftwareToken: mfa.associateSoftwareToken,
  VerifySoftwareToken: mfa.verifySoftwareToken,
  SetUserMFAPreference: mfa.setUserMfaPreference,
  AdminSetUserMFAPreference: mfa.adminSetUserMfaPreference,
};
