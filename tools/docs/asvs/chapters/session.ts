import { REFRESH_TOKEN, TOKEN_REVOCATION, TOKENS } from '../aws-pages';
import { aws, Chapter, deviates, holds, notApplicable, row, section, tests } from '../finding';

export const SESSION: Chapter = {
  number: 7,
  title: 'Session Management',
  rows: [
    row('7.1.1', 'document lifetimes, and justify deviations from NIST SP 800-63B', holds(
      'The security model has the lifetimes and compares them with NIST\'s.',
      section('docs/security-model.md', 'Sessions'),
      tests('user-pool/user-pool-client', 'ID and access tokens live an hour, refresh tokens 30 days'))),
    row('7.1.2', 'document how many sessions a user may have', holds('Any number; the security model says so.', section('docs/security-model.md', 'Sessions'))),
    row('7.1.3', 'document the systems of a federation', notApplicable('There is no federation.')),
    row('7.2.1', 'a backend verifies tokens', holds(
      'API Gateway verifies tokens before a function runs; Cognito verifies access tokens again on account routes.',
      tests('construct/template-security', 'methods want a token unless the row says that anyone may call them, and preflights never do'))),
    row('7.2.2', 'tokens are made for each session', aws('Each sign-in gets tokens of its own.', TOKENS, tests('flows/sessions', 'end with the logout of their device, and of no other'))),
    row('7.2.3', 'reference tokens have 128 bits', aws('There are none: ID and access tokens are signed JWTs, and refresh tokens are encrypted.', TOKENS)),
    row('7.2.4', 'a sign-in gives a new token and ends the current one', deviates(
      'It gives new tokens and ends no earlier session, as users sign in on several devices.',
      'Call `POST /logout` with the old refresh token before a sign-in on the same device.')),
    row('7.3.1', 'sessions end when unused', deviates(
      'A session ends when its refresh token expires, used or not.',
      'Shorten `refreshTokenValidity`.', section('docs/security-model.md', 'Sessions'))),
    row('7.3.2', 'sessions end after a maximum time', aws(
      'A refresh token expires after 30 days by default, and rotation does not prolong it.', REFRESH_TOKEN,
      tests('user-pool/user-pool-client', 'ID and access tokens live an hour, refresh tokens 30 days'), tests('flows/sessions', 'buy new tokens for thirty days'))),
    row('7.4.1', 'a terminated session cannot be used any more', deviates(
      'Cognito refuses revoked tokens at once, and so do account routes. API Gateway lets ID and access tokens pass until they expire, an hour by default.',
      'Set `revocationCheck: true` on your routes, or shorten `idTokenValidity` and `accessTokenValidity`.',
      tests('flows/allowed-groups', 'notices it at once where no answer is kept'), tests('handlers/session', 'logs out everywhere with the access token'))),
    row('7.4.2', 'disabling or deleting a user ends the sessions', deviates(
      'As for 7.4.1: refresh and account routes are refused at once, other routes when the token expires.',
      'Set `revocationCheck: true` on your routes.',
      tests('flows/sessions', 'of a disabled account buy nothing'), tests('flows/allowed-groups', 'notices a user who was disabled or deleted'))),
    row('7.4.3', 'a change of factors can end other sessions', holds(
      'A reset ends them always; after other changes `POST /logout/everywhere` ends all (`accountRoutes: true`).',
      tests('handlers/password', 'sets the new password, and then ends every session'), tests('flows/sessions', 'all end with the logout everywhere'))),
    row('7.4.4', 'a visible way to log out', notApplicable('The package serves no page.')),
    row('7.4.5', 'administrators can end the sessions of a user', aws('`AdminUserGlobalSignOut` of Cognito, in the console or by the SDK.', TOKEN_REVOCATION)),
    row('7.5.1', 'authenticate again before sensitive changes', deviates(
      'An access token is enough to change the address, the phone number and the second factors, and then to reset the password: a thief can take over the account.',
      'Shorten `accessTokenValidity`, and leave `email` and `phone_number` out of `writeAttributes`, so that Cognito refuses to change them. Second factors stay open to an access token.',
      tests('flows/profile', 'stays unused until it is verified, and then replaces the old one'))),
    row('7.5.2', 'users see and end their sessions', deviates(
      'Sessions cannot be listed. A user can end one by its refresh token, or all.',
      'Keep a list of sessions in your app.', tests('flows/sessions', 'all end with the logout everywhere'))),
    row('7.6.1', 'lifetimes between relying party and provider', notApplicable('There is no federation.')),
    row('7.6.2', 'no session without an act of the user', holds(
      'Tokens are given for a password, an answer to a challenge or a refresh token, and by no other flow.',
      tests('construct/template-security', 'the client has no secret, no OAuth, one password flow, and hides who exists'),
      tests('handlers/signup', 'tokens of the proof never leave'))),
  ],
};
