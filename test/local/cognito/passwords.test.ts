import {
  AdminCreateUserCommand, AdminGetUserCommand, AdminResetUserPasswordCommand, AdminSetUserPasswordCommand, AdminUpdateUserAttributesCommand,
  ChangePasswordCommand, ConfirmForgotPasswordCommand, ForgotPasswordCommand, GetTokensFromRefreshTokenCommand, GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { errorOf, PASSWORD, POOL, startStack, type Stack } from './harness';
import { confirmedUser, invite, logIn, newEmail, tokensOf } from './users';

const NEW = 'Other-Horse-2';
const MISMATCH = { name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.' };
const EXPIRED = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };
const LIMIT = { name: 'LimitExceededException', message: 'Attempt limit exceeded, please try after some time.' };
const INCORRECT = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };

let stack: Stack;
beforeAll(async () => { stack = await startStack(); });
afterAll(() => stack.close());

const setPassword = (email: string, Password: string, Permanent = true, on = stack) =>
  on.sdk.send(new AdminSetUserPasswordCommand({ UserPoolId: on.UserPoolId, Username: email, Password, Permanent }));
const forgot = (Username: string, on = stack) => on.sdk.send(new ForgotPasswordCommand({ ClientId: on.ClientId, Username }));
const reset = (Username: string, ConfirmationCode: string, Password = NEW, on = stack) =>
  on.sdk.send(new ConfirmForgotPasswordCommand({ ClientId: on.ClientId, Username, ConfirmationCode, Password }));
const change = (AccessToken: string, PreviousPassword: string, ProposedPassword: string, on = stack) =>
  on.sdk.send(new ChangePasswordCommand({ AccessToken, PreviousPassword, ProposedPassword }));
const otherCode = (code: string) => code === '000000' ? '000001' : '000000';

describe('the password policy', () => {
  test.each([
    ['Sh0rt-1', 'Password not long enough'],
    ['lower-case-1', 'Password must have uppercase characters'],
    ['UPPER-CASE-1', 'Password must have lowercase characters'],
    ['No-Numbers', 'Password must have numeric characters'],
    ['NoSymbols1', 'Password must have symbol characters'],
  ])('refuses %s: %s', async (password, rule) => {
    const email = await confirmedUser(stack);
    expect(await errorOf(setPassword(email, password)))
      .toEqual({ name: 'InvalidPasswordException', message: `Password does not conform to policy: ${rule}` });
    const unborn = newEmail();
    const call = stack.sdk.send(new AdminCreateUserCommand({
      UserPoolId: stack.UserPoolId, Username: unborn, TemporaryPassword: password, MessageAction: 'SUPPRESS',
    }));
    expect(await errorOf(call))
      .toEqual({ name: 'InvalidPasswordException', message: `Password did not conform with password policy: ${rule}` });
    expect((await errorOf(stack.sdk.send(new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: unborn })))).name)
      .toBe('UserNotFoundException');
  });

  test('takes a space within as a symbol, the shortest and the longest allowed, and each Unicode form for itself', async () => {
    const email = await confirmedUser(stack);
    for (const password of ['Inner space1', 'Exactly8'.slice(0, 5) + '-1a', `Aa1-${'x'.repeat(252)}`, 'Caf\u00e9-Caf\u00e9-1']) {
      await setPassword(email, password);
      await expect(logIn(stack, email, password)).resolves.toHaveProperty('AuthenticationResult');
    }
    expect(await errorOf(logIn(stack, email, 'Cafe\u0301-Cafe\u0301-1'))).toEqual(INCORRECT);
    expect((await errorOf(setPassword(email, `Aa1-${'x'.repeat(253)}`))).name).toBe('InvalidParameterException');
  });

  test('asks only for what the template asks', async () => {
    const lax = await startStack({ pool: { Policies: { PasswordPolicy: { MinimumLength: 6 } } } });
    const email = await confirmedUser(lax);
    await expect(setPassword(email, 'sixsix', true, lax)).resolves.toBeDefined();
    await lax.close();
  });

  test('is AWS\'s own where the template has none', async () => {
    const plain = await startStack({ pool: { Policies: undefined } });
    const email = await confirmedUser(plain);
    expect((await errorOf(setPassword(email, 'nosymbols1A', true, plain))).message).toMatch('symbol');
    await plain.close();
  });

  test('the generated password of an invitation satisfies it', async () => {
    const long = await startStack({ pool: { Policies: { PasswordPolicy: { ...POOL.Policies.PasswordPolicy, MinimumLength: 40 } } } });
    const email = newEmail();
    await long.sdk.send(new AdminCreateUserCommand({ UserPoolId: long.UserPoolId, Username: email }));
    await expect(setPassword(email, long.lastCode(email), true, long)).resolves.toBeDefined();
    await long.close();
  });

  test('the history refuses the last passwords and then takes them again', async () => {
    const remembering = await startStack({ pool: { Policies: { PasswordPolicy: { ...POOL.Policies.PasswordPolicy, PasswordHistorySize: 2 } } } });
    const email = await confirmedUser(remembering);
    await setPassword(email, 'Second-Horse-2', true, remembering);
    for (const used of [PASSWORD, 'Second-Horse-2']) {
      expect(await errorOf(setPassword(email, used, true, remembering)))
        .toEqual({ name: 'PasswordHistoryPolicyViolationException', message: 'Password has previously been used.' });
    }
    await setPassword(email, 'Third-Horse-3', true, remembering);
    await expect(setPassword(email, PASSWORD, true, remembering)).resolves.toBeDefined();
    await remembering.close();
  });
});

describe('a forgotten password', () => {
  test('is replaced with the code that was sent; other sessions go on', async () => {
    const email = await confirmedUser(stack);
    const tokens = await tokensOf(stack, email);
    expect((await forgot(email)).CodeDeliveryDetails).toEqual({ Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' });
    expect(stack.outbox.list().at(-1)).toMatchObject({ to: email, kind: 'forgot-password', code: expect.stringMatching(/^\d{6}$/) });
    await reset(email, stack.lastCode(email));
    await expect(logIn(stack, email, NEW)).resolves.toHaveProperty('AuthenticationResult');
    expect(await errorOf(logIn(stack, email))).toEqual(INCORRECT);
    await expect(stack.sdk.send(new GetUserCommand({ AccessToken: tokens.AccessToken }))).resolves.toBeDefined();
    const refresh = new GetTokensFromRefreshTokenCommand({ ClientId: stack.ClientId, RefreshToken: tokens.RefreshToken });
    await expect(stack.sdk.send(refresh)).resolves.toBeDefined();
  });

  test('lifts a lockout', async () => {
    const email = await confirmedUser(stack);
    for (let failure = 1; failure <= 5; failure++) await errorOf(logIn(stack, email, 'Wrong-Horse-1'));
    await forgot(email);
    await reset(email, stack.lastCode(email));
    await expect(logIn(stack, email, NEW)).resolves.toHaveProperty('AuthenticationResult');
  });

  test('a code works once, for an hour, and until the next one', async () => {
    const email = await confirmedUser(stack);
    expect(await errorOf(reset(email, '123456'))).toEqual(EXPIRED);
    await forgot(email);
    const first = stack.lastCode(email);
    await forgot(email);
    const second = stack.lastCode(email);
    if (first !== second) expect(await errorOf(reset(email, first))).toEqual(MISMATCH);
    expect(await errorOf(reset(email, otherCode(second)))).toEqual(MISMATCH);
    expect((await errorOf(reset(email, second, 'weak'))).name).toBe('InvalidPasswordException');
    await reset(email, second);
    expect(await errorOf(reset(email, second))).toEqual(EXPIRED);
    await forgot(email);
    stack.clock.advance(3_600_000);
    expect(await errorOf(reset(email, stack.lastCode(email)))).toEqual(EXPIRED);
  });

  test('of two uses of a code at a time one succeeds', async () => {
    const email = await confirmedUser(stack);
    await forgot(email);
    const code = stack.lastCode(email);
    const outcomes = await Promise.allSettled([reset(email, code, 'First-Horse-1'), reset(email, code, 'Second-Horse-2')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });

  test('guesses are limited, and another code does not buy more of them', async () => {
    const email = await confirmedUser(stack);
    await forgot(email);
    const wrong = otherCode(stack.lastCode(email));
    const errors = await Promise.all(Array.from({ length: 20 }, () => errorOf(reset(email, wrong))));
    expect(errors.filter(({ name }) => name === 'CodeMismatchException')).toHaveLength(5);
    await forgot(email);
    expect(await errorOf(reset(email, stack.lastCode(email)))).toEqual(LIMIT);
    stack.clock.advance(3_600_000);
    await forgot(email);
    await expect(reset(email, stack.lastCode(email))).resolves.toBeDefined();
  });

  test('requests are limited to five an hour', async () => {
    const email = await confirmedUser(stack);
    for (let time = 1; time <= 5; time++) await forgot(email);
    expect(await errorOf(forgot(email))).toEqual(LIMIT);
    stack.clock.advance(3_600_000);
    await expect(forgot(email)).resolves.toBeDefined();
  });

  test('an invited user cannot forget a password never chosen', async () => {
    expect(await errorOf(forgot(await invite(stack))))
      .toEqual({ name: 'NotAuthorizedException', message: 'User password cannot be reset in the current state.' });
  });

  test('nobody recovers where only an administrator resets', async () => {
    const closed = await startStack({
      pool: { AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } }, appClient: { PreventUserExistenceErrors: 'LEGACY' },
    });
    expect(await errorOf(forgot(await confirmedUser(closed), closed)))
      .toEqual({ name: 'NotAuthorizedException', message: 'Contact administrator to reset password.' });
    await closed.close();
  });

  test('goes to the channel of highest priority that is verified', async () => {
    const both = await startStack({
      pool: {
        AccountRecoverySetting: {
          RecoveryMechanisms: [
            { Name: 'verified_email', Priority: 2 }, { Name: 'verified_phone_number', Priority: 1 },
          ],
        },
      },
    });
    const withPhone = await confirmedUser(both, newEmail(), { phone_number: '+15555550123', phone_number_verified: 'true' });
    expect((await forgot(withPhone, both)).CodeDeliveryDetails)
      .toEqual({ Destination: '+*******0123', DeliveryMedium: 'SMS', AttributeName: 'phone_number' });
    const withoutPhone = await confirmedUser(both, newEmail(), { phone_number: '+15555550123' });
    expect((await forgot(withoutPhone, both)).CodeDeliveryDetails).toMatchObject({ DeliveryMedium: 'EMAIL' });
    await both.close();
  });
});

describe('a reset by an administrator', () => {
  const adminReset = (Username: string) =>
    stack.sdk.send(new AdminResetUserPasswordCommand({ UserPoolId: stack.UserPoolId, Username }));

  test('bars the user until a new password is set with the code', async () => {
    const email = await confirmedUser(stack);
    const { AccessToken } = await tokensOf(stack, email);
    await adminReset(email);
    const required = { name: 'PasswordResetRequiredException', message: 'Password reset required for the user' };
    expect(await errorOf(logIn(stack, email))).toEqual(required);
    expect(await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).toEqual(required);
    expect(await errorOf(stack.sdk.send(new GetUserCommand({ AccessToken })))).toEqual(required);
    await reset(email, stack.lastCode(email));
    await expect(logIn(stack, email, NEW)).resolves.toHaveProperty('AuthenticationResult');
  });

  test('needs a verified contact', async () => {
    const email = await confirmedUser(stack);
    await stack.sdk.send(new AdminUpdateUserAttributesCommand({
      UserPoolId: stack.UserPoolId, Username: email, UserAttributes: [{ Name: 'email_verified', Value: 'false' }],
    }));
    expect(await errorOf(adminReset(email))).toEqual({
      name: 'InvalidParameterException',
      message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
    });
  });
});

describe('changing the password', () => {
  test('needs the present one, and ends no other session', async () => {
    const email = await confirmedUser(stack);
    const [here, elsewhere] = [await tokensOf(stack, email), await tokensOf(stack, email)];
    expect(await errorOf(change(here.AccessToken, 'Wrong-Horse-1', NEW))).toEqual(INCORRECT);
    expect((await errorOf(change(here.AccessToken, PASSWORD, 'weak'))).name).toBe('InvalidPasswordException');
    await change(here.AccessToken, PASSWORD, NEW);
    await expect(logIn(stack, email, NEW)).resolves.toHaveProperty('AuthenticationResult');
    await expect(stack.sdk.send(new GetUserCommand({ AccessToken: elsewhere.AccessToken }))).resolves.toBeDefined();
  });

  test('guesses are limited, also parallel ones', async () => {
    const { AccessToken } = await tokensOf(stack, await confirmedUser(stack));
    const errors = await Promise.all(Array.from({ length: 12 }, () => errorOf(change(AccessToken, 'Wrong-Horse-1', NEW))));
    expect(errors.filter(({ name }) => name === 'NotAuthorizedException')).toHaveLength(5);
    expect(await errorOf(change(AccessToken, PASSWORD, NEW))).toEqual(LIMIT);
  });
});

test('a temporary password set by an administrator must be changed at the next log-in', async () => {
  const email = await confirmedUser(stack);
  await setPassword(email, NEW, false);
  expect(await stack.sdk.send(new AdminGetUserCommand({ UserPoolId: stack.UserPoolId, Username: email })))
    .toMatchObject({ UserStatus: 'FORCE_CHANGE_PASSWORD' });
  expect((await logIn(stack, email, NEW)).ChallengeName).toBe('NEW_PASSWORD_REQUIRED');
});
