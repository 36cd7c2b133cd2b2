import {
  AdminCreateUserCommand, AdminDisableUserCommand, AdminInitiateAuthCommand, AdminUpdateUserAttributesCommand, ConfirmForgotPasswordCommand,
  ConfirmSignUpCommand, ForgotPasswordCommand, InitiateAuthCommand, ResendConfirmationCodeCommand, SignUpCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, newEmail } from './users';

const INCORRECT = { name: 'NotAuthorizedException', message: 'Incorrect username or password.' };
const MISMATCH = { name: 'CodeMismatchException', message: 'Invalid verification code provided, please try again.' };
const EXPIRED = { name: 'ExpiredCodeException', message: 'Invalid code provided, please request a code again.' };
const NOT_FOUND = { name: 'UserNotFoundException', message: 'User does not exist.' };
const NO_COMBINATION = { name: 'UserNotFoundException', message: 'Username/client id combination not found.' };
const DISABLED = { name: 'NotAuthorizedException', message: 'User is disabled.' };
const SENT = { CodeDeliveryDetails: { Destination: 'u***@e***', DeliveryMedium: 'EMAIL', AttributeName: 'email' } };

let stack: Stack;
let legacy: string;
beforeAll(async () => {
  stack = await startStack();
  legacy = stack.addClient('Legacy', { PreventUserExistenceErrors: 'LEGACY' });
});
afterAll(() => stack.close());

type Call = (Username: string, ClientId: string) => Promise<unknown>;

const OPERATIONS: Record<string, Call> = {
  AdminInitiateAuth: (USERNAME, ClientId) => stack.sdk.send(new AdminInitiateAuthCommand({
    UserPoolId: stack.UserPoolId, ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: 'Wrong-Horse-1' },
  })),
  InitiateAuth: (USERNAME, ClientId) => stack.sdk.send(new InitiateAuthCommand({
    ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME, PASSWORD: 'Wrong-Horse-1' },
  })),
  ForgotPassword: (Username, ClientId) => stack.sdk.send(new ForgotPasswordCommand({ ClientId, Username })),
  ConfirmForgotPassword: (Username, ClientId) => stack.sdk.send(new ConfirmForgotPasswordCommand({
    ClientId, Username, ConfirmationCode: '123456', Password: PASSWORD,
  })),
  ResendConfirmationCode: (Username, ClientId) => stack.sdk.send(new ResendConfirmationCodeCommand({ ClientId, Username })),
  ConfirmSignUp: (Username, ClientId) => stack.sdk.send(new ConfirmSignUpCommand({ ClientId, Username, ConfirmationCode: '123456' })),
};

/** What a call answers, without what differs from call to call. */
async function outcomeOf(call: Promise<unknown>): Promise<unknown> {
  try {
    const { $metadata: _changes, ...answer } = await call as Record<string, unknown>;
    return answer;
  } catch (error) {
    return { name: (error as Error).name, message: (error as Error).message };
  }
}

test.each([
  ['AdminInitiateAuth', INCORRECT, NOT_FOUND],
  ['InitiateAuth', INCORRECT, NOT_FOUND],
  ['ForgotPassword', SENT, NO_COMBINATION],
  ['ConfirmForgotPassword', MISMATCH, NO_COMBINATION],
  ['ResendConfirmationCode', SENT, NO_COMBINATION],
  ['ConfirmSignUp', EXPIRED, NO_COMBINATION],
])('%s of a user who does not exist', async (operation, hidden, frank) => {
  expect(await outcomeOf(OPERATIONS[operation](newEmail(), stack.ClientId))).toEqual(hidden);
  expect(await outcomeOf(OPERATIONS[operation](newEmail(), legacy))).toEqual(frank);
});

test.each([
  ['AdminInitiateAuth', INCORRECT, INCORRECT],
  ['InitiateAuth', INCORRECT, INCORRECT],
  ['ForgotPassword', SENT, DISABLED],
  ['ConfirmForgotPassword', MISMATCH, DISABLED],
  ['ResendConfirmationCode', SENT, DISABLED],
])('%s of a disabled user', async (operation, hidden, frank) => {
  const email = await confirmedUser(stack);
  await stack.sdk.send(new AdminDisableUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
  const sent = stack.outbox.list().length;
  expect(await outcomeOf(OPERATIONS[operation](email, stack.ClientId))).toEqual(hidden);
  expect(await outcomeOf(OPERATIONS[operation](email, legacy))).toEqual(frank);
  expect(stack.outbox.list()).toHaveLength(sent);
});

test('ForgotPassword of a user without a verified contact', async () => {
  const email = await confirmedUser(stack);
  await stack.sdk.send(new AdminUpdateUserAttributesCommand({
    UserPoolId: stack.UserPoolId, Username: email, UserAttributes: [{ Name: 'email_verified', Value: 'false' }],
  }));
  expect(await outcomeOf(OPERATIONS.ForgotPassword(email, stack.ClientId))).toEqual(SENT);
  expect(await outcomeOf(OPERATIONS.ForgotPassword(email, legacy))).toEqual({
    name: 'InvalidParameterException',
    message: 'Cannot reset password for the user as there is no registered/verified email or phone_number',
  });
});

test('a simulated delivery stays the same and looks like a real one', async () => {
  const email = await confirmedUser(stack);
  expect(await outcomeOf(OPERATIONS.ForgotPassword(email, stack.ClientId)))
    .toEqual(await outcomeOf(OPERATIONS.ForgotPassword(newEmail(), stack.ClientId)));
  const unknown = '00000000-0000-4000-8000-000000000000';
  const first = await outcomeOf(OPERATIONS.ForgotPassword(unknown, stack.ClientId));
  expect(first).toEqual({ CodeDeliveryDetails: { Destination: expect.stringMatching(/^[a-z]\*{3}@[a-z]\*{3}$/), DeliveryMedium: 'EMAIL', AttributeName: 'email' } });
  expect(await outcomeOf(OPERATIONS.ForgotPassword(unknown, stack.ClientId))).toEqual(first);
});

test.each([
  ['SignUp', (email: string) => stack.sdk.send(new SignUpCommand({ ClientId: stack.ClientId, Username: email, Password: PASSWORD }))],
  ['AdminCreateUser', (email: string) => stack.sdk.send(new AdminCreateUserCommand({ UserPoolId: stack.UserPoolId, Username: email }))],
])('%s says all the same that an address is taken', async (_name, create) => {
  expect(await errorOf(create(await confirmedUser(stack))))
    .toEqual({ name: 'UsernameExistsException', message: 'An account with the given email already exists.' });
});

test('an unknown user takes about as long as a wrong password', async () => {
  const email = await confirmedUser(stack);
  const time = async (name: string) => {
    const started = performance.now();
    await outcomeOf(OPERATIONS.AdminInitiateAuth(name, stack.ClientId));
    return performance.now() - started;
  };
  const median = (values: number[]) => values.sort((one, other) => one - other)[Math.floor(values.length / 2)];
  const [known, unknown]: number[][] = [[], []];
  for (let round = 0; round < 15; round++) {
    known.push(await time(email));
    unknown.push(await time(newEmail()));
    // Past the lockout, which answers without a comparison.
    stack.clock.advance(1_800_000);
  }
  expect(median(unknown) / median(known)).toBeGreaterThan(0.4);
  expect(median(unknown) / median(known)).toBeLessThan(2.5);
});
