import {
  AdminAddUserToGroupCommand, AdminCreateUserCommand, AdminDeleteUserCommand, AdminGetUserCommand, AdminInitiateAuthCommand,
  AdminListGroupsForUserCommand, AdminRemoveUserFromGroupCommand, ListUsersCommand, type ListUsersCommandInput,
} from '@aws-sdk/client-cognito-identity-provider';
import { claimsOf, errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, invite, logIn, newEmail, tokensOf } from './users';

let stack: Stack;
beforeAll(async () => {
  stack = await startStack();
  const { UserPoolId } = stack;
  stack.emulator.addUserPoolGroup('Staff', { UserPoolId, GroupName: 'staff', Description: 'They work here', Precedence: 2 });
  stack.emulator.addUserPoolGroup('Admins', { UserPoolId, GroupName: 'admins', Precedence: 1 });
});
afterAll(() => stack.close());

const user = (Username: string) => ({ UserPoolId: stack.UserPoolId, Username });

test('creating a user gives the sub for a username, and dates', async () => {
  const email = newEmail();
  const { User } = await stack.sdk.send(new AdminCreateUserCommand({ ...user(email), MessageAction: 'SUPPRESS' }));
  const sub = User!.Attributes!.find(({ Name }) => Name === 'sub')!.Value;
  expect(User).toMatchObject({ Username: sub, Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' });
  expect(User!.Attributes).toContainEqual({ Name: 'email', Value: email });
  expect(User!.UserCreateDate!.getTime()).toBeCloseTo(stack.clock.now(), -4);
  expect(await stack.sdk.send(new AdminGetUserCommand(user(email)))).toMatchObject({ Username: sub, UserCreateDate: User!.UserCreateDate });
});

test('of several creations at a time one succeeds', async () => {
  const email = newEmail();
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => invite(stack, email)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test('an invitation can be sent again, with another password, until the user has chosen one', async () => {
  const email = newEmail();
  await stack.sdk.send(new AdminCreateUserCommand(user(email)));
  const first = stack.lastCode(email);
  const again = () => stack.sdk.send(new AdminCreateUserCommand({ ...user(email), MessageAction: 'RESEND' }));
  await again();
  expect(stack.lastCode(email)).not.toBe(first);
  expect((await errorOf(logIn(stack, email, first))).name).toBe('NotAuthorizedException');
  await expect(logIn(stack, email, stack.lastCode(email))).resolves.toMatchObject({ ChallengeName: 'NEW_PASSWORD_REQUIRED' });
  await confirmedUser(stack, 'settled@example.com');
  expect((await errorOf(stack.sdk.send(new AdminCreateUserCommand({ ...user('settled@example.com'), MessageAction: 'RESEND' })))).name)
    .toBe('UnsupportedUserStateException');
});

test('a deleted user is gone, and the address is free again for another', async () => {
  const email = await confirmedUser(stack);
  const before = claimsOf((await tokensOf(stack, email)).IdToken).sub;
  await stack.sdk.send(new AdminDeleteUserCommand(user(email)));
  for (const call of [new AdminGetUserCommand(user(email)), new AdminDeleteUserCommand(user(email))]) {
    expect((await errorOf((stack.sdk as { send(command: object): Promise<unknown> }).send(call))).name).toBe('UserNotFoundException');
  }
  await confirmedUser(stack, email);
  expect(claimsOf((await tokensOf(stack, email)).IdToken).sub).not.toBe(before);
});

test('the older name of the password flow is served', async () => {
  const email = await confirmedUser(stack);
  const call = stack.sdk.send(new AdminInitiateAuthCommand({
    UserPoolId: stack.UserPoolId,
    ClientId: stack.ClientId,
    AuthFlow: 'ADMIN_NO_SRP_AUTH',
    AuthParameters: { USERNAME: email, PASSWORD },
    ContextData: { IpAddress: '203.0.113.7', ServerName: 'api', ServerPath: '/login', HttpHeaders: [{ headerName: 'User-Agent', headerValue: 'x' }] },
  }));
  await expect(call).resolves.toHaveProperty('AuthenticationResult');
});

test('users join and leave groups', async () => {
  const email = await confirmedUser(stack);
  const groups = async () => (await stack.sdk.send(new AdminListGroupsForUserCommand(user(email)))).Groups!.map(({ GroupName }) => GroupName);
  for (const GroupName of ['staff', 'admins', 'staff']) await stack.sdk.send(new AdminAddUserToGroupCommand({ ...user(email), GroupName }));
  expect(await groups()).toEqual(['admins', 'staff']);
  const { Groups, NextToken } = await stack.sdk.send(new AdminListGroupsForUserCommand({ ...user(email), Limit: 1 }));
  expect(Groups).toMatchObject([{ GroupName: 'admins', Precedence: 1, UserPoolId: stack.UserPoolId }]);
  const rest = await stack.sdk.send(new AdminListGroupsForUserCommand({ ...user(email), Limit: 1, NextToken }));
  expect(rest.Groups).toMatchObject([{ GroupName: 'staff', Description: 'They work here' }]);
  expect(rest.NextToken).toBeUndefined();
  await stack.sdk.send(new AdminRemoveUserFromGroupCommand({ ...user(email), GroupName: 'admins' }));
  expect(await groups()).toEqual(['staff']);
  expect(claimsOf((await tokensOf(stack, email)).IdToken)['cognito:groups']).toEqual(['staff']);
  expect(await errorOf(stack.sdk.send(new AdminAddUserToGroupCommand({ ...user(email), GroupName: 'nobody' }))))
    .toEqual({ name: 'ResourceNotFoundException', message: 'Group not found.' });
});

describe('listing users', () => {
  let listing: Stack;
  const list = (more: Partial<ListUsersCommandInput> = {}) => listing.sdk.send(new ListUsersCommand({ UserPoolId: listing.UserPoolId, ...more }));
  const names = async (Filter: string) => (await list({ Filter })).Users!.map(({ Attributes }) =>
    Attributes!.find(({ Name }) => Name === 'name')!.Value);
  beforeAll(async () => {
    listing = await startStack();
    await confirmedUser(listing, 'ada@example.com', { name: 'Ada "Countess" L' });
    await confirmedUser(listing, 'grace@example.com', { name: 'Grace' });
    await invite(listing, 'adele@example.com', { name: 'Adele' });
  });
  afterAll(() => listing.close());

  test.each([
    ['email = "ada@example.com"', ['Ada "Countess" L']],
    ['email ^= "ad"', ['Ada "Countess" L', 'Adele']],
    ['name = "Ada \\"Countess\\" L"', ['Ada "Countess" L']],
    ['cognito:user_status = "confirmed"', ['Ada "Countess" L', 'Grace']],
    ['status = "Disabled"', []],
    ['', ['Ada "Countess" L', 'Grace', 'Adele']],
  ])('by %s', async (filter, expected) => {
    expect(await names(filter)).toEqual(expected);
  });

  test.each(['custom:tier = "x"', 'email like "x"', 'email = x', '__proto__ = "x"'])('refuses the filter %s', async (Filter) => {
    expect((await errorOf(list({ Filter }))).name).toBe('InvalidParameterException');
  });

  test('in pages, with the wanted attributes', async () => {
    const first = await list({ Limit: 2, AttributesToGet: ['email'] });
    expect(first.Users!.map(({ Attributes }) => Attributes)).toEqual([
      [{ Name: 'email', Value: 'ada@example.com' }], [{ Name: 'email', Value: 'grace@example.com' }],
    ]);
    const second = await list({ Limit: 2, PaginationToken: first.PaginationToken });
    expect(second.Users).toHaveLength(1);
    expect(second.PaginationToken).toBeUndefined();
    expect((await errorOf(list({ PaginationToken: 'nonsense' }))).name).toBe('InvalidParameterException');
  });
});
