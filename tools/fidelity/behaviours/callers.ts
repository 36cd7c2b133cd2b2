import { answers, refuses, type Behaviour, type Source } from '../behaviour';
import * as refusal from '../refusals';
import { attributeList, forged, OTHER_PASSWORD, PASSWORD, type OperationName, type Scene } from '../scene';
import { api, MODEL, REVOCATION, seen, VERIFYING } from '../sources';

/** What each operation of a signed-in user is sent beside the token. */
const HELD: Readonly<Partial<Record<OperationName, object>>> = {
  AssociateSoftwareToken: {},
  ChangePassword: { PreviousPassword: PASSWORD, ProposedPassword: OTHER_PASSWORD },
  DeleteUser: {},
  GetUser: {},
  GlobalSignOut: {},
  SetUserMFAPreference: {},
  UpdateUserAttributes: { UserAttributes: attributeList({ name: 'Ada' }) },
  VerifySoftwareToken: { UserCode: '123456' },
  VerifyUserAttribute: { AttributeName: 'email', Code: '123456' },
};

/** Whose access token is no good, and what every operation answers to it. */
const HOLDERS = [
  ['what is no token', refusal.INVALID_ACCESS_TOKEN, async () => 'nonsense'],
  ['an ID token', refusal.INVALID_ACCESS_TOKEN, async (scene: Scene) => (await scene.tokens()).IdToken],
  ['a token with another sub and its old signature', refusal.INVALID_ACCESS_TOKEN, async (scene: Scene) => forged(await scene.accessToken(), { sub: 'another' })],
  ['a token past its end', refusal.EXPIRED_ACCESS_TOKEN, async (scene: Scene) => {
    const token = await scene.accessToken();
    scene.later(1_800_000);
    return token;
  }],
  ['a token whose refresh token was revoked', refusal.REVOKED_ACCESS_TOKEN, async (scene: Scene) => {
    const { AccessToken, RefreshToken } = await scene.tokens();
    await scene.call('RevokeToken', { Token: RefreshToken });
    return AccessToken;
  }],
  ['a token after GlobalSignOut', refusal.REVOKED_ACCESS_TOKEN, async (scene: Scene) => {
    const AccessToken = await scene.accessToken();
    await scene.call('GlobalSignOut', { AccessToken });
    return AccessToken;
  }],
  ['a token of a user who was deleted', refusal.NOT_FOUND, async (scene: Scene) => {
    const Username = await scene.user();
    const token = await scene.accessToken(Username);
    await scene.call('AdminDeleteUser', { Username });
    return token;
  }],
] as const;

const BAD_TOKEN_SOURCES: Readonly<Record<string, Source>> = {
  'an ID token': VERIFYING,
  'a token with another sub and its old signature': VERIFYING,
  'a token past its end': VERIFYING,
  'a token whose refresh token was revoked': REVOCATION,
  'a token after GlobalSignOut': seen('aws-amplify/amplify-js/issues/2205'),
};

/** The reference of these lists no error for a user who is gone. */
const SAYS_NOTHING_OF_DELETED: readonly OperationName[] = ['AssociateSoftwareToken', 'GlobalSignOut'];

const sourceOf = (operation: OperationName, situation: string): Source | undefined => {
  if (situation === 'a token of a user who was deleted') return SAYS_NOTHING_OF_DELETED.includes(operation) ? undefined : api(operation);
  return BAD_TOKEN_SOURCES[situation] ?? api(operation);
};

const HELD_TOKENS: Behaviour[] = (Object.keys(HELD) as OperationName[]).flatMap((operation) => HOLDERS.map(([situation, answer, token]) =>
  refuses(operation, situation, answer, {
    setting: 'mfaOptional',
    source: sourceOf(operation, situation),
    given: async (scene) => ({ ...HELD[operation], AccessToken: await scene.shared(situation, () => token(scene)) }),
  })));

const STATES: Behaviour[] = [
  refuses('GetUser', 'a token of a user who was disabled', refusal.REVOKED_ACCESS_TOKEN, {
    source: api('AdminDisableUser'),
    given: async (scene) => {
      const email = await scene.user();
      const AccessToken = await scene.accessToken(email);
      await scene.disabled(email);
      return { AccessToken };
    },
  }),
  refuses('GetUser', 'a token of a user whose password an administrator reset', refusal.RESET_REQUIRED, {
    source: api('GetUser'),
    given: async (scene) => {
      const email = await scene.user();
      const AccessToken = await scene.accessToken(email);
      await scene.withReset(email);
      return { AccessToken };
    },
  }),
  answers('GetUser', 'a token just before its end', 'the user', { Username: /./ }, {
    source: VERIFYING,
    given: async (scene) => {
      const AccessToken = await scene.accessToken();
      scene.later(1_795_000);
      return { AccessToken };
    },
  }),
];

const NOWHERE = refusal.resourceNotFound('User pool client nowhere does not exist.');
const SOMEONE = { Username: 'someone@example.com' };

/** What each operation of an app client is sent. */
const BY_CLIENT: Readonly<Partial<Record<OperationName, object>>> = {
  SignUp: { ...SOMEONE, Password: PASSWORD },
  ConfirmSignUp: { ...SOMEONE, ConfirmationCode: '123456' },
  ResendConfirmationCode: SOMEONE,
  ForgotPassword: SOMEONE,
  ConfirmForgotPassword: { ...SOMEONE, ConfirmationCode: '123456', Password: PASSWORD },
  GetTokensFromRefreshToken: { RefreshToken: 'nonsense' },
  RevokeToken: { Token: 'nonsense' },
};

const CLIENTS: Behaviour[] = (Object.keys(BY_CLIENT) as OperationName[]).map((operation) =>
  refuses(operation, 'a client that does not exist', NOWHERE, {
    // The reference of RevokeToken lists no such error.
    source: operation === 'RevokeToken' ? undefined : api(operation), given: async () => ({ ...BY_CLIENT[operation], ClientId: 'nowhere' }),
  }));

const model = { source: MODEL } as const;
const PATTERN = 'satisfy regular expression pattern: ^[\\S]+.*[\\S]+$';

const FORM: Behaviour[] = [
  refuses('SignUp', 'without a name', refusal.isMissing('username'), { ...model, given: { Password: PASSWORD } }),
  refuses('SignUp', 'without a name, a client and a password', refusal.isMissing('clientId', 'username', 'password'), { ...model, given: { ClientId: undefined } }),
  refuses('SignUp', 'a password of 257 characters', refusal.violates('password', 'have length less than or equal to 256'), { ...model, given: { ...SOMEONE, Password: `Aa1-${'x'.repeat(253)}` } }),
  refuses('SignUp', 'a password with a space at its end', refusal.violates('password', PATTERN), { ...model, given: { ...SOMEONE, Password: `${PASSWORD} ` } }),
  refuses('ConfirmSignUp', 'without a code', refusal.isMissing('confirmationCode'), { ...model, given: SOMEONE }),
  refuses('ConfirmSignUp', 'a code with a space', refusal.violates('confirmationCode', 'satisfy regular expression pattern: [\\S]+'), { ...model, given: { ...SOMEONE, ConfirmationCode: '12 34' } }),
  refuses('ResendConfirmationCode', 'without a name', refusal.isMissing('username'), { ...model, given: {} }),
  refuses('ForgotPassword', 'without a name', refusal.isMissing('username'), { ...model, given: {} }),
  refuses('ConfirmForgotPassword', 'without a password', refusal.isMissing('password'), { ...model, given: { ...SOMEONE, ConfirmationCode: '123456' } }),
  refuses('GetTokensFromRefreshToken', 'without a token', refusal.isMissing('refreshToken'), { ...model, given: {} }),
  refuses('RevokeToken', 'without a token', refusal.isMissing('token'), { ...model, given: {} }),
  refuses('GetUser', 'without a token', refusal.isMissing('accessToken'), { ...model, given: {} }),
  refuses('GlobalSignOut', 'without a token', refusal.isMissing('accessToken'), { ...model, given: {} }),
  refuses('DeleteUser', 'without a token', refusal.isMissing('accessToken'), { ...model, given: {} }),
  refuses('ChangePassword', 'without a new password', refusal.isMissing('proposedPassword'), { ...model, given: { AccessToken: 'nonsense', PreviousPassword: PASSWORD } }),
  refuses('UpdateUserAttributes', 'without attributes', refusal.isMissing('userAttributes'), { ...model, given: { AccessToken: 'nonsense' } }),
  refuses('UpdateUserAttributes', 'an attribute without a name', refusal.isMissing('userAttributes.1.member.name'), { ...model, given: { AccessToken: 'nonsense', UserAttributes: [{ Value: 'x' }] } }),
  refuses('VerifyUserAttribute', 'without a code', refusal.isMissing('code'), { ...model, given: { AccessToken: 'nonsense', AttributeName: 'email' } }),
  refuses('SetUserMFAPreference', 'without a token', refusal.isMissing('accessToken'), { ...model, given: {} }),
  refuses('AdminSetUserPassword', 'without a password', refusal.isMissing('password'), { ...model, given: SOMEONE }),
  refuses('AdminInitiateAuth', 'without a flow', refusal.isMissing('authFlow'), { ...model, given: {} }),
  refuses('AdminRespondToAuthChallenge', 'without the name of a challenge', refusal.isMissing('challengeName'), { ...model, given: {} }),
];

const UNSIGNED: Behaviour[] = [
  answers('SignUp', 'without a signature', 'success: IAM is not asked', { UserConfirmed: false }, { source: api('SignUp'), caller: 'nobody', given: async (scene) => ({ Username: scene.email(), Password: PASSWORD }) }),
  answers('ForgotPassword', 'without a signature', 'success: IAM is not asked', { CodeDeliveryDetails: { AttributeName: 'email' } }, { source: api('ForgotPassword'), caller: 'nobody', given: async (scene) => ({ Username: await scene.user() }) }),
  answers('GetUser', 'without a signature', 'success: the token is enough', { Username: /./ }, { source: api('GetUser'), caller: 'nobody', given: async (scene) => ({ AccessToken: await scene.accessToken() }) }),
];

export const callerBehaviours: readonly Behaviour[] = [...HELD_TOKENS, ...STATES, ...CLIENTS, ...FORM, ...UNSIGNED];
