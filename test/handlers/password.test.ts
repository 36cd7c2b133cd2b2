import { ACCESS_TOKEN, bodyOf, CODE, EMAIL, eventOf, PASSWORD } from './support/events';
import { cognitoError, load } from './support/load';
import { changePassword, forgotPassword, resetPassword } from '../../src/routes/table';

const fn = load('password', { USER_POOL_ID: undefined });
const reset = load('reset', { PASSWORD_POLICY: 'At least 12 characters' });
const ClientId = '1example23456789';

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));
const lastLine = () => JSON.parse(String(jest.mocked(process.stdout.write).mock.lastCall![0]));

describe('a forgotten password', () => {
  test('known, unknown, unverified, disabled and limited are one answer, byte for byte', async () => {
    const answers = new Set<string>();
    for (const reply of [{}, ...[
      'UserNotFound', 'InvalidParameter', 'NotAuthorized', 'LimitExceeded', 'CodeDeliveryFailure', 'UserNotConfirmed', 'PasswordResetRequired',
      'UserLambdaValidation', 'UnexpectedLambda', 'InvalidLambdaResponse', 'InvalidEmailRoleAccessPolicy',
    ].map((name) => cognitoError(`${name}Exception`))]) {
      fn.script({ ForgotPassword: reply });
      answers.add(JSON.stringify(await fn.handler(eventOf(forgotPassword, { body: { email: EMAIL } }))));
      expect(fn.input('ForgotPassword')).toEqual({ ClientId, Username: EMAIL });
    }
    expect(answers.size).toBe(1);
    expect([...answers][0]).toContain('202');
  });

  test.each([
    ['TooManyRequestsException', 'rate_limited'],
    ['InternalErrorException', 'temporarily_unavailable'],
    ['AccessDeniedException', 'internal_error'],
  ])('%s is answered as %s', async (name, code) => {
    fn.script({ ForgotPassword: cognitoError(name) });
    expect(bodyOf(await fn.handler(eventOf(forgotPassword, { body: { email: EMAIL } }))).code).toBe(code);
  });
});

describe('resetting it', () => {
  const resetIt = async () => reset.handler(eventOf(resetPassword, { body: { email: EMAIL, code: CODE, password: PASSWORD } }));

  test('sets the new password, and then ends every session', async () => {
    reset.script({ ConfirmForgotPassword: {}, AdminUserGlobalSignOut: {} });
    const result = await resetIt();
    expect([result.statusCode, bodyOf(result)]).toEqual([200, { message: 'Password reset' }]);
    expect(reset.called()).toEqual(['ConfirmForgotPassword', 'AdminUserGlobalSignOut']);
    expect(reset.input('ConfirmForgotPassword')).toEqual({ ClientId, Username: EMAIL, ConfirmationCode: CODE, Password: PASSWORD });
    expect(reset.input('AdminUserGlobalSignOut')).toEqual({ UserPoolId: 'eu-central-1_AbCdEfGhI', Username: EMAIL });
  });

  test('tries twice to end the sessions', async () => {
    reset.script({ ConfirmForgotPassword: {}, AdminUserGlobalSignOut: [cognitoError('TooManyRequestsException'), {}] });
    expect((await resetIt()).statusCode).toBe(200);
    expect(reset.called()).toEqual(['ConfirmForgotPassword', 'AdminUserGlobalSignOut', 'AdminUserGlobalSignOut']);
    expect(lastLine()).not.toHaveProperty('cause');
  });

  test.each(['TooManyRequestsException', 'UserNotFoundException', 'AccessDeniedException'])(
    'is a success although sessions stay open (%s), which the log says', async (name) => {
      reset.script({ ConfirmForgotPassword: {}, AdminUserGlobalSignOut: cognitoError(name) });
      expect((await resetIt()).statusCode).toBe(200);
      expect(lastLine()).toMatchObject({ outcome: 'ok', cause: `SignOutFailed.${name}` });
    });

  test('ends the sessions where only the reply may be missing, and not where Cognito refused', async () => {
    reset.script({ ConfirmForgotPassword: cognitoError('TimeoutError'), AdminUserGlobalSignOut: {} });
    expect((await resetIt()).statusCode).toBe(503);
    expect(reset.called()).toEqual(['ConfirmForgotPassword', 'AdminUserGlobalSignOut']);
    reset.script({ ConfirmForgotPassword: cognitoError('InternalErrorException') });
    expect((await resetIt()).statusCode).toBe(503);
    expect(reset.called()).toEqual(['ConfirmForgotPassword']);
  });

  test('every fault of code or account is one answer', async () => {
    const answers = new Set<string>();
    for (const name of ['CodeMismatch', 'ExpiredCode', 'NotAuthorized', 'UserNotFound', 'UserNotConfirmed']) {
      reset.script({ ConfirmForgotPassword: cognitoError(`${name}Exception`) });
      answers.add(JSON.stringify(await resetIt()));
      expect(reset.called()).toEqual(['ConfirmForgotPassword']);
    }
    expect([...answers]).toEqual([expect.stringContaining('invalid_code')]);
  });

  test.each([
    ['InvalidPasswordException', 'weak_password'],
    ['PasswordHistoryPolicyViolationException', 'weak_password'],
    ['LimitExceededException', 'rate_limited'],
    ['TooManyFailedAttemptsException', 'rate_limited'],
    ['UserLambdaValidationException', 'rejected'],
  ])('%s is answered as %s', async (name, code) => {
    reset.script({ ConfirmForgotPassword: cognitoError(name) });
    expect(bodyOf(await resetIt()).code).toBe(code);
  });

  test('a weak password is answered with the policy', async () => {
    reset.script({ ConfirmForgotPassword: cognitoError('InvalidPasswordException') });
    expect(bodyOf(await resetIt()).message).toBe('At least 12 characters');
  });
});

describe('changing it', () => {
  const body = { currentPassword: ' old one ', newPassword: PASSWORD };
  const change = async () => fn.handler(eventOf(changePassword, { body }));

  test('hands both passwords on as they are, with the access token', async () => {
    fn.script({ ChangePassword: {} });
    const result = await change();
    expect([result.statusCode, bodyOf(result)]).toEqual([200, { message: 'Password changed' }]);
    expect(fn.input('ChangePassword')).toEqual({ AccessToken: ACCESS_TOKEN, PreviousPassword: ' old one ', ProposedPassword: PASSWORD });
  });

  test.each([
    ['NotAuthorizedException', 'reauthentication_failed'],
    ['InvalidPasswordException', 'weak_password'],
    ['PasswordHistoryPolicyViolationException', 'weak_password'],
    ['LimitExceededException', 'rate_limited'],
    ['InvalidParameterException', 'invalid_request'],
  ])('%s is answered as %s', async (name, code) => {
    fn.script({ ChangePassword: cognitoError(name) });
    expect(bodyOf(await change()).code).toBe(code);
  });
});
