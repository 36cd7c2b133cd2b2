import { COGNITO_AUTHORIZER, ENABLE_COGNITO_AUTHORIZER, TOKENS } from '../aws-pages';
import { aws, Chapter, deviates, holds, notApplicable, row, section, tests } from '../finding';

export const AUTHORIZATION: Chapter = {
  number: 8,
  title: 'Authorization',
  rows: [
    row('8.1.1', 'document who may call what and see whose data', holds('For each route, and for routes of your own.', section('docs/security-model.md', 'Who may do what'), section('docs/http-api.md', 'HTTP API'))),
    row('8.1.2', 'document who may read and write which fields', holds('For each kind of attribute.', section('docs/security-model.md', 'Who may do what'))),
    row('8.2.1', 'functions only for those who are allowed', holds(
      'Every method has an authorizer unless the route table says that anyone may call it; `allowedGroups` is enforced before the function runs.',
      tests('construct/template-security', 'methods want a token unless the row says that anyone may call them, and preflights never do'),
      tests('flows/allowed-groups', 'refuses who is in another group or in none, in the shape and with the headers of every error', 'what one rule lets in, another does not'))),
    row('8.2.2', 'data only of those who are allowed', holds(
      'The access token alone says whose account a route serves; no route takes the id of a user.',
      tests('handlers/own-account', '$name: the access token alone says whose account it is'))),
    row('8.2.3', 'fields only for those who are allowed', holds(
      'Users write the attributes that the developer listed, never `sub` or the proof of an address, at the API and at Cognito; the marker of the sign-up is not shown.',
      tests('handlers/account', 'refuses to write %s', 'reads the profile, without the marker that is the signup route\'s own'),
      tests('user-pool/user-pool-client', 'users write their address only, and read all but the marker of the signup route'))),
    row('8.3.1', 'enforce at a trusted layer', holds(
      'API Gateway, the functions and Cognito enforce the rules.',
      tests('flows/quick-start', 'the private route refuses everything but an ID token, in the shape and with the headers of every error'))),
    row('8.4.1', 'tenants cannot reach each other', notApplicable('There are no tenants. For other clients of one pool see 9.2.3.')),
  ],
};

export const TOKENS_CHAPTER: Chapter = {
  number: 9,
  title: 'Self-contained Tokens',
  rows: [
    row('9.1.1', 'verify the signature before the content', aws(
      'The Cognito authorizer of API Gateway does. So does the authorizer of `allowedGroups` and `revocationCheck`, as tests show.', COGNITO_AUTHORIZER,
      tests('handlers/authorizer', 'a token without a signature', 'a token of another key under the name of the pool\'s'))),
    row('9.1.2', 'a list of allowed algorithms, without `none`', deviates(
      'Holds for the authorizer of `allowedGroups` and `revocationCheck`. It cannot be shown for the Cognito authorizer of API Gateway: AWS does not document which algorithms it accepts.',
      'Nothing; Cognito itself signs by RS256 only.',
      tests('handlers/authorizer', 'a token without a signature', 'a token signed with the public key as a secret'))),
    row('9.1.3', 'keys come from a configured source', aws(
      'The authorizers know the pool by its ARN or id, and get the keys of that pool; `jwk`, `jku` and `x5u` of a token are ignored.', COGNITO_AUTHORIZER,
      tests('rest-api/rest-api', 'both authorizers know the pool alone, and that of ID tokens the app client alone'),
      tests('handlers/authorizer', 'a token that brings its own key', 'a token that names the address of its keys'))),
    row('9.2.1', 'verify the time span', aws(
      'Expired tokens, and tokens that are not valid yet, are refused.', COGNITO_AUTHORIZER,
      tests('handlers/authorizer', 'an expired token', 'a token that is not valid yet'), tests('flows/quick-start', 'an expired ID token is refused'))),
    row('9.2.2', 'verify the type of a token', aws(
      'A method with scopes takes access tokens, a method without takes ID tokens; Cognito itself takes access tokens only.', ENABLE_COGNITO_AUTHORIZER,
      tests('rest-api/rest-api', 'methods that take the access token ask for the scope that every login has'),
      tests('handlers/authorizer', 'the ID token'))),
    row('9.2.3', 'verify the audience', holds(
      'The authorizer of ID tokens and the functions accept tokens of the construct\'s app client and of `additionalUserPoolClients` only. '
      + 'On custom routes for access tokens without `allowedGroups` or `revocationCheck`, your function compares `client_id`.',
      tests('attacks/audience', '%s %s refuses the token of another app client, and takes one of its own'), tests('handlers/authorizer', 'a token of another app client'))),
    row('9.2.4', 'tokens name their audience', aws('ID tokens have `aud`, access tokens `client_id`.', TOKENS)),
  ],
};
