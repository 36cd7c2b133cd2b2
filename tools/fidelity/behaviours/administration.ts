import { answers, refuses, type Behaviour, type Caller } from '../behaviour';
import * as refusal from '../refusals';
import { attributeList, attributesOf, OTHER_PASSWORD, PASSWORD, WRONG_PASSWORD, type OperationName, type Scene } from '../scene';
import { ABSENT, ANY, UUID } from '../shape';
import { api, ATTRIBUTES, AUTHORIZATION, COMMON_ERRORS, HIDING, MODEL, PASSWORDS, seen } from '../sources';

const create = api('AdminCreateUser');
const setPassword = api('AdminSetUserPassword');
const getUser = api('AdminGetUser');

const invitation = (more: object = {}) => async (scene: Scene) => ({ Username: scene.email(), TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS', ...more });
const policy = (rule: string) => refusal.invalidPassword(`Password did not conform with password policy: ${rule}`);
const conforms = (rule: string) => refusal.invalidPassword(`Password does not conform to policy: ${rule}`);

const CREATE: Behaviour[] = [
  answers('AdminCreateUser', 'a new address', 'FORCE_CHANGE_PASSWORD, enabled, the sub as username',
    { User: { Username: UUID, UserStatus: 'FORCE_CHANGE_PASSWORD', Enabled: true, UserCreateDate: ANY, UserLastModifiedDate: ANY } }, { source: create, given: invitation() }),
  answers('AdminCreateUser', 'an address as username alone', 'is also the attribute email', { email: /^user\d+@example\.com$/, sub: UUID },
    { source: create, given: invitation(), see: async (_scene, { User }) => attributesOf(User!.Attributes) }),
  refuses('AdminCreateUser', 'an address that has an account', refusal.EMAIL_TAKEN, { source: create, given: async (scene) => invitation({ Username: await scene.user() })(scene) }),
  refuses('AdminCreateUser', 'an address that signed up and never confirmed', refusal.EMAIL_TAKEN,
    { source: create, given: async (scene) => invitation({ Username: await scene.signedUp() })(scene) }),
  refuses('AdminCreateUser', 'a weak temporary password', policy('Password not long enough'), { source: create, given: invitation({ TemporaryPassword: 'Sh0rt-1' }) }),
  refuses('AdminCreateUser', 'a temporary password without digits', policy('Password must have numeric characters'),
    { source: seen('data-dot-all/dataall/issues/690'), given: invitation({ TemporaryPassword: 'No-Numbers' }) }),
  refuses('AdminCreateUser', 'a name that is no address', refusal.NO_EMAIL, { source: create, given: invitation({ Username: 'someone' }) }),
  refuses('AdminCreateUser', 'order: a weak password before a taken address', policy('Password not long enough'),
    { given: async (scene) => invitation({ Username: await scene.user(), TemporaryPassword: 'weak' })(scene) }),
  answers('AdminCreateUser', 'after a weak temporary password, the same address', 'a user: the refusal made none', { User: { UserStatus: 'FORCE_CHANGE_PASSWORD' } },
    {
      given: async (scene) => {
        const right = await invitation()(scene);
        await scene.attempt(1, 'AdminCreateUser', { Username: right.Username, TemporaryPassword: 'weak', MessageAction: 'SUPPRESS' });
        return right;
      },
    }),
  answers('AdminCreateUser', 'without a required attribute', 'a user', { User: { UserStatus: 'FORCE_CHANGE_PASSWORD' } }, { setting: 'named', source: ATTRIBUTES, given: invitation() }),
  answers('AdminCreateUser', 'where only administrators create users', 'a user', { User: { UserStatus: 'FORCE_CHANGE_PASSWORD' } }, { setting: 'closed', source: create, given: invitation() }),
  answers('AdminCreateUser', 'an immutable attribute', 'a user with it', { 'custom:origin': 'import' },
    { source: ATTRIBUTES, given: invitation({ UserAttributes: attributeList({ 'custom:origin': 'import' }) }), see: async (_scene, { User }) => attributesOf(User!.Attributes) }),
  refuses('AdminCreateUser', 'RESEND for a confirmed user', refusal.NO_RESEND_OF_INVITATION,
    { source: create, given: async (scene) => ({ Username: await scene.user(), MessageAction: 'RESEND' }) }),
  answers('AdminCreateUser', 'RESEND for an invited user', 'the user', { User: { UserStatus: 'FORCE_CHANGE_PASSWORD' } },
    { source: create, given: async (scene) => ({ Username: await scene.invited(), MessageAction: 'RESEND' }) }),
  refuses('AdminCreateUser', 'RESEND for nobody', refusal.NOT_FOUND, { source: create, given: async (scene) => ({ Username: scene.email(), MessageAction: 'RESEND' }) }),
];

const status = async (scene: Scene, _output: object, { Username }: { Username: string | undefined }) => scene.call('AdminGetUser', { Username });

const SET_PASSWORD: Behaviour[] = [
  answers('AdminSetUserPassword', 'a permanent password', 'success', {}, { source: setPassword, given: async (scene) => ({ Username: await scene.invited(), Password: OTHER_PASSWORD, Permanent: true }) }),
  answers('AdminSetUserPassword', 'a permanent password, and then AdminGetUser', 'CONFIRMED', { UserStatus: 'CONFIRMED' },
    { source: setPassword, given: async (scene) => ({ Username: await scene.invited(), Password: OTHER_PASSWORD, Permanent: true }), see: status }),
  answers('AdminSetUserPassword', 'the temporary password itself as permanent one', 'success', {},
    { given: async (scene) => ({ Username: await scene.invited(), Password: PASSWORD, Permanent: true }) }),
  answers('AdminSetUserPassword', 'a temporary password, and then AdminGetUser', 'FORCE_CHANGE_PASSWORD', { UserStatus: 'FORCE_CHANGE_PASSWORD' },
    { source: setPassword, given: async (scene) => ({ Username: await scene.user(), Password: OTHER_PASSWORD, Permanent: false }), see: status }),
  answers('AdminSetUserPassword', 'a permanent password for an unconfirmed user, and then AdminGetUser', 'CONFIRMED', { UserStatus: 'CONFIRMED' },
    { source: setPassword, given: async (scene) => ({ Username: await scene.signedUp(), Password: OTHER_PASSWORD, Permanent: true }), see: status }),
  refuses('AdminSetUserPassword', 'a weak password', conforms('Password not long enough'), { source: setPassword, given: async (scene) => ({ Username: await scene.user(), Password: 'Sh0rt-1', Permanent: true }) }),
  refuses('AdminSetUserPassword', 'a password without symbols', conforms('Password must have symbol characters'),
    { source: PASSWORDS, given: async (scene) => ({ Username: await scene.user(), Password: 'NoSymbols1', Permanent: true }) }),
  refuses('AdminSetUserPassword', 'the present password, where two are remembered', refusal.USED_PASSWORD,
    { setting: 'history', source: setPassword, given: async (scene) => ({ Username: await scene.user(), Password: PASSWORD, Permanent: true }) }),
  refuses('AdminSetUserPassword', 'the one before the present, where two are remembered', refusal.USED_PASSWORD, {
    setting: 'history',
    source: PASSWORDS,
    given: async (scene) => {
      const Username = await scene.user();
      await scene.call('AdminSetUserPassword', { Username, Password: OTHER_PASSWORD, Permanent: true });
      return { Username, Password: PASSWORD, Permanent: true };
    },
  }),
  answers('AdminSetUserPassword', 'the third last, where two are remembered', 'success', {}, {
    setting: 'history',
    given: async (scene) => {
      const Username = await scene.user();
      for (const Password of [OTHER_PASSWORD, WRONG_PASSWORD]) await scene.call('AdminSetUserPassword', { Username, Password, Permanent: true });
      return { Username, Password: PASSWORD, Permanent: true };
    },
  }),
  refuses('AdminSetUserPassword', 'order: an unknown user before a weak password', refusal.NOT_FOUND, { given: async (scene) => ({ Username: scene.email(), Password: 'weak' }) }),
];

const GET_USER: Behaviour[] = [
  answers('AdminGetUser', 'a confirmed user', 'status, dates, attributes with the sub; no factors', {
    Username: UUID, UserStatus: 'CONFIRMED', Enabled: true, UserCreateDate: ANY, UserLastModifiedDate: ANY, UserMFASettingList: ABSENT, PreferredMfaSetting: ABSENT,
  }, { source: getUser, given: async (scene) => ({ Username: await scene.user() }) }),
  answers('AdminGetUser', 'the attributes', 'sub, email, email_verified as text', { sub: UUID, email: /@/, email_verified: 'true' },
    {
      source: getUser,
      given: async (scene) => ({ Username: await scene.user() }),
      see: async (_scene, { UserAttributes }) => attributesOf(UserAttributes),
    }),
  answers('AdminGetUser', 'an attribute that no client may read', 'is there', { family_name: 'King' },
    { source: getUser, given: async (scene) => ({ Username: await scene.user({ family_name: 'King' }) }), see: async (_scene, { UserAttributes }) => attributesOf(UserAttributes) }),
  answers('AdminGetUser', 'a disabled user', 'Enabled is false', { Enabled: false }, { source: getUser, given: async (scene) => ({ Username: await scene.disabled(await scene.user()) }) }),
  answers('AdminGetUser', 'a user whose password an administrator reset', 'RESET_REQUIRED', { UserStatus: 'RESET_REQUIRED' },
    { source: getUser, given: async (scene) => ({ Username: await scene.withReset(await scene.user()) }) }),
  refuses('AdminGetUser', 'an unknown user, though the clients hide who exists', refusal.NOT_FOUND, { source: HIDING, given: async (scene) => ({ Username: scene.email() }) }),
];

/** What each operation that IAM guards is sent. */
const GUARDED: Readonly<Partial<Record<OperationName, object>>> = {
  AdminCreateUser: { Username: 'someone@example.com', MessageAction: 'SUPPRESS' },
  AdminGetUser: { Username: 'someone@example.com' },
  AdminInitiateAuth: { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: 'someone@example.com', PASSWORD } },
  AdminRespondToAuthChallenge: { ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: 'x'.repeat(40), ChallengeResponses: { USERNAME: 'someone@example.com' } },
  AdminSetUserPassword: { Username: 'someone@example.com', Password: PASSWORD },
  AdminUserGlobalSignOut: { Username: 'someone@example.com' },
};
const NOWHERE = 'us-east-1_Nowhere12';

const by = (caller: Caller, given: object) => ({ caller, given: async () => given });

const IAM: Behaviour[] = (Object.keys(GUARDED) as OperationName[]).flatMap((operation) => {
  const given = GUARDED[operation]!;
  const denied = refusal.ACCESS_DENIED('');
  return [
    refuses(operation, 'without a signature', refusal.UNSIGNED, { source: COMMON_ERRORS, ...by('nobody', given) }),
    refuses(operation, 'with the key of a stranger', refusal.STRANGER, { source: COMMON_ERRORS, ...by('stranger', given) }),
    ...operation === 'AdminGetUser'
      ? [refuses(operation, 'under a role that allows it', refusal.NOT_FOUND, { source: AUTHORIZATION, ...by('reader', given) })]
      : [refuses(operation, 'under a role that does not allow it', denied, { source: AUTHORIZATION, ...by('reader', given) })],
    refuses(operation, 'in a pool that does not exist', refusal.resourceNotFound(`User pool ${NOWHERE} does not exist.`),
      { source: api(operation), given: async () => ({ ...given, UserPoolId: NOWHERE }) }),
    refuses(operation, 'order: IAM before the form of the request', refusal.ACCESS_DENIED(''), by(operation === 'AdminGetUser' ? 'stranger' : 'reader', { Username: '' })),
  ].slice(0, operation === 'AdminGetUser' ? 4 : 5);
});

const UNKNOWN_USER: Behaviour[] = (['AdminSetUserPassword', 'AdminUserGlobalSignOut'] as const).map((operation) =>
  refuses(operation, 'an unknown user', refusal.NOT_FOUND, { source: api(operation), given: async (scene) => ({ ...GUARDED[operation], Username: scene.email() }) }));

const CLIENTS: Behaviour[] = (['AdminInitiateAuth', 'AdminRespondToAuthChallenge'] as const).map((operation) =>
  refuses(operation, 'a client that does not exist', refusal.resourceNotFound('User pool client nowhere does not exist.'),
    { source: api(operation), given: async () => ({ ...GUARDED[operation], ClientId: 'nowhere' }) }));

const NAMES: Behaviour[] = [
  refuses('AdminGetUser', 'a name of 129 characters', refusal.violates('username', 'have length less than or equal to 128'), { source: MODEL, given: { Username: 'x'.repeat(129) } }),
  refuses('AdminGetUser', 'without a name', refusal.isMissing('username'), { source: MODEL, given: {} }),
  refuses('AdminCreateUser', 'an unknown MessageAction', refusal.invalidParameter(
    '1 validation error detected: Value \'SHOUT\' at \'messageAction\' failed to satisfy constraint: Member must satisfy enum value set: [RESEND, SUPPRESS]'),
  { source: MODEL, given: async (scene) => ({ Username: scene.email(), MessageAction: 'SHOUT' }) }),
];

export const administrationBehaviours: readonly Behaviour[] = [
  ...CREATE, ...SET_PASSWORD, ...GET_USER, ...IAM, ...UNKNOWN_USER, ...CLIENTS, ...NAMES,
];
