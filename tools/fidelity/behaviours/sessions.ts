import { answers, refuses, type Behaviour } from '../behaviour';
import * as refusal from '../refusals';
import { claimsOf, forged, type Scene } from '../scene';
import { ABSENT, ANY, UUID } from '../shape';
import { ACCESS_TOKEN, api, ID_TOKEN, REFRESH_TOKEN, REVOCATION, VERIFYING } from '../sources';

const DAY = 86_400_000;
const refresh = api('GetTokensFromRefreshToken');
const revoke = api('RevokeToken');
const fresh = async (scene: Scene) => ({ RefreshToken: (await scene.tokens()).RefreshToken });

/** A refresh token that was rotated a while ago, and its successor. */
async function rotated(scene: Scene, wait: number): Promise<{ RefreshToken: string; successor: string }> {
  const given = await fresh(scene);
  const successor = (await scene.call('GetTokensFromRefreshToken', given)).AuthenticationResult?.RefreshToken ?? given.RefreshToken;
  if (wait > 0) scene.later(wait);
  return { ...given, successor };
}

const REFRESHING: Behaviour[] = [
  answers('GetTokensFromRefreshToken', 'a refresh token', 'new ID and access tokens, no refresh token',
    { AuthenticationResult: { IdToken: /^ey/, AccessToken: /^ey/, RefreshToken: ABSENT, ExpiresIn: 1800, TokenType: 'Bearer' } }, { source: refresh, given: fresh }),
  answers('GetTokensFromRefreshToken', 'the claims of the new access token', 'origin_jti and auth_time of the sign-in, a jti of its own', { same: true, jti: 'another' },
    {
      source: REVOCATION,
      given: async (scene) => {
        const { AccessToken, RefreshToken } = await scene.tokens();
        return { RefreshToken, ClientMetadata: { before: AccessToken } };
      },
      see: async (_scene, { AuthenticationResult }, { ClientMetadata }) => {
        const [before, after] = [claimsOf(ClientMetadata!.before), claimsOf(AuthenticationResult!.AccessToken)];
        return {
          same: before.origin_jti !== undefined && before.origin_jti === after.origin_jti && before.auth_time === after.auth_time,
          jti: before.jti === after.jti ? 'the same' : 'another',
        };
      },
    }),
  refuses('GetTokensFromRefreshToken', 'what is no token', refusal.INVALID_REFRESH_TOKEN, { source: refresh, given: { RefreshToken: 'nonsense' } }),
  refuses('GetTokensFromRefreshToken', 'a token of another client', refusal.INVALID_REFRESH_TOKEN,
    { source: refresh, given: async (scene) => ({ RefreshToken: (await scene.tokens(undefined, 'other')).RefreshToken }) }),
  refuses('GetTokensFromRefreshToken', 'an access token', refusal.INVALID_REFRESH_TOKEN,
    { source: refresh, given: async (scene) => ({ RefreshToken: await scene.accessToken() }) }),
  answers('GetTokensFromRefreshToken', 'just before the end of the token\'s days', 'tokens', { AuthenticationResult: { IdToken: ANY } },
    {
      source: REFRESH_TOKEN,
      given: async (scene) => {
        const given = await fresh(scene);
        scene.later(7 * DAY - 5_000);
        return given;
      },
    }),
  refuses('GetTokensFromRefreshToken', 'after the end of the token\'s days', refusal.EXPIRED_REFRESH_TOKEN, {
    source: REFRESH_TOKEN,
    given: async (scene) => {
      const given = await fresh(scene);
      scene.later(7 * DAY);
      return given;
    },
  }),
  refuses('GetTokensFromRefreshToken', 'a token that was revoked', refusal.REVOKED_REFRESH_TOKEN, {
    source: REVOCATION,
    given: async (scene) => {
      const given = await fresh(scene);
      await scene.call('RevokeToken', { Token: given.RefreshToken });
      return given;
    },
  }),
  refuses('GetTokensFromRefreshToken', 'after GlobalSignOut', refusal.REVOKED_REFRESH_TOKEN, {
    source: api('GlobalSignOut'),
    given: async (scene) => {
      const { AccessToken, RefreshToken } = await scene.tokens();
      await scene.call('GlobalSignOut', { AccessToken });
      return { RefreshToken };
    },
  }),
  refuses('GetTokensFromRefreshToken', 'of a user who was disabled', refusal.REVOKED_REFRESH_TOKEN, {
    source: api('AdminDisableUser'),
    given: async (scene) => {
      const email = await scene.user();
      const { RefreshToken } = await scene.tokens(email);
      await scene.disabled(email);
      return { RefreshToken };
    },
  }),
  refuses('GetTokensFromRefreshToken', 'of a user who was deleted, hidden', refusal.INVALID_REFRESH_TOKEN, {
    given: async (scene) => {
      const { AccessToken, RefreshToken } = await scene.tokens();
      await scene.call('DeleteUser', { AccessToken });
      return { RefreshToken };
    },
  }),
  refuses('GetTokensFromRefreshToken', 'of a user who was deleted, not hidden', refusal.NOT_FOUND, {
    client: 'legacy',
    source: refresh,
    given: async (scene) => {
      const { AccessToken, RefreshToken } = await scene.tokens();
      await scene.call('DeleteUser', { AccessToken });
      return { RefreshToken };
    },
  }),
  answers('GetTokensFromRefreshToken', 'of a user whose password an administrator reset', 'tokens', { AuthenticationResult: { IdToken: ANY } }, {
    given: async (scene) => {
      const email = await scene.user();
      const { RefreshToken } = await scene.tokens(email);
      await scene.withReset(email);
      return { RefreshToken };
    },
  }),
];

const ROTATION: Behaviour[] = [
  answers('GetTokensFromRefreshToken', 'through a client that rotates', 'a new refresh token besides', { AuthenticationResult: { IdToken: ANY, RefreshToken: ANY } },
    { setting: 'rotation', source: REFRESH_TOKEN, given: fresh }),
  answers('GetTokensFromRefreshToken', 'a rotated token within the grace period', 'tokens', { AuthenticationResult: { IdToken: ANY, RefreshToken: ANY } },
    { setting: 'rotation', source: REFRESH_TOKEN, given: async (scene) => ({ RefreshToken: (await rotated(scene, 9_000)).RefreshToken }) }),
  refuses('GetTokensFromRefreshToken', 'a rotated token after the grace period', refusal.REUSED_REFRESH_TOKEN,
    { setting: 'rotation', source: refresh, given: async (scene) => ({ RefreshToken: (await rotated(scene, 10_000)).RefreshToken }) }),
  refuses('GetTokensFromRefreshToken', 'a rotated token, where there is no grace period', refusal.REUSED_REFRESH_TOKEN,
    { setting: 'rotation', client: 'strict', source: refresh, given: async (scene) => ({ RefreshToken: (await rotated(scene, 0)).RefreshToken }) }),
  answers('GetTokensFromRefreshToken', 'the newest token', 'tokens', { AuthenticationResult: { IdToken: ANY, RefreshToken: ANY } },
    { setting: 'rotation', source: REFRESH_TOKEN, given: async (scene) => ({ RefreshToken: (await rotated(scene, 10_000)).successor }) }),
  refuses('GetTokensFromRefreshToken', 'the newest token after a reuse', refusal.REVOKED_REFRESH_TOKEN, {
    setting: 'rotation',
    given: async (scene) => {
      const { RefreshToken, successor } = await rotated(scene, 10_000);
      await scene.attempt(1, 'GetTokensFromRefreshToken', { RefreshToken });
      return { RefreshToken: successor };
    },
  }),
  refuses('GetTokensFromRefreshToken', 'a rotated token\'s successor after the days of the first', refusal.EXPIRED_REFRESH_TOKEN,
    {
      setting: 'rotation',
      source: REFRESH_TOKEN,
      given: async (scene) => {
        const { successor } = await rotated(scene, 7 * DAY);
        return { RefreshToken: successor };
      },
    }),
];

const token = async (scene: Scene) => ({ Token: (await scene.tokens()).RefreshToken });

const REVOKING: Behaviour[] = [
  answers('RevokeToken', 'a refresh token', 'success', {}, { source: revoke, given: token }),
  answers('RevokeToken', 'a refresh token once more', 'success', {}, {
    source: revoke,
    given: async (scene) => {
      const given = await token(scene);
      await scene.call('RevokeToken', given);
      return given;
    },
  }),
  answers('RevokeToken', 'what is no token', 'success', {}, { given: { Token: 'nonsense' } }),
  refuses('RevokeToken', 'an access token', refusal.OTHER_TOKEN_TYPE, { source: revoke, given: async (scene) => ({ Token: await scene.accessToken() }) }),
  refuses('RevokeToken', 'an ID token', refusal.OTHER_TOKEN_TYPE, { source: revoke, given: async (scene) => ({ Token: (await scene.tokens()).IdToken }) }),
  refuses('RevokeToken', 'a token of another client', refusal.FOREIGN_TOKEN,
    { source: revoke, given: async (scene) => ({ Token: (await scene.tokens(undefined, 'other')).RefreshToken }) }),
  refuses('RevokeToken', 'through a client without revocation', refusal.NO_REVOCATION, { client: 'lasting', source: revoke, given: token }),
  answers('RevokeToken', 'and then an access token of another sign-in', 'still works', { Username: ANY }, {
    source: REVOCATION,
    given: async (scene) => {
      const email = await scene.user();
      const other = await scene.accessToken(email);
      return { Token: (await scene.tokens(email)).RefreshToken, other };
    },
    see: (scene, _output, input) => scene.call('GetUser', { AccessToken: input.other }),
  }),
  answers('GlobalSignOut', 'an access token', 'success', {}, { source: api('GlobalSignOut'), given: async (scene) => ({ AccessToken: await scene.accessToken() }) }),
  answers('GlobalSignOut', 'and then a new sign-in', 'works', { Username: ANY }, {
    source: api('GlobalSignOut'),
    given: async (scene) => ({ AccessToken: await scene.accessToken() }),
    see: async (scene, _output, { AccessToken }) => {
      const email = String(claimsOf(AccessToken).username);
      return scene.call('GetUser', { AccessToken: await scene.accessToken(email) });
    },
  }),
  answers('AdminUserGlobalSignOut', 'a signed-in user', 'success', {}, { source: api('AdminUserGlobalSignOut'), given: async (scene) => ({ Username: await scene.user() }) }),
  answers('AdminUserGlobalSignOut', 'and then GetUser with a token of before', 'NotAuthorizedException', { refused: 'NotAuthorizedException' },
    {
      source: api('AdminUserGlobalSignOut'),
      given: async (scene) => {
        const Username = await scene.user();
        return { Username, token: await scene.accessToken(Username) };
      },
      see: (scene, _output, input) => scene.call('GetUser', { AccessToken: input.token })
        .then(() => ({ refused: 'nothing' }), (error: Error) => ({ refused: error.name })),
    }),
];

interface Issued {
  readonly IdToken?: string;
  readonly AccessToken?: string;
}

/** A look at the tokens of a sign-in. */
const issued = (see: (scene: Scene, tokens: Issued) => object | Promise<object>, attributes?: Record<string, string>) => ({
  given: async (scene: Scene) => ({ AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: await scene.user(attributes), PASSWORD: 'Correct-Horse-1' } }),
  see: async (scene: Scene, { AuthenticationResult }: { AuthenticationResult?: Issued }) => see(scene, AuthenticationResult!),
});
const rejects = (promise: Promise<object>) => promise.then(() => ({ verified: 'yes' }), () => ({ verified: 'no' }));
const lifetime = (claims: Record<string, unknown>) => ({ seconds: Number(claims.exp) - Number(claims.iat) });
const ISSUER = /^https:\/\/cognito-idp\.us-east-1\.amazonaws\.com\/us-east-1_\w+$/;

const TOKENS: Behaviour[] = [
  answers('AdminInitiateAuth', 'the ID token in a stock CognitoJwtVerifier', 'passes: key, signature, issuer, audience, use', { token_use: 'id', iss: ISSUER },
    { source: VERIFYING, ...issued((scene, { IdToken }) => scene.verify(IdToken!, 'id')) }),
  answers('AdminInitiateAuth', 'the access token in a stock CognitoJwtVerifier', 'passes: key, signature, issuer, client, use', { token_use: 'access', iss: ISSUER },
    { source: VERIFYING, ...issued((scene, { AccessToken }) => scene.verify(AccessToken!, 'access')) }),
  answers('AdminInitiateAuth', 'the ID token in a verifier of access tokens', 'does not pass', { verified: 'no' },
    { source: VERIFYING, ...issued((scene, { IdToken }) => rejects(scene.verify(IdToken!, 'access'))) }),
  answers('AdminInitiateAuth', 'an ID token with another e-mail in it', 'does not pass', { verified: 'no' },
    { source: VERIFYING, ...issued((scene, { IdToken }) => rejects(scene.verify(forged(IdToken!, { email: 'admin@example.com' }), 'id'))) }),
  answers('AdminInitiateAuth', 'the keys at /.well-known/jwks.json', 'two RSA keys for RS256, with nothing private', {
    keys: [{ kty: 'RSA', alg: 'RS256', use: 'sig', kid: ANY, n: ANY, e: 'AQAB', d: ABSENT }, { kty: 'RSA', alg: 'RS256', use: 'sig', kid: ANY, n: ANY, e: 'AQAB', d: ABSENT }],
  }, { source: VERIFYING, ...issued((scene) => scene.keys()) }),
  answers('AdminInitiateAuth', 'the keys of ID and access token', 'are two', { keys: 2 }, {
    source: VERIFYING,
    ...issued((_scene, tokens) => {
      const kid = (text?: string) => (JSON.parse(Buffer.from(text!.split('.')[0], 'base64url').toString()) as { kid: string }).kid;
      return { keys: new Set([kid(tokens.IdToken), kid(tokens.AccessToken)]).size };
    }),
  }),
  answers('AdminInitiateAuth', 'claims of the ID token', 'sub, cognito:username, e-mail as text and email_verified as boolean, event_id, origin_jti, jti', {
    'sub': UUID,
    'cognito:username': UUID,
    'email': /@/,
    'email_verified': true,
    'token_use': 'id',
    'auth_time': ANY,
    'event_id': UUID,
    'origin_jti': UUID,
    'jti': UUID,
    'name': 'Ada',
    'scope': ABSENT,
  }, { source: ID_TOKEN, ...issued((_scene, { IdToken }) => claimsOf(IdToken), { name: 'Ada' }) }),
  answers('AdminInitiateAuth', 'a custom attribute in the ID token', 'by its name with custom:', { 'custom:tier': 'gold' },
    { source: ID_TOKEN, ...issued((_scene, { IdToken }) => claimsOf(IdToken), { 'custom:tier': 'gold' }) }),
  answers('AdminInitiateAuth', 'an attribute that the client may not read', 'is not in the ID token', { family_name: ABSENT, email: ANY },
    { source: ID_TOKEN, ...issued((_scene, { IdToken }) => claimsOf(IdToken), { family_name: 'King' }) }),
  answers('AdminInitiateAuth', 'claims of the access token', 'sub, client_id, username, the scope of the user API; no attribute and no aud', {
    sub: UUID,
    client_id: ANY,
    username: UUID,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    auth_time: ANY,
    event_id: UUID,
    origin_jti: UUID,
    jti: UUID,
    aud: ABSENT,
    email: ABSENT,
  }, { source: ACCESS_TOKEN, ...issued((_scene, { AccessToken }) => claimsOf(AccessToken)) }),
  answers('AdminInitiateAuth', 'where revocation is off', 'no origin_jti', { origin_jti: ABSENT, sub: UUID },
    { client: 'lasting', source: REVOCATION, ...issued((_scene, { AccessToken }) => claimsOf(AccessToken)) }),
  answers('AdminInitiateAuth', 'IdTokenValidity of 20 minutes', '20 minutes from iat to exp', { seconds: 1200 }, { source: ID_TOKEN, ...issued((_scene, { IdToken }) => lifetime(claimsOf(IdToken))) }),
  answers('AdminInitiateAuth', 'AccessTokenValidity of 30 minutes', '30 minutes from iat to exp', { seconds: 1800 },
    { source: ACCESS_TOKEN, ...issued((_scene, { AccessToken }) => lifetime(claimsOf(AccessToken))) }),
  answers('AdminInitiateAuth', 'no stated validity', 'an hour for either token', { id: { seconds: 3600 }, access: { seconds: 3600 } },
    { client: 'plain', source: api('AdminInitiateAuth'), ...issued((_scene, tokens) => ({ id: lifetime(claimsOf(tokens.IdToken)), access: lifetime(claimsOf(tokens.AccessToken)) })) }),
];

export const sessionBehaviours: readonly Behaviour[] = [...REFRESHING, ...ROTATION, ...REVOKING, ...TOKENS];
