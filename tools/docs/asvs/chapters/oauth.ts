import { REFRESH_TOKEN, TOKEN_REVOCATION } from '../aws-pages';
import { aws, Chapter, deviates, holds, notApplicable, row, tests } from '../finding';

const NO_OAUTH = 'OAuth is off at the app client, and the user pool has no domain.';
const OAUTH_OFF = tests('user-pool/user-pool-client', 'it has no secret, no OAuth and no implicit callback');

export const OAUTH: Chapter = {
  number: 10,
  title: 'OAuth and OIDC',
  rows: [
    row('10.1.1', 'tokens only where they are needed', deviates(
      'Responses hold all tokens, so scripts of a page can read the refresh token.',
      'Put a backend between browsers and the API, or shorten `refreshTokenValidity` and set `refreshTokenRotationGracePeriod`.')),
    row(['10.1.2', '10.2.1', '10.2.2'], 'OAuth clients: PKCE, `state`, several servers', notApplicable(NO_OAUTH)),
    row('10.3.1', 'a resource server checks the audience', holds(
      'See 9.2.3.', tests('attacks/audience', '%s %s refuses the token of another app client, and takes one of its own'))),
    row('10.3.2', 'a resource server decides by claims such as scopes', holds(
      'Methods that take access tokens want one of their scopes.',
      tests('rest-api/rest-api', 'methods that take the access token ask for the scope that every login has'), tests('handlers/authorizer', 'a token without the scope'))),
    row('10.3.3', 'users are known by claims that are never given to somebody else', deviates(
      'Account routes know the user by the access token, the authorizer by `sub`. `POST /private` greets by the email address, which can move to another user.',
      'Key data on `sub` in your routes, and set `routes: { privateRoute: false }`.',
      tests('handlers/authorizer', 'it lets a caller in to every method of the stage, as one answer is kept for all of them'))),
    row('10.3.4', 'a resource server checks strength and age of the sign-in', notApplicable('No route asks for either: see 7.5.1.')),
    row(['10.4.1', '10.4.2', '10.4.3', '10.4.6', '10.4.7'], 'redirect URIs, authorization codes, PKCE, registration of clients', notApplicable(NO_OAUTH)),
    row('10.4.4', 'only the grants that are needed, and no implicit or password grant', holds(
      'No OAuth grant is on. Passwords go through an operation that IAM protects, not through the password grant.', OAUTH_OFF,
      tests('user-pool/user-pool-client', 'the functions\' own flow is the only one, beside refresh'))),
    row('10.4.5', 'limit the replay of refresh tokens of public clients', deviates(
      'Refresh tokens do not rotate by default.',
      'Set `refreshTokenRotationGracePeriod`: reuse then ends the session.',
      tests('user-pool/user-pool-client', 'rotation, which takes the place of the refresh flow'), tests('flows/sessions', 'reuse after it ends the session of the thief and of the owner, and the log says so'))),
    row('10.4.8', 'refresh tokens expire', aws(
      'After 30 days by default; a rotated token has the time that is left of the first.', REFRESH_TOKEN,
      tests('user-pool/user-pool-client', 'ID and access tokens live an hour, refresh tokens 30 days'))),
    row('10.4.9', 'users can revoke refresh tokens', aws(
      '`POST /logout` revokes one, `POST /logout/everywhere` all.', TOKEN_REVOCATION,
      tests('user-pool/user-pool-client', 'errors do not tell accounts apart, and tokens can be revoked'), tests('flows/sessions', 'end with the logout of their device, and of no other'))),
    row('10.4.10', 'confidential clients authenticate', deviates('The app client has no secret.', 'Put a web ACL on the user pool.', OAUTH_OFF)),
    row('10.4.11', 'clients get the scopes they need', holds('No OAuth scope is assigned.', OAUTH_OFF)),
    row(['10.5.1', '10.5.3', '10.5.5'], 'OIDC clients: nonce, metadata, back-channel logout', notApplicable(NO_OAUTH)),
    row('10.5.2', 'clients know the user by `sub`', notApplicable('The package is no OIDC client. For its routes see 10.3.3.')),
    row('10.5.4', 'clients check the audience', notApplicable('The package is no OIDC client. For its routes see 9.2.3.')),
    row(['10.6.1', '10.6.2', '10.7.1', '10.7.2', '10.7.3'], 'OpenID providers: response modes, logout, consent', notApplicable(NO_OAUTH)),
  ],
};
