import {
  AdminGetUserCommand, AdminInitiateAuthCommand, AdminListGroupsForUserCommand, AdminRespondToAuthChallengeCommand, AdminSetUserPasswordCommand,
  GetUserCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { errorOf, PASSWORD, startStack, type Stack } from './harness';
import { confirmedUser, logIn, newEmail, tokensOf } from './users';
import { CATEGORIES, CognitoError, DEFAULT_QUOTAS } from '../../../local/cognito';
import { OPERATIONS } from '../../../local/cognito/operations/table';
import { RequestQuotas } from '../../../local/cognito/quotas/request-quotas';

const TOO_MANY = { name: 'TooManyRequestsException', message: 'Too many requests' };

/** Time stands still, so that a bucket gains nothing while a test runs. */
const still = () => {
  const clock = { time: 0, now: () => clock.time };
  return clock;
};

/** How many calls in a row pass before one is refused. */
function passing(call: () => void): number {
  for (let passed = 0; passed < 1_000; passed += 1) {
    try {
      call();
    } catch (error) {
      expect({ name: (error as Error).name, message: (error as Error).message }).toEqual(TOO_MANY);
      return passed;
    }
  }
  throw new Error('nothing was refused');
}

test('each operation that is served counts in one category', () => {
  const counted = Object.values(CATEGORIES).flatMap(({ operations }) => operations as readonly string[]);
  expect([...counted].sort()).toEqual(Object.keys(OPERATIONS).sort());
});

test.each(Object.entries(CATEGORIES).map(([category, { rate, operations }]) => ({ category, rate, operation: operations[0] })))(
  '$category takes $rate calls a second, however many users they are for', ({ rate, operation }) => {
    const clock = still();
    const quotas = new RequestQuotas(DEFAULT_QUOTAS, clock);
    expect(passing(() => quotas.countCall(operation))).toBe(rate);
    clock.time += 500;
    expect(passing(() => quotas.countCall(operation))).toBe(Math.floor(rate / 2));
    clock.time += 60_000;
    expect(passing(() => quotas.countCall(operation))).toBe(rate);
  });

test('the operations of a category share its rate, and no other\'s', () => {
  const quotas = new RequestQuotas(DEFAULT_QUOTAS, still());
  passing(() => quotas.countCall('AdminSetUserPassword'));
  expect(() => quotas.countCall('ForgotPassword')).toThrow(CognitoError);
  expect(() => quotas.countCall('AdminCreateUser')).not.toThrow();
});

test('challenges have three times the rate of sign-ins, and then take from it', () => {
  const quotas = new RequestQuotas({ ...DEFAULT_QUOTAS, UserAuthentication: 10 }, still());
  expect(passing(() => quotas.countCall('AdminRespondToAuthChallenge'))).toBe(40);
  expect(passing(() => quotas.countCall('AdminInitiateAuth'))).toBe(0);
});

test('one user has ten reads and ten writes a second, and another one their own', () => {
  const clock = still();
  const quotas = new RequestQuotas(DEFAULT_QUOTAS, clock);
  expect(passing(() => quotas.countCallFor('jane', 'AdminInitiateAuth'))).toBe(10);
  expect(passing(() => quotas.countCallFor('jane', 'GetUser'))).toBe(0);
  expect(passing(() => quotas.countCallFor('jane', 'UpdateUserAttributes'))).toBe(10);
  expect(passing(() => quotas.countCallFor('joe', 'AdminInitiateAuth'))).toBe(10);
  clock.time += 100;
  expect(passing(() => quotas.countCallFor('jane', 'AdminInitiateAuth'))).toBe(1);
});

test('users who are long gone are forgotten, those of this second are not', () => {
  const clock = still();
  const quotas = new RequestQuotas(DEFAULT_QUOTAS, clock);
  for (let user = 0; user < 9_999; user += 1) quotas.countCallFor(`old ${user}`, 'AdminInitiateAuth');
  clock.time += 1_000;
  passing(() => quotas.countCallFor('jane', 'AdminInitiateAuth'));
  quotas.countCallFor('joe', 'AdminInitiateAuth');
  expect(Reflect.get(quotas, 'buckets').size).toBe(2);
  expect(() => quotas.countCallFor('jane', 'AdminInitiateAuth')).toThrow(CognitoError);
});

describe('through the API', () => {
  const clock = still();
  let stack: Stack;
  const outcomes: string[] = [];
  let afterRefusal: (() => void) | undefined;
  beforeAll(async () => {
    stack = await startStack({
      quotas: { ...DEFAULT_QUOTAS, UserAccountRecovery: 3 },
      clock,
      onCall: ({ outcome }) => {
        outcomes.push(outcome);
        if (outcome === 'TooManyRequestsException') afterRefusal?.();
      },
    });
  });
  afterAll(() => stack.close());
  beforeEach(() => {
    clock.time += 60_000;
  });

  test('an account above its rate is told so, until a second has passed', async () => {
    const [email, other] = [await confirmedUser(stack), await confirmedUser(stack)];
    const setPassword = (Username: string) =>
      stack.sdk.send(new AdminSetUserPasswordCommand({ UserPoolId: stack.UserPoolId, Username, Password: PASSWORD, Permanent: true }));
    await setPassword(email);
    expect(await errorOf(setPassword(other))).toEqual(TOO_MANY);
    expect(outcomes.at(-1)).toBe('TooManyRequestsException');
    await logIn(stack, other);
    clock.time += 1_000;
    await setPassword(other);
  });

  test('one user is the same under each name and by their token; a wrong password counts as a right one', async () => {
    const email = await confirmedUser(stack);
    const { AccessToken } = await tokensOf(stack, email);
    const { Username } = await stack.sdk.send(new GetUserCommand({ AccessToken }));
    const { UserPoolId } = stack;
    for (let call = 0; call < 2; call += 1) {
      await stack.sdk.send(new AdminGetUserCommand({ UserPoolId, Username: email.toUpperCase() }));
      await stack.sdk.send(new AdminGetUserCommand({ UserPoolId, Username }));
      await stack.sdk.send(new AdminListGroupsForUserCommand({ UserPoolId, Username }));
    }
    for (let call = 0; call < 2; call += 1) expect((await errorOf(logIn(stack, email, 'Wrong-Horse-1'))).name).toBe('NotAuthorizedException');
    expect(await errorOf(logIn(stack, email))).toEqual(TOO_MANY);
    expect(await errorOf(stack.sdk.send(new GetUserCommand({ AccessToken })))).toEqual(TOO_MANY);
    await logIn(stack, await confirmedUser(stack));
  });

  test('a name that nobody has is limited as a user is', async () => {
    const nobody = newEmail();
    for (let call = 0; call < 10; call += 1) expect((await errorOf(logIn(stack, nobody))).name).toBe('NotAuthorizedException');
    expect(await errorOf(logIn(stack, nobody.toUpperCase()))).toEqual(TOO_MANY);
  });

  test('the answers to challenges count for their user', async () => {
    const email = newEmail();
    const answer = () => stack.sdk.send(new AdminRespondToAuthChallengeCommand({
      UserPoolId: stack.UserPoolId, ClientId: stack.ClientId, ChallengeName: 'SMS_MFA', ChallengeResponses: { USERNAME: email, SMS_MFA_CODE: '123456' }, Session: 'x'.repeat(20),
    }));
    for (let call = 0; call < 10; call += 1) expect((await errorOf(answer())).name).not.toBe('TooManyRequestsException');
    expect(await errorOf(answer())).toEqual(TOO_MANY);
  });

  test('the SDK tries again after a while by itself', async () => {
    const email = await confirmedUser(stack);
    for (let call = 0; call < 10; call += 1) await logIn(stack, email);
    afterRefusal = () => {
      clock.time += 1_000;
    };
    const { $metadata } = await stack.client({ maxAttempts: 2 }).send(new AdminInitiateAuthCommand({
      UserPoolId: stack.UserPoolId, ClientId: stack.ClientId, AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD },
    }));
    expect($metadata.attempts).toBe(2);
  });
});

test('nothing is counted unless asked for', async () => {
  const stack = await startStack();
  try {
    const email = await confirmedUser(stack);
    for (let call = 0; call < 25; call += 1) await logIn(stack, email);
  } finally {
    await stack.close();
  }
});
