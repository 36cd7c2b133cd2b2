import {
  AdminDeleteUserAttributesCommand, AdminGetUserCommand, AdminUpdateUserAttributesCommand, DeleteUserAttributesCommand, DeleteUserCommand,
  GetUserAttributeVerificationCodeCommand, GetUserCommand, UpdateUserAttributesCommand, VerifyUserAttributeCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { errorOf, startStack, type Stack } from './harness';
import { confirmedUser, logIn, newEmail, tokensOf } from './users';

const MISMATCH = { name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.' };
const EXPIRED = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };
const UNAUTHORIZED = { name: 'NotAuthorizedException', message: 'A client attempted to write unauthorized attribute' };

const SCHEMA = [
  { Name: 'email', Required: true, Mutable: true },
  { Name: 'tier', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MinLength: '2', MaxLength: '5' } },
  { Name: 'seats', AttributeDataType: 'Number', Mutable: true, NumberAttributeConstraints: { MinValue: '1', MaxValue: '9' } },
  { Name: 'origin', AttributeDataType: 'String', Mutable: false },
];
const KEEPING = { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } };
const CLIENT = {
  ReadAttributes: ['email', 'email_verified', 'name', 'custom:tier', 'custom:seats', 'custom:origin'],
  WriteAttributes: ['email', 'name', 'custom:tier', 'custom:seats', 'custom:origin'],
};

let stack: Stack;
beforeAll(async () => { stack = await startStack({ pool: { Schema: SCHEMA, ...KEEPING }, appClient: CLIENT }); });
afterAll(() => stack.close());

const list = (attributes: Record<string, string>) => Object.entries(attributes).map(([Name, Value]) => ({ Name, Value }));
const update = (AccessToken: string, attributes: Record<string, string>, on = stack) =>
  on.sdk.send(new UpdateUserAttributesCommand({ AccessToken, UserAttributes: list(attributes) }));
const adminUpdate = (Username: string, attributes: Record<string, string>, on = stack) =>
  on.sdk.send(new AdminUpdateUserAttributesCommand({ UserPoolId: on.UserPoolId, Username, UserAttributes: list(attributes) }));
const verify = (AccessToken: string, Code: string, AttributeName = 'email', on = stack) =>
  on.sdk.send(new VerifyUserAttributeCommand({ AccessToken, AttributeName, Code }));
const requestCode = (AccessToken: string, AttributeName = 'email', on = stack) =>
  on.sdk.send(new GetUserAttributeVerificationCodeCommand({ AccessToken, AttributeName }));
const otherCode = (code: string) => code === '000000' ? '000001' : '000000';

async function profileOf(AccessToken: string, on = stack): Promise<Record<string, string | undefined>> {
  const { UserAttributes } = await on.sdk.send(new GetUserCommand({ AccessToken }));
  return Object.fromEntries(UserAttributes!.map(({ Name, Value }) => [Name, Value]));
}

async function signedIn(attributes: Record<string, string> = {}, on = stack): Promise<{ email: string; token: string }> {
  const email = await confirmedUser(on, newEmail(), attributes);
  return { email, token: (await tokensOf(on, email)).AccessToken };
}

describe('attributes', () => {
  test('a user writes, reads and deletes their own', async () => {
    const { email, token } = await signedIn();
    await update(token, { 'name': 'Ada', 'custom:tier': 'gold', 'custom:seats': '3' });
    expect(await profileOf(token)).toMatchObject({ email, 'name': 'Ada', 'custom:tier': 'gold', 'custom:seats': '3' });
    await stack.sdk.send(new DeleteUserAttributesCommand({ AccessToken: token, UserAttributeNames: ['name'] }));
    await update(token, { 'custom:tier': '' });
    expect(Object.keys(await profileOf(token)).sort()).toEqual(['custom:seats', 'email', 'email_verified', 'sub']);
  });

  test('a client sees and writes only what it may', async () => {
    const { token } = await signedIn({ family_name: 'Lovelace' });
    expect(await profileOf(token)).not.toHaveProperty('family_name');
    expect(await errorOf(update(token, { family_name: 'King' }))).toEqual(UNAUTHORIZED);
    expect(await errorOf(stack.sdk.send(new DeleteUserAttributesCommand({ AccessToken: token, UserAttributeNames: ['family_name'] }))))
      .toEqual(UNAUTHORIZED);
    expect(await errorOf(update(token, { email_verified: 'true' }))).toEqual(UNAUTHORIZED);
  });

  test.each([
    ['one that the pool does not have', { 'custom:none': 'x' }, 'Attributes did not conform to the schema: custom:none: Attribute does not exist in the schema.\n'],
    ['an immutable one', { 'custom:origin': 'x' }, 'user.custom:origin: Attribute cannot be updated.\n'],
    ['one too long', { 'custom:tier': 'silver' }, 'Attributes did not conform to the schema: custom:tier: String must be no longer than 5 characters\n'],
    ['one too short', { 'custom:tier': 'x' }, 'Attributes did not conform to the schema: custom:tier: String must be at least 2 characters long\n'],
    ['a number that is none', { 'custom:seats': 'many' }, 'Attributes did not conform to the schema: custom:seats: Number is expected\n'],
    ['a number out of range', { 'custom:seats': '10' }, 'Attributes did not conform to the schema: custom:seats: Number must be no more than 9\n'],
    ['a malformed address', { email: 'nobody' }, 'Invalid email address format.'],
    ['no address at all', { email: '' }, 'Attributes did not conform to the schema: email: The attribute is required\n'],
  ])('refuses %s, and then writes nothing', async (_name, attributes, message) => {
    const { token } = await signedIn();
    expect(await errorOf(update(token, { name: 'Ada', ...attributes }))).toEqual({ name: 'InvalidParameterException', message });
    expect(await profileOf(token)).not.toHaveProperty('name');
  });

  test('an immutable one can be given when the user is created', async () => {
    const { token } = await signedIn({ 'custom:origin': 'import' });
    expect(await profileOf(token)).toMatchObject({ 'custom:origin': 'import' });
  });

  test('an administrator writes and deletes what no client may, but nothing immutable', async () => {
    const { email, token } = await signedIn();
    await adminUpdate(email, { family_name: 'Lovelace', email_verified: 'false' });
    expect(await profileOf(token)).toMatchObject({ email_verified: 'false' });
    await stack.sdk.send(new AdminDeleteUserAttributesCommand({
      UserPoolId: stack.UserPoolId, Username: email, UserAttributeNames: ['family_name'],
    }));
    const { UserAttributes } = await stack.sdk.send(new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(UserAttributes!.map(({ Name }) => Name)).not.toContain('family_name');
    expect((await errorOf(adminUpdate(email, { sub: 'x' }))).name).toBe('InvalidParameterException');
  });
});

describe('a changed address', () => {
  test('is not in use before it is verified', async () => {
    const { email, token } = await signedIn();
    const next = newEmail();
    const { CodeDeliveryDetailsList } = await update(token, { email: next });
    expect(CodeDeliveryDetailsList).toEqual([{ Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' }]);
    expect(stack.outbox.list().at(-1)).toMatchObject({ to: next, kind: 'verify-attribute' });
    expect(await profileOf(token)).toMatchObject({ email, email_verified: 'true' });
    expect((await errorOf(logIn(stack, next))).name).toBe('NotAuthorizedException');

    const code = stack.lastCode(next);
    expect(await errorOf(verify(token, otherCode(code)))).toEqual(MISMATCH);
    await verify(token, code);
    expect(await profileOf(token)).toMatchObject({ email: next, email_verified: 'true' });
    await expect(logIn(stack, next)).resolves.toHaveProperty('AuthenticationResult');
    expect((await errorOf(logIn(stack, email))).name).toBe('NotAuthorizedException');
    expect(await errorOf(verify(token, code))).toEqual(EXPIRED);
  });

  test('can be taken back', async () => {
    const { email, token } = await signedIn();
    const next = newEmail();
    await update(token, { email: next });
    await update(token, { email });
    expect(await errorOf(verify(token, stack.lastCode(next)))).toEqual(EXPIRED);
    expect(await profileOf(token)).toMatchObject({ email, email_verified: 'true' });
  });

  test('the code of one new address does not verify the next', async () => {
    const { token } = await signedIn();
    const [first, second] = [newEmail(), newEmail()];
    await update(token, { email: first });
    await update(token, { email: second });
    if (stack.lastCode(first) !== stack.lastCode(second)) expect(await errorOf(verify(token, stack.lastCode(first)))).toEqual(MISMATCH);
    await verify(token, stack.lastCode(second));
    expect(await profileOf(token)).toMatchObject({ email: second });
  });

  test('cannot be another user\'s, be it taken before or after the code was sent', async () => {
    const { token } = await signedIn();
    const taken = await confirmedUser(stack);
    const expected = { name: 'AliasExistsException', message: 'An account with the given email already exists.' };
    expect(await errorOf(update(token, { email: taken }))).toEqual(expected);
    const next = newEmail();
    await update(token, { email: next });
    await confirmedUser(stack, next);
    expect(await errorOf(verify(token, stack.outbox.list().filter(({ to }) => to === next)[0].code))).toEqual(expected);
  });

  test('an administrator may vouch for it', async () => {
    const { email, token } = await signedIn();
    const [unproven, proven] = [newEmail(), newEmail()];
    await adminUpdate(email, { email: unproven });
    expect(await profileOf(token)).toMatchObject({ email });
    await adminUpdate(email, { email: proven, email_verified: 'true' });
    expect(await profileOf(token)).toMatchObject({ email: proven, email_verified: 'true' });
    expect((await errorOf(verify(token, stack.lastCode(unproven)))).name).toBe('ExpiredCodeException');
  });

  test('is in use at once, and unverified, where the pool does not keep the old one', async () => {
    const eager = await startStack();
    const { email, token } = await signedIn({}, eager);
    const next = newEmail();
    await update(token, { email: next }, eager);
    expect(await profileOf(token, eager)).toMatchObject({ email: next, email_verified: 'false' });
    expect((await errorOf(logIn(eager, email))).name).toBe('NotAuthorizedException');
    await verify(token, eager.lastCode(next), 'email', eager);
    expect(await profileOf(token, eager)).toMatchObject({ email: next, email_verified: 'true' });
    await eager.close();
  });
});

describe('the code that verifies an attribute', () => {
  test('can be asked for again, and expires after a day', async () => {
    const { email, token } = await signedIn();
    await adminUpdate(email, { email_verified: 'false' });
    expect((await requestCode(token)).CodeDeliveryDetails).toMatchObject({ AttributeName: 'email', DeliveryMedium: 'EMAIL' });
    await verify(token, stack.lastCode(email));
    expect(await profileOf(token)).toMatchObject({ email_verified: 'true' });
    await requestCode(token);
    const code = stack.lastCode(email);
    stack.clock.advance(24 * 3_600_000);
    const later = (await tokensOf(stack, email)).AccessToken;
    expect(await errorOf(verify(later, code))).toEqual(EXPIRED);
  });

  test('cannot be asked for what is no contact or is not there', async () => {
    const { token } = await signedIn();
    expect((await errorOf(requestCode(token, 'name'))).name).toBe('InvalidParameterException');
    expect((await errorOf(requestCode(token, 'phone_number'))).name).toBe('InvalidParameterException');
  });

  test('is limited in requests and guesses', async () => {
    const { email, token } = await signedIn();
    for (let time = 1; time <= 5; time++) await requestCode(token);
    expect((await errorOf(requestCode(token))).name).toBe('LimitExceededException');
    const wrong = otherCode(stack.lastCode(email));
    const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(verify(token, wrong))));
    expect(errors.filter(({ name }) => name === 'CodeMismatchException')).toHaveLength(15);
    expect(errors.filter(({ name }) => name === 'LimitExceededException')).toHaveLength(5);
  });
});

test('a user deletes their account, and the address is free again', async () => {
  const { email, token } = await signedIn();
  await stack.sdk.send(new DeleteUserCommand({ AccessToken: token }));
  expect((await errorOf(logIn(stack, email))).name).toBe('NotAuthorizedException');
  expect((await errorOf(stack.sdk.send(new DeleteUserCommand({ AccessToken: token })))).name).toBe('UserNotFoundException');
  await expect(confirmedUser(stack, email)).resolves.toBe(email);
});
