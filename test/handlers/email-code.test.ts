import { bodyOf, CODE, EMAIL, eventOf, PASSWORD } from './support/events';
import { cognitoError, load } from './support/load';
import { confirmSignup, resendCode, signupEmailCode } from '../../src/routes/table';

const fn = load('signup-email-code', { USER_POOL_ID: undefined });
const ClientId = '1example23456789';

async function send(route: typeof signupEmailCode | typeof confirmSignup | typeof resendCode, body: object) {
  return fn.handler(eventOf(route, { body }));
}

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test('signs up with the address alone', async () => {
  fn.script({ SignUp: {} });
  const result = await send(signupEmailCode, { email: EMAIL, password: PASSWORD, email_verified: 'true' });
  expect(result.statusCode).toBe(202);
  expect(fn.called()).toEqual(['SignUp']);
  expect(fn.input('SignUp')).toEqual({ ClientId, Username: EMAIL, Password: PASSWORD, UserAttributes: [{ Name: 'email', Value: EMAIL }] });
});

test('a new address, a taken one, one past its limit and one without delivery are one answer, byte for byte', async () => {
  const answers = new Set<string>();
  for (const reply of [{}, ...['UsernameExists', 'CodeDeliveryFailure', 'LimitExceeded'].map((name) => cognitoError(`${name}Exception`))]) {
    fn.script({ SignUp: reply });
    answers.add(JSON.stringify(await send(signupEmailCode, { email: EMAIL, password: PASSWORD })));
  }
  expect(answers.size).toBe(1);
  expect([...answers][0]).toContain('202');
});

test.each([
  ['InvalidPasswordException', 'weak_password'],
  ['UserLambdaValidationException', 'rejected'],
  ['TooManyRequestsException', 'rate_limited'],
  ['NotAuthorizedException', 'internal_error'], // the pool is closed for sign-ups: a fault of the deployment
])('%s on a sign-up is answered as %s', async (name, code) => {
  fn.script({ SignUp: cognitoError(name) });
  expect(bodyOf(await send(signupEmailCode, { email: EMAIL, password: PASSWORD })).code).toBe(code);
});

test('confirms the address with the code', async () => {
  fn.script({ ConfirmSignUp: {} });
  const result = await send(confirmSignup, { email: EMAIL, code: CODE });
  expect([result.statusCode, bodyOf(result)]).toEqual([200, { message: 'Email address confirmed' }]);
  expect(fn.input('ConfirmSignUp')).toEqual({ ClientId, Username: EMAIL, ConfirmationCode: CODE });
});

test('every fault of code or account is one answer to a confirmation', async () => {
  const answers = new Set<string>();
  for (const name of ['CodeMismatch', 'ExpiredCode', 'NotAuthorized', 'UserNotFound', 'AliasExists']) {
    fn.script({ ConfirmSignUp: cognitoError(`${name}Exception`) });
    answers.add(JSON.stringify(await send(confirmSignup, { email: EMAIL, code: CODE })));
  }
  expect([...answers]).toEqual([expect.stringContaining('invalid_code')]);
});

test.each(['LimitExceededException', 'TooManyFailedAttemptsException'])('%s on a confirmation is answered as rate_limited', async (name) => {
  fn.script({ ConfirmSignUp: cognitoError(name) });
  expect(bodyOf(await send(confirmSignup, { email: EMAIL, code: CODE })).code).toBe('rate_limited');
});

test('a code is sent once more, or not, with one answer, byte for byte', async () => {
  const answers = new Set<string>();
  for (const reply of [{}, ...[
    'UserNotFound', 'InvalidParameter', 'NotAuthorized', 'LimitExceeded', 'CodeDeliveryFailure', 'UserNotConfirmed',
  ].map((name) => cognitoError(`${name}Exception`))]) {
    fn.script({ ResendConfirmationCode: reply });
    answers.add(JSON.stringify(await send(resendCode, { email: EMAIL })));
    expect(fn.input('ResendConfirmationCode')).toEqual({ ClientId, Username: EMAIL });
  }
  expect(answers.size).toBe(1);
  expect([...answers][0]).toContain('202');
});

test('what an answer hides is in the log, by its name', async () => {
  fn.script({ ResendConfirmationCode: cognitoError('UserNotFoundException') });
  await send(resendCode, { email: EMAIL });
  expect(JSON.parse(String(jest.mocked(process.stdout.write).mock.lastCall![0]))).toMatchObject({ outcome: 'ok', status: 202, cause: 'UserNotFoundException' });
});
