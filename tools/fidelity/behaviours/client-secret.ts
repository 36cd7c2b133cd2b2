import { answers, refuses, type Behaviour } from '../behaviour';
import * as refusal from '../refusals';
import { PASSWORD, type OperationName, type Scene } from '../scene';
import { ACCOUNTS, api, REFRESH_TOKEN, seen } from '../sources';

const WRONG = 'bm90IHRoZSBzZWNyZXQgaGFzaCBvZiBhbnlvbmU9PQ==';
const WRONG_SECRET = '0'.repeat(52);
const SOMEONE = { Username: 'someone@example.com' };
const confidential = { setting: 'confidential' } as const;
/** The guide shows the hash, and which name is in it. */
const guide = { ...confidential, source: ACCOUNTS };

/** The operations that are sent a `SecretHash`, each with what else it needs. */
const BY_NAME: Readonly<Partial<Record<OperationName, object>>> = {
  SignUp: { ...SOMEONE, Password: PASSWORD },
  ConfirmSignUp: { ...SOMEONE, ConfirmationCode: '123456' },
  ResendConfirmationCode: SOMEONE,
  ForgotPassword: SOMEONE,
  ConfirmForgotPassword: { ...SOMEONE, ConfirmationCode: '123456', Password: PASSWORD },
};

const NAMED: Behaviour[] = (Object.keys(BY_NAME) as OperationName[]).flatMap((operation) => [
  refuses(operation, 'a client with a secret, and no hash', refusal.NO_SECRET_HASH, { ...guide, given: BY_NAME[operation] }),
  refuses(operation, 'a client with a secret, and a wrong hash', refusal.WRONG_SECRET_HASH, { ...guide, given: { ...BY_NAME[operation], SecretHash: WRONG } as object }),
  refuses(operation, 'a client with a secret, and the hash of another name', refusal.WRONG_SECRET_HASH, {
    ...guide, given: async (scene) => ({ ...BY_NAME[operation], SecretHash: scene.secretHash('other@example.com') }),
  }),
]);

const signIn = (email: string, hash: string | undefined) => ({
  AuthFlow: 'USER_PASSWORD_AUTH' as const, AuthParameters: { USERNAME: email, PASSWORD, ...hash === undefined ? {} : { SECRET_HASH: hash } },
});

const signInOf = (operation: 'AdminInitiateAuth' | 'InitiateAuth'): Behaviour[] => {
  const flow = operation === 'InitiateAuth' ? {} : { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH' as const };
  return [
    answers(operation, 'a client with a secret, and the hash of the name that signs in', 'tokens', { AuthenticationResult: { AccessToken: /./ } }, {
      ...guide,
      given: async (scene) => {
        const email = await scene.user();
        return { ...signIn(email, scene.secretHash(email)), ...flow };
      },
    }),
    refuses(operation, 'a client with a secret, and no hash', refusal.NO_SECRET_HASH, { ...guide, given: async (scene) => ({ ...signIn(await scene.user(), undefined), ...flow }) }),
    refuses(operation, 'a client with a secret, and a wrong hash', refusal.WRONG_SECRET_HASH, { ...guide, given: async (scene) => ({ ...signIn(await scene.user(), WRONG), ...flow }) }),
  ];
};

/** A session of the challenge NEW_PASSWORD_REQUIRED, and the name in it. */
async function challenged(scene: Scene): Promise<{ email: string; name: string; Session: string }> {
  const email = await scene.invited();
  const { Session, ChallengeParameters } = await scene.call('AdminInitiateAuth', {
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD, SECRET_HASH: scene.secretHash(email) },
  }) as { Session: string; ChallengeParameters: Record<string, string> };
  return { email, name: ChallengeParameters.USER_ID_FOR_SRP, Session };
}

const challengeOf = (operation: 'AdminRespondToAuthChallenge' | 'RespondToAuthChallenge'): Behaviour[] => {
  const answer = async (scene: Scene, of: (found: { email: string; name: string }) => { USERNAME: string; SECRET_HASH?: string }) => {
    const found = await challenged(scene);
    return { ChallengeName: 'NEW_PASSWORD_REQUIRED', Session: found.Session, ChallengeResponses: { ...of(found), NEW_PASSWORD: PASSWORD.replace('1', '2') } } as const;
  };
  return [
    answers(operation, 'a client with a secret, and the hash of USER_ID_FOR_SRP', 'tokens', { AuthenticationResult: { AccessToken: /./ } }, {
      ...guide, given: async (scene) => answer(scene, ({ name }) => ({ USERNAME: name, SECRET_HASH: scene.secretHash(name) })),
    }),
    refuses(operation, 'a client with a secret, and the hash of the name that signed in', refusal.WRONG_SECRET_HASH, {
      ...confidential, source: seen('alexrudd/cognito-srp/issues/1'), given: async (scene) => answer(scene, ({ email }) => ({ USERNAME: email, SECRET_HASH: scene.secretHash(email) })),
    }),
    refuses(operation, 'a client with a secret, and no hash', refusal.NO_SECRET_HASH, { ...guide, given: async (scene) => answer(scene, ({ name }) => ({ USERNAME: name })) }),
  ];
};

/** Tokens of a user through a client with a secret. */
async function tokens(scene: Scene): Promise<{ RefreshToken: string; name: string }> {
  const email = await scene.user();
  const { AuthenticationResult } = await scene.call('AdminInitiateAuth', {
    AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD, SECRET_HASH: scene.secretHash(email) },
  });
  const { Username } = await scene.call('GetUser', { AccessToken: AuthenticationResult!.AccessToken });
  return { RefreshToken: AuthenticationResult!.RefreshToken!, name: Username! };
}

const refreshing = { ...confidential, client: 'rotating' };
const withSecret = (ClientSecret?: string) => async (scene: Scene) => ({ RefreshToken: (await tokens(scene)).RefreshToken, ClientSecret });
const revoking = (ClientSecret?: string) => async (scene: Scene) => ({ Token: (await tokens(scene)).RefreshToken, ClientSecret });
const refreshFlow = (hash: (scene: Scene, name: string) => string) => async (scene: Scene) => {
  const { RefreshToken, name } = await tokens(scene);
  return { AuthFlow: 'REFRESH_TOKEN_AUTH' as const, AuthParameters: { REFRESH_TOKEN: RefreshToken, SECRET_HASH: hash(scene, name) } };
};

const SESSIONS: Behaviour[] = [
  answers('InitiateAuth', 'a refresh token, and the hash of the name that Cognito knows the user by', 'new tokens', { AuthenticationResult: { AccessToken: /./ } }, {
    ...confidential, source: seen('aws/aws-sdk-net-extensions-cognito/issues/122'), given: refreshFlow((scene, name) => scene.secretHash(name)),
  }),
  refuses('InitiateAuth', 'a refresh token, and a wrong hash', refusal.WRONG_SECRET_HASH_OF_REFRESH, {
    ...confidential, source: seen('NabuCasa/pycognito/issues/196'), given: refreshFlow(() => WRONG),
  }),
  answers('GetTokensFromRefreshToken', 'a client with a secret, and the secret', 'new tokens', { AuthenticationResult: { AccessToken: /./ } }, {
    ...refreshing, source: REFRESH_TOKEN, given: async (scene) => withSecret(scene.clientSecret())(scene),
  }),
  refuses('GetTokensFromRefreshToken', 'a client with a secret, and no secret', refusal.NO_CLIENT_SECRET, { ...refreshing, source: api('GetTokensFromRefreshToken'), given: withSecret() }),
  refuses('GetTokensFromRefreshToken', 'a client with a secret, and another secret', refusal.WRONG_CLIENT_SECRET, { ...refreshing, source: api('GetTokensFromRefreshToken'), given: withSecret(WRONG_SECRET) }),
  answers('RevokeToken', 'a client with a secret, and the secret', 'success', {}, { ...confidential, source: api('RevokeToken'), given: async (scene) => revoking(scene.clientSecret())(scene) }),
  refuses('RevokeToken', 'a client with a secret, and no secret', refusal.NO_SECRET_OF_REVOCATION, { ...confidential, given: revoking() }),
  refuses('RevokeToken', 'a client with a secret, and another secret', refusal.WRONG_SECRET_OF_REVOCATION, { ...confidential, given: revoking(WRONG_SECRET) }),
];

const PUBLIC: Behaviour[] = [
  refuses('ForgotPassword', 'a client without a secret, and a hash', refusal.UNEXPECTED_SECRET_HASH, {
    ...confidential, client: 'public', source: seen('pmill/aws-cognito/pull/23'), given: { ...SOMEONE, SecretHash: WRONG },
  }),
];

export const clientSecretBehaviours: readonly Behaviour[] = [
  ...NAMED, ...signInOf('InitiateAuth'), ...signInOf('AdminInitiateAuth'), ...challengeOf('RespondToAuthChallenge'),
  ...challengeOf('AdminRespondToAuthChallenge'), ...SESSIONS, ...PUBLIC,
];
