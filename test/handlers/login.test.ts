import { bodyOf, EMAIL, eventOf, PASSWORD, SESSION } from './support/events';
import { cognitoError, load } from './support/load';
import { HALF_MADE, NEW_PASSWORD_REQUIRED, TOKENS, USER_ID } from './support/scenarios';
import { login } from '../../src/routes/table';

const fn = load('login');
const unmarked = load('login', { SIGNUP_MARKER: undefined });

async function logIn({ handler } = fn, options = {}) {
  const result = await handler(eventOf(login, { body: { email: EMAIL, password: PASSWORD }, ...options }));
  return { result, body: bodyOf(result) };
}

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test('gives the tokens, the ID token also under its tutorial name', async () => {
  fn.script({ AdminInitiateAuth: TOKENS });
  const { result, body } = await logIn();
  expect(result.statusCode).toBe(200);
  expect(body).toEqual({
    message: 'Success',
    token: 'canary.id.token',
    idToken: 'canary.id.token',
    accessToken: 'canary.access.token',
    refreshToken: 'canary.refresh.token',
    expiresIn: 3600,
    tokenType: 'Bearer',
  });
});

test('tells Cognito who calls, as the gateway saw it', async () => {
  fn.script({ AdminInitiateAuth: TOKENS });
  await logIn();
  expect(fn.input('AdminInitiateAuth').ContextData).toEqual({
    IpAddress: '203.0.113.7',
    ServerName: 'abc.execute-api.eu-central-1.amazonaws.com',
    ServerPath: '/prod/user/login',
    HttpHeaders: [{ headerName: 'user-agent', headerValue: 'Browser/1.0 ()' }, { headerName: 'accept-language', headerValue: 'de-CH' }],
  });
});

test.each([undefined, '', 'unknown', '1.2.3.4, 5.6.7.8', 42, null])('without a proper address (%p) Cognito is told nothing of the caller', async (sourceIp) => {
  fn.script({ AdminInitiateAuth: TOKENS });
  const { result } = await logIn(fn, { raw: { requestContext: { identity: { sourceIp } } } });
  expect(result.statusCode).toBe(200);
  expect(fn.input('AdminInitiateAuth').ContextData).toBeUndefined();
});

test('unknown, wrong, disabled, locked, unconfirmed and to be reset are one answer, byte for byte', async () => {
  const answers = new Set<string>();
  for (const error of [
    cognitoError('UserNotFoundException', 'User does not exist.'),
    cognitoError('NotAuthorizedException', 'Incorrect username or password.'),
    cognitoError('NotAuthorizedException', 'User is disabled.'),
    cognitoError('NotAuthorizedException', 'Password attempts exceeded'),
    cognitoError('UserNotConfirmedException', 'User is not confirmed.'),
    cognitoError('PasswordResetRequiredException', 'Password reset required for the user'),
  ]) {
    fn.script({ AdminInitiateAuth: error });
    answers.add(JSON.stringify((await logIn()).result));
  }
  expect([...answers]).toEqual([expect.stringContaining('Incorrect email or password')]);
});

test.each([
  'SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP', 'SELECT_MFA_TYPE', 'MFA_SETUP', 'CUSTOM_CHALLENGE', 'A_CHALLENGE_OF_TOMORROW',
])('hands on the challenge %s', async (ChallengeName) => {
  fn.script({
    AdminInitiateAuth: {
      ChallengeName,
      Session: SESSION,
      ChallengeParameters: { USER_ID_FOR_SRP: USER_ID, USERNAME: USER_ID, MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]', A: 'b', C: undefined },
    },
  });
  const { result, body } = await logIn();
  expect(result.statusCode).toBe(200);
  expect(result.body).toBe(JSON.stringify({
    message: 'Challenge', challenge: ChallengeName, session: SESSION, parameters: { A: 'b', MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' },
  }));
  expect(body.challenge).toBe(ChallengeName);
  expect(fn.called()).toEqual(['AdminInitiateAuth']);
});

test('finishes a signup that broke off, and logs in', async () => {
  fn.script({ AdminInitiateAuth: [NEW_PASSWORD_REQUIRED, TOKENS], AdminGetUser: HALF_MADE, AdminSetUserPassword: {} });
  const { body } = await logIn();
  expect(fn.called()).toEqual(['AdminInitiateAuth', 'AdminGetUser', 'AdminSetUserPassword', 'AdminInitiateAuth']);
  expect(fn.input('AdminSetUserPassword')).toEqual({ UserPoolId: 'eu-central-1_AbCdEfGhI', Username: USER_ID, Password: PASSWORD, Permanent: true });
  expect(body.token).toBe('canary.id.token');
});

test('an invited user gets the challenge, and nobody sets the password but they', async () => {
  fn.script({ AdminInitiateAuth: NEW_PASSWORD_REQUIRED, AdminGetUser: { ...HALF_MADE, UserAttributes: [{ Name: 'email', Value: EMAIL }] } });
  const { body } = await logIn();
  expect(fn.called()).toEqual(['AdminInitiateAuth', 'AdminGetUser']);
  expect(body).toEqual({
    message: 'Challenge',
    challenge: 'NEW_PASSWORD_REQUIRED',
    session: SESSION,
    parameters: { requiredAttributes: '[]', userAttributes: '{"email":"ada@example.com"}' },
  });
});

test('where there is no marker attribute, no user is looked up', async () => {
  unmarked.script({ AdminInitiateAuth: NEW_PASSWORD_REQUIRED });
  expect((await logIn(unmarked)).body.challenge).toBe('NEW_PASSWORD_REQUIRED');
  expect(unmarked.called()).toEqual(['AdminInitiateAuth']);
});

test('a half-made user whose password the policy has come to refuse gets the challenge', async () => {
  fn.script({ AdminInitiateAuth: NEW_PASSWORD_REQUIRED, AdminGetUser: HALF_MADE, AdminSetUserPassword: cognitoError('InvalidPasswordException') });
  expect((await logIn()).body.challenge).toBe('NEW_PASSWORD_REQUIRED');
});

test('a challenge that comes again after the signup was finished is handed on, not answered for ever', async () => {
  fn.script({ AdminInitiateAuth: NEW_PASSWORD_REQUIRED, AdminGetUser: HALF_MADE, AdminSetUserPassword: {} });
  expect((await logIn()).body.challenge).toBe('NEW_PASSWORD_REQUIRED');
  expect(fn.called()).toHaveLength(4);
});

test.each([
  ['nothing', {}],
  ['no access token', { AuthenticationResult: { IdToken: 'a', RefreshToken: 'b', ExpiresIn: 1 } }],
  ['no refresh token', { AuthenticationResult: { IdToken: 'a', AccessToken: 'b', ExpiresIn: 1 } }],
])('a result with %s is no success', async (_, reply) => {
  fn.script({ AdminInitiateAuth: reply });
  expect((await logIn()).body.code).toBe('internal_error');
});

test.each([
  ['MFAMethodNotFoundException', 'mfa_setup_required'],
  ['TooManyRequestsException', 'rate_limited'],
  ['InternalErrorException', 'temporarily_unavailable'],
  ['ForbiddenException', 'forbidden'],
  ['InvalidParameterException', 'invalid_request'],
  ['ResourceNotFoundException', 'internal_error'],
  ['AccessDeniedException', 'internal_error'],
])('%s is answered as %s', async (name, code) => {
  fn.script({ AdminInitiateAuth: cognitoError(name) });
  expect((await logIn()).body.code).toBe(code);
});
