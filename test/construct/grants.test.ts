import { aws_cognito as cognito, aws_iam as iam } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';
import { newStack, only } from '../support/synth';

type Grant = 'grantReadUsers' | 'grantInviteUsers' | 'grantManageUsers' | 'grantManageGroups';

const LOOK_UP = ['AdminGetUser', 'AdminListGroupsForUser', 'DescribeUserPool', 'GetGroup', 'ListGroups', 'ListUsers', 'ListUsersInGroup'];

/** The one statement that a grant makes. */
function granted(grant: Grant, stack = newStack(), props?: CognitoPasswordAuthApiProps) {
  const auth = new CognitoPasswordAuthApi(stack, 'Auth', props);
  const grantee = new iam.Role(stack, 'Support', { assumedBy: new iam.AccountRootPrincipal() });
  expect(auth[grant](grantee).success).toBe(true);
  const [statement, ...others] = only(Template.fromStack(stack), 'AWS::IAM::Policy').PolicyDocument.Statement;
  expect(others).toEqual([]);
  return { actions: [statement.Action].flat().map((action: string) => action.replace('cognito-idp:', '')).sort(), statement, stack, auth };
}

test.each<[Grant, string[]]>([
  ['grantReadUsers', LOOK_UP],
  ['grantInviteUsers', ['AdminCreateUser']],
  ['grantManageUsers', [
    ...LOOK_UP, 'AdminCreateUser', 'AdminDeleteUser', 'AdminDeleteUserAttributes', 'AdminDisableUser', 'AdminEnableUser', 'AdminResetUserPassword',
    'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut',
  ]],
  ['grantManageGroups', [...LOOK_UP, 'AdminAddUserToGroup', 'AdminRemoveUserFromGroup']],
])('%s: these operations, on this pool only', (grant, expected) => {
  const { actions, statement, stack, auth } = granted(grant);
  expect(actions).toEqual([...expected].sort());
  expect(statement).toMatchObject({ Effect: 'Allow', Resource: stack.resolve(auth.userPool.userPoolArn) });
});

test('no grant lets anyone log in as a user, or set a password', () => {
  for (const grant of ['grantReadUsers', 'grantInviteUsers', 'grantManageUsers', 'grantManageGroups'] as const) {
    expect(granted(grant).actions.filter((action) => /InitiateAuth|RespondTo|SetUserPassword|\*/.test(action))).toEqual([]);
  }
});

test('an imported pool', () => {
  const stack = newStack();
  const arn = 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_abcdefghi';
  const userPool = cognito.UserPool.fromUserPoolArn(stack, 'Pool', arn);
  expect(granted('grantReadUsers', stack, { userPool }).statement.Resource).toBe(arn);
});
