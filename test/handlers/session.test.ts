import { ACCESS_TOKEN, bodyOf, eventOf, REFRESH_TOKEN } from './support/events';
import { cognitoError, load } from './support/load';
import { TOKENS } from './support/scenarios';
import { logout, logoutEverywhere, refresh } from '../../src/routes/table';

const fn = load('session', { USER_POOL_ID: undefined });
const ClientId = '1example23456789';
const body = { refreshToken: REFRESH_TOKEN };
const { RefreshToken: _, ...WITHOUT_REFRESH_TOKEN } = TOKENS.AuthenticationResult;

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test('gives new tokens for a refresh token', async () => {
  fn.script({ GetTokensFromRefreshToken: { AuthenticationResult: WITHOUT_REFRESH_TOKEN } });
  const result = await fn.handler(eventOf(refresh, { body }));
  expect(fn.input('GetTokensFromRefreshToken')).toEqual({ ClientId, RefreshToken: REFRESH_TOKEN });
  expect(bodyOf(result)).toEqual({
    message: 'Success', token: 'canary.id.token', idToken: 'canary.id.token', accessToken: ACCESS_TOKEN, expiresIn: 3600, tokenType: 'Bearer',
  });
});

test('hands on the new refresh token where the pool rotates them', async () => {
  fn.script({ GetTokensFromRefreshToken: { AuthenticationResult: { ...WITHOUT_REFRESH_TOKEN, RefreshToken: 'rotated' } } });
  expect(bodyOf(await fn.handler(eventOf(refresh, { body }))).refreshToken).toBe('rotated');
});

test('every fault of token or account is one answer to a refresh', async () => {
  const answers = new Set<string>();
  for (const name of ['NotAuthorized', 'RefreshTokenReuse', 'UserNotFound', 'UserNotConfirmed', 'PasswordResetRequired', 'InvalidParameter']) {
    fn.script({ GetTokensFromRefreshToken: cognitoError(`${name}Exception`) });
    answers.add(JSON.stringify(await fn.handler(eventOf(refresh, { body }))));
  }
  expect([...answers]).toEqual([expect.stringContaining('invalid_refresh_token')]);
});

test('a refresh token used twice leaves its name in the log, for an alarm', async () => {
  fn.script({ GetTokensFromRefreshToken: cognitoError('RefreshTokenReuseException') });
  await fn.handler(eventOf(refresh, { body }));
  expect(JSON.parse(String(jest.mocked(process.stdout.write).mock.lastCall![0]))).toMatchObject({ outcome: 'invalid_refresh_token', cause: 'RefreshTokenReuseException' });
});

test('a refresh without tokens is no success', async () => {
  fn.script({ GetTokensFromRefreshToken: {} });
  expect(bodyOf(await fn.handler(eventOf(refresh, { body }))).code).toBe('internal_error');
});

test.each([
  ['a token', {}],
  ['a token that is none', cognitoError('NotAuthorizedException')],
  ['a token of another client', cognitoError('UnauthorizedException')],
])('logs out with %s', async (_name, reply) => {
  fn.script({ RevokeToken: reply });
  const result = await fn.handler(eventOf(logout, { body }));
  expect([result.statusCode, result.body]).toEqual([204, '']);
  expect(result.headers).not.toHaveProperty('Content-Type');
  expect(fn.input('RevokeToken')).toEqual({ ClientId, Token: REFRESH_TOKEN });
});

test.each([
  ['UnsupportedTokenTypeException', 'invalid_request'],
  ['UnsupportedOperationException', 'internal_error'],
  ['TooManyRequestsException', 'rate_limited'],
])('%s on a logout is answered as %s', async (name, code) => {
  fn.script({ RevokeToken: cognitoError(name) });
  expect(bodyOf(await fn.handler(eventOf(logout, { body }))).code).toBe(code);
});

test('logs out everywhere with the access token', async () => {
  fn.script({ GlobalSignOut: {} });
  const result = await fn.handler(eventOf(logoutEverywhere));
  expect([result.statusCode, result.body]).toEqual([204, '']);
  expect(fn.input('GlobalSignOut')).toEqual({ AccessToken: ACCESS_TOKEN });
});

test.each(['NotAuthorized', 'UserNotConfirmed', 'PasswordResetRequired', 'UserNotFound'])('%s on a logout everywhere is unauthorized', async (name) => {
  fn.script({ GlobalSignOut: cognitoError(`${name}Exception`) });
  expect(bodyOf(await fn.handler(eventOf(logoutEverywhere))).code).toBe('unauthorized');
});

test.each([
  ['Bearer a.b.c', 'a.b.c'], ['bearer a.b.c', 'a.b.c'], ['a.b.c', 'a.b.c'], ['Bearer  a.b.c ', 'a.b.c'],
])('takes the token out of %j', async (authorization, token) => {
  fn.script({ GlobalSignOut: {} });
  await fn.handler(eventOf(logoutEverywhere, { headers: { Authorization: authorization } }));
  expect(fn.input('GlobalSignOut')).toEqual({ AccessToken: token });
});

test.each(['', 'Bearer ', ' '])('without a token (%j) nothing is called', async (authorization) => {
  fn.script({ GlobalSignOut: {} });
  expect(bodyOf(await fn.handler(eventOf(logoutEverywhere, { headers: { Authorization: authorization } }))).code).toBe('unauthorized');
  expect(fn.called()).toEqual([]);
});
