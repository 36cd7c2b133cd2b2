/** How Cognito groups the operations whose rate it limits. */
export type QuotaCategory = keyof typeof CATEGORIES;

export interface Category {
  /** Requests a second of an account in a Region, as long as nobody had it raised. */
  readonly rate: number;
  /** Whether it can be raised. */
  readonly adjustable: boolean;
  /** Whether a call counts as a read or a write of the one user whom it names. */
  readonly ofUser?: 'read' | 'write';
  readonly operations: readonly string[];
}

/**
 * Cognito's request quotas, as far as the emulator serves operations of them.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
export const CATEGORIES = {
  UserAuthentication: {
    rate: 120,
    adjustable: true,
    ofUser: 'read',
    operations: ['AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'InitiateAuth', 'RespondToAuthChallenge'],
  },
  UserCreation: {
    rate: 50,
    adjustable: true,
    ofUser: 'write',
    operations: ['AdminConfirmSignUp', 'AdminCreateUser', 'ConfirmSignUp', 'SignUp'],
  },
  UserAccountRecovery: {
    rate: 30,
    adjustable: false,
    ofUser: 'write',
    operations: ['AdminResetUserPassword', 'AdminSetUserPassword', 'ChangePassword', 'ConfirmForgotPassword', 'ForgotPassword'],
  },
  UserRead: {
    rate: 120,
    adjustable: true,
    ofUser: 'read',
    operations: ['AdminGetUser', 'GetUser'],
  },
  UserUpdate: {
    rate: 25,
    adjustable: false,
    ofUser: 'write',
    operations: [
      'AdminAddUserToGroup', 'AdminDeleteUser', 'AdminDeleteUserAttributes', 'AdminDisableUser', 'AdminEnableUser', 'AdminRemoveUserFromGroup',
      'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut', 'DeleteUser', 'DeleteUserAttributes', 'GlobalSignOut', 'UpdateUserAttributes',
      'VerifyUserAttribute',
    ],
  },
  UserToken: {
    rate: 120,
    adjustable: true,
    operations: ['GetTokensFromRefreshToken', 'RevokeToken'],
  },
  UserResourceRead: {
    rate: 50,
    adjustable: true,
    ofUser: 'read',
    operations: ['AdminListGroupsForUser', 'GetUserAttributeVerificationCode', 'ResendConfirmationCode'],
  },
  UserResourceUpdate: {
    rate: 25,
    adjustable: false,
    ofUser: 'write',
    operations: ['AdminSetUserMFAPreference', 'AssociateSoftwareToken', 'SetUserMFAPreference', 'VerifySoftwareToken'],
  },
  UserList: {
    rate: 30,
    adjustable: false,
    operations: ['ListUsers'],
  },
} as const satisfies Record<string, Category>;

/** Requests a second of each category. */
export type Quotas = Readonly<Record<QuotaCategory, number>>;

/** What an account has as long as nobody had it raised. */
export const DEFAULT_QUOTAS = Object.fromEntries(Object.entries(CATEGORIES).map(([name, { rate }]) => [name, rate])) as Quotas;

const BY_OPERATION = new Map<string, QuotaCategory>(
  Object.entries(CATEGORIES).flatMap(([name, { operations }]) => operations.map((operation) => [operation, name as QuotaCategory])),
);

/** The category of an operation that the emulator serves. */
export function categoryOf(operation: string): QuotaCategory {
  return BY_OPERATION.get(operation)!;
}
