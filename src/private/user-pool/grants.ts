const actions = (...operations: string[]): string[] => operations.map((operation) => `cognito-idp:${operation}`);

export const READ_ACTIONS = actions(
  'AdminGetUser', 'AdminListGroupsForUser', 'DescribeUserPool', 'GetGroup', 'ListGroups', 'ListUsers', 'ListUsersInGroup',
);

export const INVITE_ACTIONS = actions('AdminCreateUser');

/** They cannot set a password or log in as a user. */
export const MANAGE_ACTIONS = [...READ_ACTIONS, ...actions(
  'AdminCreateUser', 'AdminDeleteUser', 'AdminDeleteUserAttributes', 'AdminDisableUser', 'AdminEnableUser', 'AdminResetUserPassword',
  'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut',
)];

/** They cannot create or delete a group. */
export const MANAGE_GROUPS_ACTIONS = [...READ_ACTIONS, ...actions('AdminAddUserToGroup', 'AdminRemoveUserFromGroup')];
