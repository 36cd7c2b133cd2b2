import { notAuthorized, userDisabled, userNotFound } from '../errors';
import { issueTokens, type AuthenticationResult } from './issue-tokens';
import type { AppClient, UserPool } from '../pool/user-pool';

/**
 * New tokens for a refresh token; where the client rotates, a new refresh token too.
 * @throws CognitoError NotAuthorizedException, RefreshTokenReuseException, UserNotFoundException
 */
export async function refreshTokens(
  pool: UserPool, client: AppClient, refreshToken: string, clientMetadata?: Readonly<Record<string, string>>,
): Promise<AuthenticationResult> {
  const owner = pool.grants.ofRefreshToken(refreshToken);
  const user = owner && owner.clientId === client.id ? pool.users.find(owner.sub) : undefined;
  if (owner && owner.clientId === client.id && !user) {
    throw client.settings.preventUserExistenceErrors ? notAuthorized('Invalid Refresh Token.') : userNotFound();
  }
  const { grant, successor } = pool.grants.refresh(refreshToken, client);
  if (!user!.enabled) throw userDisabled();
  return issueTokens(pool, { client, user: user!, grant, occasion: 'RefreshTokens', refreshToken: successor, clientMetadata });
}
