import { bodyOf, EMAIL, eventOf, PASSWORD } from './support/events';
import { cognitoError, load, Reply } from './support/load';
import { EXISTS, HALF_MADE, MARKER, NEW_PASSWORD_REQUIRED, TOKENS, USER_ID } from './support/scenarios';
import type { Operation } from '../../src/routes/route';
import { signup } from '../../src/routes/table';

const fn = load('signup');
const unmarked = load('signup', { SIGNUP_MARKER: undefined, PASSWORD_POLICY: 'At least 12 characters' });
const POOL = { UserPoolId: 'eu-central-1_AbCdEfGhI' };
const CREATED = { User: { Username: USER_ID } };
const MFA = { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: 's', ChallengeParameters: {} };

async function signUp(replies: Partial<Record<Operation, Reply | readonly Reply[]>>, { handler, script } = fn) {
  script(replies);
  const result = await handler(eventOf(signup, { body: { email: EMAIL, password: PASSWORD } }));
  return { status: result.statusCode, body: bodyOf(result), text: result.body };
}

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test('creates the user with the chosen password and makes it permanent', async () => {
  const { status, body } = await signUp({ AdminCreateUser: CREATED, AdminSetUserPassword: {} });

  expect({ status, body }).toEqual({ status: 200, body: { message: 'User registration successful' } });
  expect(fn.called()).toEqual(['AdminCreateUser', 'AdminSetUserPassword']);
  expect(fn.input('AdminCreateUser')).toEqual({
    ...POOL,
    Username: EMAIL,
    TemporaryPassword: PASSWORD,
    MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: EMAIL }, { Name: 'email_verified', Value: 'true' }, MARKER],
  });
  expect(fn.input('AdminSetUserPassword')).toEqual({ ...POOL, Username: USER_ID, Password: PASSWORD, Permanent: true });
});

test('a pool without the marker attribute is not asked to store it', async () => {
  await signUp({ AdminCreateUser: CREATED, AdminSetUserPassword: {} }, unmarked);
  expect(unmarked.input('AdminCreateUser').UserAttributes.map(({ Name }: { Name: string }) => Name)).toEqual(['email', 'email_verified']);
});

test('the proof is a login with the submitted password and the address that the gateway saw', async () => {
  await signUp({ AdminCreateUser: EXISTS, AdminInitiateAuth: TOKENS });
  expect(fn.input('AdminInitiateAuth')).toEqual({
    ...POOL,
    ClientId: '1example23456789',
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH',
    AuthParameters: { USERNAME: EMAIL, PASSWORD },
    ContextData: expect.objectContaining({ IpAddress: '203.0.113.7' }),
  });
});

const S1 = 'AdminCreateUser';
const S2 = 'AdminSetUserPassword';
const PROOF = 'AdminInitiateAuth';
const LOOK = 'AdminGetUser';
const WRONG = cognitoError('NotAuthorizedException');
const RESET = Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });

/** What had happened before · Cognito's replies · the calls that follow · the answer. */
const CRASHES: ReadonlyArray<readonly [string, Partial<Record<Operation, Reply>>, readonly Operation[], number | string]> = [
  ['the user exists although the first reply was lost', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: HALF_MADE, [S2]: {} }, [S1, PROOF, LOOK, S2], 200],
  ['the same under an alias', { [S1]: cognitoError('AliasExistsException'), [PROOF]: TOKENS }, [S1, PROOF], 200],
  ['the account is complete, its answer was lost', { [S1]: EXISTS, [PROOF]: TOKENS }, [S1, PROOF], 200],
  ['the account is complete and has a second factor', { [S1]: EXISTS, [PROOF]: MFA }, [S1, PROOF], 200],
  ['someone else has the address', { [S1]: EXISTS, [PROOF]: WRONG }, [S1, PROOF], 'email_unavailable'],
  ['a twin finished it after the proof', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: { ...HALF_MADE, UserStatus: 'CONFIRMED' } }, [S1, PROOF, LOOK], 200],
  ['an administrator invited the user', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: { ...HALF_MADE, UserAttributes: [] } }, [S1, PROOF, LOOK], 'email_unavailable'],
  ['an invited user has no attributes at all', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: {} }, [S1, PROOF, LOOK], 'email_unavailable'],
  ['the password awaits a reset', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: { ...HALF_MADE, UserStatus: 'RESET_REQUIRED' } }, [S1, PROOF, LOOK], 'email_unavailable'],
  ['an administrator gave an old account a temporary password', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: { ...HALF_MADE, UserCreateDate: new Date(Date.now() - 86_460_000) } }, [S1, PROOF, LOOK], 'email_unavailable'],
  ['Cognito does not say when the user was made', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: { ...HALF_MADE, UserCreateDate: undefined } }, [S1, PROOF, LOOK], 'email_unavailable'],
  ['the user is deleted before the second half', { [S1]: CREATED, [S2]: cognitoError('UserNotFoundException') }, [S1, S2], 'temporarily_unavailable'],
  ['the user is deleted during the proof', { [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: cognitoError('UserNotFoundException') }, [S1, PROOF, LOOK], 'temporarily_unavailable'],
  ['the second half is throttled', { [S1]: CREATED, [S2]: cognitoError('TooManyRequestsException') }, [S1, S2], 'rate_limited'],
  ['the second half gets no reply', { [S1]: CREATED, [S2]: RESET }, [S1, S2], 'temporarily_unavailable'],
  ['the first half gets no reply at all', { [S1]: RESET }, [S1], 'temporarily_unavailable'],
  ['the proof is throttled', { [S1]: EXISTS, [PROOF]: cognitoError('TooManyRequestsException') }, [S1, PROOF], 'rate_limited'],
  ['the proof gets no reply', { [S1]: EXISTS, [PROOF]: RESET }, [S1, PROOF], 'temporarily_unavailable'],
  ['the proof gives neither tokens nor a challenge', { [S1]: EXISTS, [PROOF]: {} }, [S1, PROOF], 'internal_error'],
  ['a message could not be sent to the new user', { [S1]: cognitoError('CodeDeliveryFailureException'), [S2]: {} }, [S1, S2], 200],
  ['the password is weak', { [S1]: cognitoError('InvalidPasswordException') }, [S1], 'weak_password'],
  ['the password is in the history', { [S1]: CREATED, [S2]: cognitoError('PasswordHistoryPolicyViolationException') }, [S1, S2], 'weak_password'],
];

test.each(CRASHES)('%s', async (_, replies, calls, expected) => {
  const { status, body } = await signUp(replies);
  expect(fn.called()).toEqual(calls);
  expect(typeof expected === 'number' ? status : body.code).toBe(expected);
});

test.each([
  'InvalidParameterException', 'MFAMethodNotFoundException', 'NotAuthorizedException', 'PasswordResetRequiredException',
  'UserLambdaValidationException', 'UserNotConfirmedException', 'UserNotFoundException',
])('a proof that ends in %s leaves the account alone and tells nothing of it', async (name) => {
  const { text } = await signUp({ [S1]: EXISTS, [PROOF]: cognitoError(name, 'PreAuthentication failed with error locked since May.') });
  const { text: usual } = await signUp({ [S1]: EXISTS, [PROOF]: WRONG });
  expect(fn.called()).toEqual([S1, PROOF]);
  expect(text).toBe(usual);
});

test('the second half is for the very user whose proof it was, whatever the name', async () => {
  await signUp({ [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED, [LOOK]: { ...HALF_MADE, Username: 'another-id' }, [S2]: {} });
  expect(fn.input(LOOK)).toEqual({ ...POOL, Username: EMAIL });
  expect(fn.input(S2).Username).toBe('another-id');
});

test('without the marker attribute nobody can tell an own user from an invited one, so none is finished', async () => {
  const { body } = await signUp({ [S1]: EXISTS, [PROOF]: NEW_PASSWORD_REQUIRED }, unmarked);
  expect(unmarked.called()).toEqual([S1, PROOF]);
  expect(body.code).toBe('email_unavailable');
});

test('tokens of the proof never leave', async () => {
  const { text } = await signUp({ [S1]: EXISTS, [PROOF]: TOKENS });
  expect(text).toBe('{"message":"User registration successful"}');
});

test('a weak password is answered with the policy, as a sentence', async () => {
  const { body } = await signUp({ [S1]: cognitoError('InvalidPasswordException') }, unmarked);
  expect(body.message).toBe('At least 12 characters');
});

test.each([
  ['PreSignUp failed with error Use your work address.', 'Use your work address'],
  ['PreSignUp failed with error One\nline.', 'One\nline'],
  [`PreSignUp failed with error ${'x'.repeat(2_000)}.`, 'x'.repeat(500)],
  ['An error at arn:aws:lambda:eu-central-1:123456789012:function:secret', 'The request was rejected'],
])('of what a trigger says, its own text is told: %#', async (message, told) => {
  const { body } = await signUp({ [S1]: cognitoError('UserLambdaValidationException', message) });
  expect(body).toMatchObject({ status: 400, code: 'rejected', message: told });
});

test('whatever else a client sends never reaches Cognito', async () => {
  fn.script({ AdminCreateUser: CREATED, AdminSetUserPassword: {} });
  const body = `{"email":"${EMAIL}","password":"${PASSWORD}","email_verified":"true","custom:admin":"1","__proto__":{"admin":1},"attributes":{"sub":"x"}}`;
  await fn.handler(eventOf(signup, { body }));
  expect(JSON.stringify(fn.input('AdminCreateUser'))).not.toMatch(/admin|sub|proto/);
});
