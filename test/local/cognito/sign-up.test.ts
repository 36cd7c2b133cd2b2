import {
  AdminConfirmSignUpCommand, AdminDisableUserCommand, AdminGetUserCommand, ConfirmSignUpCommand, ResendConfirmationCodeCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, logIn, newEmail } from './users';

const MISMATCH = { name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.' };
const EXPIRED = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };
const LIMIT = { name: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.' };

let stack: Stack;
beforeAll(async () => { stack = await startStack(); });
afterAll(() => stack.close());

const signUp = (Username: string, more: Partial<ConstructorParameters<typeof SignUpCommand>[0]> = {}, on = stack) =>
  on.sdk.send(new SignUpCommand({ ClientId: on.ClientId, Username, Password: PASSWORD, ...more }));
const confirm = (Username: string, ConfirmationCode: string, on = stack) =>
  on.sdk.send(new ConfirmSignUpCommand({ ClientId: on.ClientId, Username, ConfirmationCode }));
const resend = (Username: string, on = stack) =>
  on.sdk.send(new ResendConfirmationCodeCommand({ ClientId: on.ClientId, Username }));
const userOf = (Username: string, on = stack) => on.sdk.send(new AdminGetUserCommand({ UserPoolId: on.UserPoolId, Username }));
const attributesOf = async (email: string, on = stack) =>
  Object.fromEntries((await userOf(email, on)).UserAttributes!.map(({ Name, Value }) => [Name, Value]));
const otherCode = (code: string) => code === '000000' ? '000001' : '000000';

test('a user signs up, confirms with the code that was sent, and logs in', async () => {
  const email = newEmail();
  const answer = await signUp(email);
  expect(answer).toMatchObject({
    UserConfirmed: false,
    UserSub: expect.stringMatching(/^[0-9a-f-]{36}$/),
    CodeDeliveryDetails: { Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' },
  });
  expect(stack.outbox.list().at(-1)).toMatchObject({ to: email, kind: 'sign-up', code: expect.stringMatching(/^\d{6}$/) });
  expect(await userOf(email)).toMatchObject({ UserStatus: 'UNCONFIRMED', Username: answer.UserSub });
  expect(await attributesOf(email)).toEqual({ sub: answer.UserSub, email, email_verified: 'false' });

  await confirm(email, stack.lastCode(email));
  expect((await userOf(email)).UserStatus).toBe('CONFIRMED');
  expect((await attributesOf(email)).email_verified).toBe('true');
  await expect(logIn(stack, email)).resolves.toHaveProperty('AuthenticationResult');
});

test('an unconfirmed user is told so whatever the password', async () => {
  const email = newEmail();
  await signUp(email);
  const expected = { name: 'UserNotConfirmedException', message: 'User is not confirmed.' };
  expect(await errorOf(logIn(stack, email))).toEqual(expected);
  expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(expected);
});

test('an address can sign up once, in whatever case, also while unconfirmed', async () => {
  const email = newEmail();
  await signUp(email);
  for (const name of [email, email.toUpperCase()]) {
    expect(await errorOf(signUp(name))).toEqual({
      name: 'UsernameExistsException', message: 'An account with the given email already exists.',
    });
  }
});

test('of several sign-ups at a time one succeeds', async () => {
  const email = newEmail();
  const outcomes = await Promise.allSettled(Array.from({ length: 5 }, () => signUp(email)));
  expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
});

test.each([
  ['no email', 'someone', {}, 'InvalidParameterException', 'Username should be an email.'],
  ['two @', 'a@b@example.com', {}, 'InvalidParameterException', 'Username should be an email.'],
  ['an attribute that the pool does not have', newEmail(), { UserAttributes: [{ Name: 'custom:none', Value: 'x' }] },
    'InvalidParameterException', 'Attributes did not conform to the schema: custom:none: Attribute does not exist in the schema.\n'],
  ['another address as attribute', newEmail(), { UserAttributes: [{ Name: 'email', Value: 'other@example.com' }] },
    'InvalidParameterException', 'The attribute email is not the username'],
  ['email_verified', newEmail(), { UserAttributes: [{ Name: 'email_verified', Value: 'true' }] },
    'NotAuthorizedException', 'A client attempted to write unauthorized attribute'],
  ['a malformed phone number', newEmail(), { UserAttributes: [{ Name: 'phone_number', Value: '555' }] },
    'InvalidParameterException', 'Invalid phone number format.'],
  ['a weak password', newEmail(), { Password: 'password' },
    'InvalidPasswordException', 'Password did not conform with policy: Password must have uppercase characters'],
  ['a password with a space at its end', newEmail(), { Password: `${PASSWORD} ` },
    'InvalidParameterException',
    '1 validation error detected: Value at \'password\' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[\\S]+.*[\\S]+$'],
])('refuses %s', async (_name, username, more, name, message) => {
  expect(await errorOf(signUp(username, more))).toEqual({ name, message });
});

test('refuses everybody where only administrators create users', async () => {
  const closed = await startStack({ pool: { AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } } });
  expect(await errorOf(signUp(newEmail(), {}, closed)))
    .toEqual({ name: 'NotAuthorizedException', message: 'SignUp is not permitted for this user pool' });
  await closed.close();
});

test('a required attribute must be there', async () => {
  const strict = await startStack({ pool: { Schema: [{ Name: 'name', Required: true, Mutable: true }] } });
  expect(await errorOf(signUp(newEmail(), {}, strict)))
    .toEqual({ name: 'InvalidParameterException', message: 'Attributes did not conform to the schema: name: The attribute is required\n' });
  await expect(signUp(newEmail(), { UserAttributes: [{ Name: 'name', Value: 'Ada' }] }, strict)).resolves.toBeDefined();
  await strict.close();
});

describe('confirming', () => {
  test('refuses a wrong code and takes the right one afterwards', async () => {
    const email = newEmail();
    await signUp(email);
    const code = stack.lastCode(email);
    expect(await errorOf(confirm(email, otherCode(code)))).toEqual(MISMATCH);
    await expect(confirm(email, code)).resolves.toBeDefined();
  });

  test('refuses a code after a day', async () => {
    const email = newEmail();
    await signUp(email);
    stack.clock.advance(24 * 3_600_000);
    expect(await errorOf(confirm(email, stack.lastCode(email)))).toEqual(EXPIRED);
  });

  test('refuses a second time, with the same code or another', async () => {
    const email = newEmail();
    await signUp(email);
    const code = stack.lastCode(email);
    await confirm(email, code);
    for (const again of [code, otherCode(code)]) {
      expect(await errorOf(confirm(email, again))).toEqual({
        name: 'NotAuthorizedException', message: 'User cannot be confirmed. Current status is CONFIRMED',
      });
    }
  });

  test('refuses another user\'s code', async () => {
    const [one, other] = [newEmail(), newEmail()];
    await signUp(one);
    await signUp(other);
    const foreign = stack.lastCode(other);
    expect(await errorOf(confirm(one, foreign === stack.lastCode(one) ? otherCode(foreign) : foreign))).toEqual(MISMATCH);
  });

  test('stops counting guesses after fifteen in an hour, also parallel ones', async () => {
    const email = newEmail();
    await signUp(email);
    const wrong = otherCode(stack.lastCode(email));
    const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(confirm(email, wrong))));
    expect(errors.filter(({ name }) => name === 'CodeMismatchException')).toHaveLength(15);
    expect(errors.filter(({ name }) => name === 'TooManyFailedAttemptsException')).toHaveLength(5);
    expect((await errorOf(confirm(email, stack.lastCode(email)))).name).toBe('TooManyFailedAttemptsException');
    stack.clock.advance(3_600_000);
    await expect(confirm(email, stack.lastCode(email))).resolves.toBeDefined();
  });
});

describe('asking for another code', () => {
  test('sends a new one, and the old one no longer counts', async () => {
    const email = newEmail();
    await signUp(email);
    const first = stack.lastCode(email);
    expect((await resend(email)).CodeDeliveryDetails).toEqual({ Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' });
    expect(stack.outbox.list().at(-1)).toMatchObject({ to: email, kind: 'resend' });
    const second = stack.lastCode(email);
    if (first !== second) expect(await errorOf(confirm(email, first))).toEqual(MISMATCH);
    await expect(confirm(email, second)).resolves.toBeDefined();
  });

  test('is refused to a confirmed user', async () => {
    const email = await confirmedUser(stack);
    expect(await errorOf(resend(email))).toEqual({ name: 'InvalidParameterException', message: 'User is already confirmed.' });
  });

  test('is limited', async () => {
    const email = newEmail();
    await signUp(email);
    for (let time = 1; time <= 5; time++) await resend(email);
    expect(await errorOf(resend(email))).toEqual(LIMIT);
  });
});

describe('an administrator', () => {
  test('confirms a user without proof of the address', async () => {
    const email = newEmail();
    await signUp(email);
    const user = { UserPoolId: stack.UserPoolId, Username: email };
    await stack.sdk.send(new AdminConfirmSignUpCommand(user));
    expect((await userOf(email)).UserStatus).toBe('CONFIRMED');
    expect((await attributesOf(email)).email_verified).toBe('false');
    expect(await errorOf(stack.sdk.send(new AdminConfirmSignUpCommand(user))))
      .toEqual({ name: 'NotAuthorizedException', message: 'User cannot be confirmed. Current status is CONFIRMED' });
  });

  test('disables a user, who then cannot confirm', async () => {
    const email = newEmail();
    await signUp(email);
    await stack.sdk.send(new AdminDisableUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(await errorOf(confirm(email, stack.lastCode(email)))).toEqual({ name: 'NotAuthorizedException', message: 'User is disabled.' });
  });
});

describe('in a pool with usernames and e-mail as alias', () => {
  let aliased: Stack;
  beforeAll(async () => { aliased = await startStack({ pool: { UsernameAttributes: undefined, AliasAttributes: ['email'] } }); });
  afterAll(() => aliased.close());

  const withEmail = (email: string) => ({ UserAttributes: [{ Name: 'email', Value: email }] });

  test('the address signs in once it is verified, the username always', async () => {
    const email = newEmail();
    await signUp('ada', withEmail(email), aliased);
    await aliased.sdk.send(new AdminConfirmSignUpCommand({ UserPoolId: aliased.UserPoolId, Username: 'ada' }));
    await expect(logIn(aliased, 'ada')).resolves.toHaveProperty('AuthenticationResult');
    expect((await errorOf(logIn(aliased, email))).name).toBe('NotAuthorizedException');
    await signUp('grace', withEmail(email), aliased);
    await confirm('grace', aliased.lastCode(email), aliased);
    await expect(logIn(aliased, email)).resolves.toHaveProperty('AuthenticationResult');
  });

  test('a verified address cannot be verified by another user, unless they force it', async () => {
    const email = newEmail();
    await signUp('first', withEmail(email), aliased);
    await confirm('first', aliased.lastCode(email), aliased);
    await signUp('second', withEmail(email), aliased);
    expect(await errorOf(confirm('second', aliased.lastCode(email), aliased)))
      .toEqual({ name: 'AliasExistsException', message: 'An account with the given email already exists.' });
    await aliased.sdk.send(new ConfirmSignUpCommand({
      ClientId: aliased.ClientId, Username: 'second', ConfirmationCode: aliased.lastCode(email), ForceAliasCreation: true,
    }));
    expect((await attributesOf('first', aliased)).email_verified).toBe('false');
    expect((await userOf(email, aliased)).Username).toBe('second');
  });

  test('a username must not look like an address', async () => {
    expect(await errorOf(signUp(newEmail(), {}, aliased))).toEqual({
      name: 'InvalidParameterException', message: 'Username cannot be of email format, since user pool is configured for email alias.',
    });
  });
});
