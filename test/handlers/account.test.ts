import { URI } from 'otpauth';
import { ACCESS_TOKEN, bodyOf, CODE, EMAIL, eventOf } from './support/events';
import { cognitoError, load } from './support/load';
import { MARKER, USER_ID } from './support/scenarios';
import { deleteMe, enrolTotp, readMe, setMfa, updateMe, verifyEmail, verifyTotp } from '../../src/routes/table';

const fn = load('account', { USER_POOL_ID: undefined, USER_POOL_CLIENT_ID: undefined, WRITE_ATTRIBUTES: 'email,name,custom:colour,email_verified,sub' });
const USER = { Username: USER_ID, UserAttributes: [{ Name: 'email', Value: EMAIL }, { Name: 'name' }, MARKER] };

async function send(route: Parameters<typeof eventOf>[0], body?: object | string) {
  const result = await fn.handler(eventOf(route, { body }));
  return { result, body: bodyOf(result) };
}

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test('reads the profile, without the marker that is the signup route\'s own', async () => {
  fn.script({ GetUser: { ...USER, UserMFASettingList: ['SMS_MFA', 'SOFTWARE_TOKEN_MFA'], PreferredMfaSetting: 'SOFTWARE_TOKEN_MFA' } });
  const { body } = await send(readMe);
  expect(fn.input('GetUser')).toEqual({ AccessToken: ACCESS_TOKEN });
  expect(body).toEqual({ username: USER_ID, attributes: { email: EMAIL, name: '' }, mfa: { totp: 'preferred', sms: 'enabled', email: 'disabled' } });
});

test('a user without any second factor has them all disabled', async () => {
  fn.script({ GetUser: USER });
  expect((await send(readMe)).body.mfa).toEqual({ totp: 'disabled', sms: 'disabled', email: 'disabled' });
});

test('changes the attributes that the developer listed', async () => {
  fn.script({ UpdateUserAttributes: {} });
  const { result, body } = await send(updateMe, { attributes: { 'name': 'Ada', 'custom:colour': '' } });
  expect([result.statusCode, body]).toEqual([200, { message: 'Profile updated' }]);
  expect(fn.input('UpdateUserAttributes')).toEqual({
    AccessToken: ACCESS_TOKEN,
    UserAttributes: [{ Name: 'name', Value: 'Ada' }, { Name: 'custom:colour', Value: '' }],
  });
});

test('says which attribute waits for its code', async () => {
  fn.script({ UpdateUserAttributes: { CodeDeliveryDetailsList: [{ AttributeName: 'email', Destination: 'n***@e***' }] } });
  const { body } = await send(updateMe, { attributes: { email: 'new@example.com' } });
  expect(body.verify).toBe('email');
});

test.each([
  '{"attributes":{"custom:admin":"1"}}',
  '{"attributes":{"name":"Ada","phone_number":"+1"}}',
  '{"attributes":{"email_verified":"true"}}',
  '{"attributes":{"sub":"x"}}',
  '{"attributes":{"custom:signup_route":"1"}}',
  '{"attributes":{"constructor":"x"}}',
  '{"attributes":{"email":"\\u212aelly@example.com"}}', // the Kelvin sign, which folds onto a k
  `{"attributes":{"email":"${'a'.repeat(129)}@example.com"}}`,
  '{"attributes":{}}',
  '{"attributes":{"name":1}}',
  '{"attributes":{"__proto__":{"name":"x"}}}',
])('refuses to write %s', async (body) => {
  fn.script({ UpdateUserAttributes: {} });
  const { body: answer } = await send(updateMe, body);
  expect(answer.code).toBe('invalid_request');
  expect(fn.called()).toEqual([]);
});

test.each([
  [{ 'custom:admin': '1' }, '#/attributes/custom%3Aadmin', 'cannot be changed'],
  [{ name: 'Ada', email_verified: 'true' }, '#/attributes/email_verified', 'cannot be changed'],
  [{ email: 'canary' }, '#/attributes/email', 'has the wrong format'],
  [{}, '#/attributes', 'must have at least 1 members'],
])('the response to the attributes %j names %s', async (attributes, pointer, detail) => {
  expect((await send(updateMe, { attributes })).body.errors).toEqual([{ pointer, detail }]);
});

test.each([
  ['AliasExistsException', 'email_unavailable'],
  ['NotAuthorizedException', 'unauthorized'],
  ['UserNotFoundException', 'unauthorized'],
  ['InvalidParameterException', 'invalid_request'],
  ['UserLambdaValidationException', 'rejected'],
  ['CodeDeliveryFailureException', 'temporarily_unavailable'],
  ['TooManyRequestsException', 'rate_limited'],
])('%s on a change of the profile is answered as %s', async (name, code) => {
  fn.script({ UpdateUserAttributes: cognitoError(name) });
  expect((await send(updateMe, { attributes: { name: 'Ada' } })).body.code).toBe(code);
});

test('deletes the account, and has nothing to do where it is gone', async () => {
  for (const reply of [{}, cognitoError('UserNotFoundException')]) {
    fn.script({ DeleteUser: reply });
    const { result } = await send(deleteMe);
    expect([result.statusCode, result.body]).toEqual([204, '']);
    expect(fn.input('DeleteUser')).toEqual({ AccessToken: ACCESS_TOKEN });
  }
});

test.each([readMe, deleteMe])('a revoked token opens nothing: $method', async (route) => {
  fn.script({ GetUser: cognitoError('NotAuthorizedException'), DeleteUser: cognitoError('NotAuthorizedException') });
  expect((await send(route)).body.code).toBe('unauthorized');
});

test('verifies a changed address', async () => {
  fn.script({ VerifyUserAttribute: {} });
  const { result } = await send(verifyEmail, { code: CODE });
  expect(result.statusCode).toBe(200);
  expect(fn.input('VerifyUserAttribute')).toEqual({ AccessToken: ACCESS_TOKEN, AttributeName: 'email', Code: CODE });
});

test.each([
  ['CodeMismatchException', 'invalid_code'],
  ['ExpiredCodeException', 'invalid_code'],
  ['AliasExistsException', 'email_unavailable'],
  ['NotAuthorizedException', 'unauthorized'],
  ['LimitExceededException', 'rate_limited'],
])('%s on a verification is answered as %s', async (name, code) => {
  fn.script({ VerifyUserAttribute: cognitoError(name) });
  expect((await send(verifyEmail, { code: CODE })).body.code).toBe(code);
});

test('gives a secret that an authenticator app can read', async () => {
  fn.script({ AssociateSoftwareToken: { SecretCode: 'JBSWY3DPEHPK3PXP' }, GetUser: USER });
  const { body } = await send(enrolTotp);
  expect(fn.input('AssociateSoftwareToken')).toEqual({ AccessToken: ACCESS_TOKEN });
  const parsed = URI.parse(body.otpauthUri);
  expect([body.secret, parsed.issuer, parsed.label, parsed.secret.base32])
    .toEqual(['JBSWY3DPEHPK3PXP', 'Example & Sons', EMAIL, 'JBSWY3DPEHPK3PXP']);
  // A parser may be more lenient than the camera of a phone, or than whoever puts the URI into a page.
  expect(body.otpauthUri).toBe('otpauth://totp/Example%20%26%20Sons:ada%40example.com?secret=JBSWY3DPEHPK3PXP&issuer=Example%20%26%20Sons');
});

test('prefers the authenticator app once its code was right', async () => {
  fn.script({ VerifySoftwareToken: { Status: 'SUCCESS' }, SetUserMFAPreference: {} });
  const { result } = await send(verifyTotp, { code: CODE });
  expect(result.statusCode).toBe(200);
  expect(fn.input('VerifySoftwareToken')).toEqual({ AccessToken: ACCESS_TOKEN, UserCode: CODE });
  expect(fn.input('SetUserMFAPreference')).toEqual({ AccessToken: ACCESS_TOKEN, SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true } });
});

test.each([
  { Status: 'ERROR' },
  ...['EnableSoftwareTokenMFA', 'CodeMismatch', 'SoftwareTokenMFANotFound'].map((name) => cognitoError(`${name}Exception`)),
])('a wrong code changes no preference: %#', async (reply) => {
  fn.script({ VerifySoftwareToken: reply, SetUserMFAPreference: {} });
  expect((await send(verifyTotp, { code: CODE })).body.code).toBe('invalid_code');
  expect(fn.called()).toEqual(['VerifySoftwareToken']);
});

test('sets the second factors that are named, and no other', async () => {
  fn.script({ SetUserMFAPreference: {} });
  const { result } = await send(setMfa, { totp: 'preferred', sms: 'enabled' });
  expect(result.statusCode).toBe(200);
  expect(fn.input('SetUserMFAPreference')).toEqual({
    AccessToken: ACCESS_TOKEN,
    SoftwareTokenMfaSettings: { Enabled: true, PreferredMfa: true },
    SMSMfaSettings: { Enabled: true, PreferredMfa: false },
  });
  fn.script({ SetUserMFAPreference: {} });
  await send(setMfa, { email: 'disabled' });
  expect(fn.input('SetUserMFAPreference')).toEqual({ AccessToken: ACCESS_TOKEN, EmailMfaSettings: { Enabled: false, PreferredMfa: false } });
});

test.each([{}, { other: 'preferred' }, { totp: 'preferred', sms: 'preferred' }, { totp: 'on' }, { totp: true }])('refuses the preferences %j', async (body) => {
  fn.script({ SetUserMFAPreference: {} });
  expect((await send(setMfa, body)).body.code).toBe('invalid_request');
  expect(fn.called()).toEqual([]);
});

test('a factor that is not set up has to be first', async () => {
  fn.script({ SetUserMFAPreference: cognitoError('InvalidParameterException') });
  for (const body of [{ totp: 'preferred' }, { totp: 'disabled', sms: 'enabled' }]) {
    expect((await send(setMfa, body)).body.code).toBe('mfa_setup_required');
  }
});

test('who only switches factors off cannot lack one: the pool requires it', async () => {
  fn.script({ SetUserMFAPreference: cognitoError('InvalidParameterException') });
  for (const body of [{ totp: 'disabled' }, { totp: 'disabled', sms: 'disabled', email: 'disabled' }]) {
    expect((await send(setMfa, body)).body).toMatchObject({ status: 403, code: 'mfa_required' });
  }
});
