import { URI } from 'otpauth';
import { bodyOf, CODE, EMAIL, eventOf, PASSWORD, SESSION } from './support/events';
import { cognitoError, load } from './support/load';
import { TOKENS } from './support/scenarios';
import { loginChallenge } from '../../src/routes/table';

const fn = load('challenge');

async function answer(challenge: string, answers: object | string) {
  const body = typeof answers === 'string' ? answers : { email: EMAIL, session: SESSION, challenge, answers };
  const result = await fn.handler(eventOf(loginChallenge, { body }));
  return { result, body: bodyOf(result) };
}

const logged = jest.fn();
beforeEach(() => {
  logged.mockReset();
  jest.spyOn(process.stdout, 'write').mockImplementation((line) => {
    logged(JSON.parse(String(line)));
    return true;
  });
});

test.each([
  ['NEW_PASSWORD_REQUIRED', { newPassword: PASSWORD }, { NEW_PASSWORD: PASSWORD }],
  [
    'NEW_PASSWORD_REQUIRED',
    { 'newPassword': PASSWORD, 'userAttributes.given_name': 'Ada', 'userAttributes.phone_number': '+15550100', 'code': '1', 'SECRET_HASH': 'x' },
    { 'NEW_PASSWORD': PASSWORD, 'userAttributes.given_name': 'Ada', 'userAttributes.phone_number': '+15550100' },
  ],
  ['SOFTWARE_TOKEN_MFA', { code: CODE }, { SOFTWARE_TOKEN_MFA_CODE: CODE }],
  ['SMS_MFA', { 'code': CODE, 'userAttributes.name': 'x' }, { SMS_MFA_CODE: CODE }],
  ['EMAIL_OTP', { code: CODE }, { EMAIL_OTP_CODE: CODE }],
  ['SELECT_MFA_TYPE', { answer: 'SMS_MFA' }, { ANSWER: 'SMS_MFA' }],
  ['CUSTOM_CHALLENGE', { ANSWER: '42', USERNAME: 'eve@example.com' }, { ANSWER: '42' }],
  ['A_CHALLENGE_OF_TOMORROW', {}, {}],
])('%s is answered in the words of Cognito: %#', async (challenge, answers, responses) => {
  fn.script({ AdminRespondToAuthChallenge: TOKENS });
  const { result, body } = await answer(challenge, answers);
  expect(result.statusCode).toBe(200);
  expect(body.token).toBe('canary.id.token');
  expect(fn.input('AdminRespondToAuthChallenge')).toEqual({
    UserPoolId: 'eu-central-1_AbCdEfGhI',
    ClientId: '1example23456789',
    ChallengeName: challenge,
    Session: SESSION,
    ChallengeResponses: { ...responses, USERNAME: EMAIL },
    ContextData: expect.objectContaining({ IpAddress: '203.0.113.7' }),
  });
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ outcome: 'ok', challenge }));
});

test.each([
  ['NEW_PASSWORD_REQUIRED', {}],
  ['NEW_PASSWORD_REQUIRED', { newPassword: '' }],
  ['NEW_PASSWORD_REQUIRED', { code: CODE }],
  ['NEW_PASSWORD_REQUIRED', { 'newPassword': PASSWORD, 'userAttributes.email_verified': 'true' }],
  ['NEW_PASSWORD_REQUIRED', { 'newPassword': PASSWORD, 'userAttributes.phone_number_verified': 'true' }],
  ['NEW_PASSWORD_REQUIRED', { 'newPassword': PASSWORD, 'userAttributes.email': 'eve@example.com' }],
  ['NEW_PASSWORD_REQUIRED', { 'newPassword': PASSWORD, 'userAttributes.custom:admin': '1' }],
  ['NEW_PASSWORD_REQUIRED', { 'newPassword': PASSWORD, 'userAttributes.custom:signup_route': '1' }],
  ['SOFTWARE_TOKEN_MFA', { newPassword: PASSWORD }],
  ['SMS_MFA', { code: '' }],
  ['EMAIL_OTP', { answer: CODE }],
  ['SELECT_MFA_TYPE', { code: CODE }],
  ['MFA_SETUP', { code: '' }],
  ['SOFTWARE_TOKEN_MFA', { code: 314159 }],
  ['sms_mfa', { code: CODE }],
  ['SMS_MFA', `{"email":"${EMAIL}","session":"${SESSION}","challenge":"SMS_MFA","answers":{"__proto__":{"code":"1"}}}`],
  ['SMS_MFA', `{"email":"${EMAIL}","session":"${SESSION}","challenge":"SMS_MFA","answers":{"constructor":"x"}}`],
])('%s with the answers %j is refused before Cognito hears of it', async (challenge, answers) => {
  fn.script({ AdminRespondToAuthChallenge: TOKENS, VerifySoftwareToken: { Status: 'SUCCESS' }, AssociateSoftwareToken: {} });
  const { body } = await answer(challenge, answers);
  expect(body.code).toBe('invalid_request');
  expect(fn.called()).toEqual([]);
});

test.each([
  ['NEW_PASSWORD_REQUIRED', {}, '#/answers/newPassword', 'is required'],
  ['NEW_PASSWORD_REQUIRED', { 'newPassword': PASSWORD, 'userAttributes.custom:admin': '1' }, '#/answers/userAttributes.custom%3Aadmin', 'cannot be set'],
  ['SMS_MFA', { answer: CODE }, '#/answers/code', 'is required'],
  ['MFA_SETUP', { code: '' }, '#/answers/code', 'is required'],
])('%s with the answers %j: the response names %s', async (challenge, answers, pointer, detail) => {
  expect((await answer(challenge, answers)).body.errors).toEqual([{ pointer, detail }]);
});

test.each(['__proto__', 'constructor', 'toString'])('the name %s has no meaning, neither as a challenge nor among its answers', async (name) => {
  fn.script({ AdminRespondToAuthChallenge: TOKENS });
  await answer('', `{"email":"${EMAIL}","session":"${SESSION}","challenge":"CUSTOM_CHALLENGE","answers":{"${name}":"x"}}`);
  const { ChallengeResponses } = fn.input('AdminRespondToAuthChallenge');
  expect(Object.hasOwn(ChallengeResponses, '__proto__')).toBe(false);
  expect(Object.getPrototypeOf(ChallengeResponses)).toBe(Object.prototype);
});

test('the next challenge is handed on', async () => {
  fn.script({ AdminRespondToAuthChallenge: { ChallengeName: 'SMS_MFA', Session: 'next', ChallengeParameters: { CODE_DELIVERY_DESTINATION: '+*9' } } });
  const { body } = await answer('NEW_PASSWORD_REQUIRED', { newPassword: PASSWORD });
  expect(body).toEqual({ message: 'Challenge', challenge: 'SMS_MFA', session: 'next', parameters: { CODE_DELIVERY_DESTINATION: '+*9' } });
  expect(logged).toHaveBeenCalledWith(expect.objectContaining({ outcome: 'challenge', challenge: 'SMS_MFA' }));
});

describe('setting up an authenticator app during the login', () => {
  test.each([{}, { action: 'associate' }])('begins with a secret: %j', async (answers) => {
    fn.script({ AssociateSoftwareToken: { SecretCode: 'JBSWY3DPEHPK3PXP', Session: 'next' } });
    const { body } = await answer('MFA_SETUP', answers);
    expect(fn.called()).toEqual(['AssociateSoftwareToken']);
    expect(fn.input('AssociateSoftwareToken')).toEqual({ Session: SESSION });
    expect(body).toEqual({
      message: 'Challenge',
      challenge: 'MFA_SETUP',
      session: 'next',
      parameters: { secret: 'JBSWY3DPEHPK3PXP', otpauthUri: expect.any(String) },
    });
    const parsed = URI.parse(body.parameters.otpauthUri);
    expect([parsed.issuer, parsed.label, parsed.secret.base32]).toEqual(['Example & Sons', EMAIL, 'JBSWY3DPEHPK3PXP']);
    expect(logged).toHaveBeenCalledWith(expect.objectContaining({ outcome: 'challenge', challenge: 'MFA_SETUP' }));
  });

  test('ends with a code', async () => {
    fn.script({ VerifySoftwareToken: { Status: 'SUCCESS', Session: 'next' }, AdminRespondToAuthChallenge: TOKENS });
    const { body } = await answer('MFA_SETUP', { code: CODE });
    expect(fn.called()).toEqual(['VerifySoftwareToken', 'AdminRespondToAuthChallenge']);
    expect(fn.input('VerifySoftwareToken')).toEqual({ Session: SESSION, UserCode: CODE });
    expect(fn.input('AdminRespondToAuthChallenge')).toMatchObject({ ChallengeName: 'MFA_SETUP', Session: 'next', ChallengeResponses: { USERNAME: EMAIL } });
    expect(body.token).toBe('canary.id.token');
  });

  test.each([
    { Status: 'ERROR', Session: 'next' },
    cognitoError('EnableSoftwareTokenMFAException'),
    cognitoError('CodeMismatchException'),
    cognitoError('NotAuthorizedException'),
  ])('does not go on with a code that is wrong: %#', async (reply) => {
    fn.script({ VerifySoftwareToken: reply, AdminRespondToAuthChallenge: TOKENS });
    const { body } = await answer('MFA_SETUP', { code: CODE });
    expect(body.code).toBe('invalid_challenge');
    expect(fn.called()).toEqual(['VerifySoftwareToken']);
  });

  test('does not hand out a secret that is none', async () => {
    fn.script({ AssociateSoftwareToken: { Session: 'next' } });
    expect((await answer('MFA_SETUP', {})).body.code).toBe('internal_error');
  });
});

test.each([
  ['CodeMismatchException', 'invalid_challenge'],
  ['ExpiredCodeException', 'invalid_challenge'],
  ['NotAuthorizedException', 'invalid_challenge'],
  ['UserNotFoundException', 'invalid_challenge'],
  ['UserNotConfirmedException', 'invalid_challenge'],
  ['PasswordResetRequiredException', 'invalid_challenge'],
  ['InvalidPasswordException', 'weak_password'],
  ['PasswordHistoryPolicyViolationException', 'weak_password'],
  ['SoftwareTokenMFANotFoundException', 'mfa_setup_required'],
  ['MFAMethodNotFoundException', 'mfa_setup_required'],
  ['UserLambdaValidationException', 'rejected'],
  ['InvalidParameterException', 'invalid_request'],
  ['TooManyRequestsException', 'rate_limited'],
  ['InternalErrorException', 'temporarily_unavailable'],
])('%s is answered as %s', async (name, code) => {
  fn.script({ AdminRespondToAuthChallenge: cognitoError(name) });
  expect((await answer('SMS_MFA', { code: CODE })).body.code).toBe(code);
});
