import { Duration } from 'aws-cdk-lib';
import { matchesPattern } from './filter-pattern';
import { SignUpMode } from '../../src';
import * as routes from '../../src/routes/table';
import { expectStatus, logIn, OTHER_PASSWORD, register, registered } from '../flows/accounts';
import { ServedConstruct, served } from '../flows/stack';
import { eventOf } from '../handlers/support/events';
import { cognitoError, load } from '../handlers/support/load';

/* The lines that the handlers really write, held against the filters that are really deployed. */

const every = served({ refreshTokenRotationGracePeriod: Duration.seconds(0) }, (auth) => {
  auth.metricLoginSucceeded();
  auth.metricLoginFailed();
  auth.metricLoginDuration();
  auth.metricSignups();
  auth.metricRefreshTokenReuse();
  auth.metricThrottled();
  auth.metricInternalErrors();
});
const withCode = served({ signUpMode: SignUpMode.EMAIL_CODE }, (auth) => auth.metricSignups());

function filters({ template }: ServedConstruct): Record<string, string> {
  return Object.fromEntries(Object.values(template.Resources).filter(({ Type }) => Type === 'AWS::Logs::MetricFilter')
    .map(({ Properties }) => [Properties.MetricTransformations[0].MetricName, Properties.FilterPattern]));
}

/** The metrics that lines count for. */
function counted(stack: ServedConstruct, lines: readonly string[]): Record<string, number> {
  const counts = Object.entries(filters(stack))
    .map(([name, pattern]): [string, number] => [name, lines.filter((line) => matchesPattern(pattern, line)).length]);
  return Object.fromEntries(counts.filter(([, count]) => count > 0));
}

/** The metrics that what happens in between counts for. */
async function during(stack: ServedConstruct, act: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = stack.logs.length;
  await act();
  return counted(stack, stack.logs.slice(before));
}

test('an account that comes to be is a sign-up', async () => {
  expect(await during(every(), () => register(every()))).toEqual({ Signups: 1 });
});

test('with a code it is one when its address is proved', async () => {
  expect(await during(withCode(), () => withCode().post('/signup', { email: 'new@example.com', password: OTHER_PASSWORD }))).toEqual({});
  expect(await during(withCode(), () => withCode().post('/signup/confirm', { email: 'new@example.com', code: withCode().codeFor('new@example.com') })))
    .toEqual({ Signups: 1 });
});

test('a login counts, with its duration', async () => {
  const email = await register(every());
  expect(await during(every(), () => logIn(every(), email))).toEqual({ LoginSucceeded: 1, LoginDuration: 1 });
});

test('a wrong password and a wrong answer to a challenge are failed logins', async () => {
  const email = await register(every());
  expect(await during(every(), () => every().post('/login', { email, password: OTHER_PASSWORD }))).toEqual({ LoginFailed: 1, LoginDuration: 1 });
  expect(await during(every(), () => every().post('/login/challenge', {
    email, session: 'x'.repeat(40), challenge: 'SOFTWARE_TOKEN_MFA', answers: { code: '123456' },
  }))).toEqual({ LoginFailed: 1 });
});

test('so are guesses beside the login: of a taken address, a code, and the current password', async () => {
  const email = await register(every());
  expect(await during(every(), () => every().post('/signup', { email, password: OTHER_PASSWORD }))).toEqual({ LoginFailed: 1 });
  expect(await during(every(), () => every().post('/password/reset', { email, code: '000000', password: OTHER_PASSWORD }))).toEqual({ LoginFailed: 1 });
  const { handler, script } = load('password');
  script({ ChangePassword: cognitoError('NotAuthorizedException') });
  const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  await handler(eventOf(routes.changePassword, { body: { currentPassword: 'guess', newPassword: OTHER_PASSWORD } }));
  const lines = write.mock.calls.map(([line]) => String(line).trimEnd());
  write.mockRestore();
  expect(counted(every(), lines)).toEqual({ LoginFailed: 1 });
});

test('a refresh token that is used again counts', async () => {
  const { tokens: { refreshToken } } = await registered(every());
  expect(await during(every(), async () => expectStatus(await every().post('/token/refresh', { refreshToken }), 200))).toEqual({});
  every().clock.advance(5_000);
  expect(await during(every(), () => every().post('/token/refresh', { refreshToken }))).toEqual({ RefreshTokenReuse: 1 });
});

test('what the routes do besides counts for nothing', async () => {
  const { tokens } = await registered(every());
  expect(await during(every(), async () => {
    await every().post('/private', undefined, tokens.idToken);
    await every().post('/logout', { refreshToken: tokens.refreshToken });
    await every().post('/password/forgot', { email: 'nobody@example.com' });
  })).toEqual({});
});

describe('what cannot be had from a healthy Cognito', () => {
  const body = { email: 'ada@example.com', password: OTHER_PASSWORD };
  const linesOf = async (name: 'login' | 'reset', replies: Parameters<ReturnType<typeof load>['script']>[0], event: object) => {
    const { handler, script } = load(name);
    script(replies);
    const write = jest.spyOn(process.stdout, 'write').mockReturnValue(true);
    await handler(event);
    const lines = write.mock.calls.map(([line]) => String(line).trimEnd());
    write.mockRestore();
    return lines;
  };

  test.each([
    ['TooManyRequestsException', { Throttled: 1, LoginDuration: 1 }],
    ['AccessDeniedException', { InternalErrors: 1, LoginDuration: 1 }],
    ['InternalErrorException', { LoginDuration: 1 }],
  ])('%s', async (name, expected) => {
    const lines = await linesOf('login', { AdminInitiateAuth: cognitoError(name) }, eventOf(routes.login, { body }));
    expect(counted(every(), lines)).toEqual(expected);
  });

  test('sessions that outlive a reset are an internal error, though the caller gets a 200', async () => {
    const lines = await linesOf('reset', { ConfirmForgotPassword: {}, AdminUserGlobalSignOut: cognitoError('TooManyRequestsException') },
      eventOf(routes.resetPassword, { body: { ...body, code: '314159' } }));
    expect(JSON.parse(lines[0]).outcome).toBe('ok');
    expect(counted(every(), lines)).toEqual({ InternalErrors: 1 });
  });
});
