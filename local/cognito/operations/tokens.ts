import { verifyClientSecret, verifyClientSecretOfRevocation } from '../client-secret/verify-secret';
import { CognitoError } from '../errors';
import { clientOperation, userOperation } from './operation';
import * as member from '../request/members';
import { oneOf, required, text } from '../request/shapes';
import { refreshTokens } from '../tokens/refresh-tokens';

// Of a public client it is not looked at.
const clientSecret = text({ min: 24, max: 64, pattern: '[\\w+]+' });

export const getTokensFromRefreshToken = clientOperation({
  RefreshToken: required(member.accessToken),
  ClientSecret: clientSecret,
  DeviceKey: text({ min: 1, max: 55, pattern: '[\\w-]+_[0-9a-f-]+' }),
  ClientMetadata: member.clientMetadata,
}, async (pool, client, input) => {
  verifyClientSecret(client, input.ClientSecret);
  return { AuthenticationResult: await refreshTokens(pool, client, input.RefreshToken, input.ClientMetadata) };
});

export const revokeToken = clientOperation({
  Token: required(member.accessToken),
  ClientSecret: clientSecret,
  // No session here came through single sign-on, so there is never a linked one to revoke.
  RevokeAssociatedSessions: oneOf('NONE', 'LINKED'),
}, async (pool, client, input) => {
  verifyClientSecretOfRevocation(client, input.ClientSecret);
  if (!client.settings.tokenRevocation) {
    throw new CognitoError('UnsupportedOperationException', 'Token revocation is not enabled for this client');
  }
  if (pool.keys.verifies('access', input.Token) || pool.keys.verifies('id', input.Token)) {
    throw new CognitoError('UnsupportedTokenTypeException', 'Only refresh tokens can be revoked');
  }
  const grant = pool.grants.ofRefreshToken(input.Token);
  // RFC 7009, 2.2: a token that nobody knows is as good as revoked.
  if (!grant) return {};
  if (grant.clientId !== client.id) throw new CognitoError('UnauthorizedException', 'The token was not issued to this client');
  pool.grants.revoke(grant);
  return {};
});

export const globalSignOut = userOperation({}, async ({ pool, user }) => {
  pool.grants.revokeAllOf(user);
  return {};
});
