/*
 * What Cognito answers to the operations that the measured functions call, in the size that it has there: what a
 * handler spends on a warm call depends on how much it parses.
 */

/** The size of a JSON Web Token of a pool with few attributes. */
const token = (claims: object) => `${Buffer.from(JSON.stringify({ kid: 'a'.repeat(44), alg: 'RS256' })).toString('base64url')}.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.${'s'.repeat(342)}`;

const ISSUER = 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_Bench0000';
const SUB = '6488a4d8-9051-7063-3c1c-9a4ab5e3e9c1';
const EMAIL = 'ada@example.com';

const times = { auth_time: 1_795_000_000, iat: 1_795_000_000, exp: 1_795_003_600 };

const AuthenticationResult = {
  IdToken: token({ 'sub': SUB, 'email_verified': true, 'iss': ISSUER, 'cognito:username': SUB, 'aud': 'bench-client', 'event_id': SUB, 'token_use': 'id', 'email': EMAIL, ...times }),
  AccessToken: token({ sub: SUB, iss: ISSUER, client_id: 'bench-client', event_id: SUB, token_use: 'access', scope: 'aws.cognito.signin.user.admin', jti: SUB, username: SUB, ...times }),
  RefreshToken: `${'r'.repeat(1000)}.${'t'.repeat(700)}`,
  ExpiresIn: 3600,
  TokenType: 'Bearer',
};

const attributes = [{ Name: 'sub', Value: SUB }, { Name: 'email', Value: EMAIL }, { Name: 'email_verified', Value: 'true' }];

export const ANSWERS: { readonly [operation: string]: object } = {
  AdminCreateUser: { User: { Username: SUB, Attributes: attributes, UserCreateDate: 1_795_000_000, UserLastModifiedDate: 1_795_000_000, Enabled: true, UserStatus: 'FORCE_CHANGE_PASSWORD' } },
  AdminSetUserPassword: {},
  AdminInitiateAuth: { ChallengeParameters: {}, AuthenticationResult },
  AdminRespondToAuthChallenge: { ChallengeParameters: {}, AuthenticationResult },
  AdminUserGlobalSignOut: {},
  ChangePassword: {},
  ConfirmForgotPassword: {},
  ConfirmSignUp: {},
  GetTokensFromRefreshToken: { AuthenticationResult },
  GetUser: { Username: SUB, UserAttributes: attributes },
  RevokeToken: {},
};
