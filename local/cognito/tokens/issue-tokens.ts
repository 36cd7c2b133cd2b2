import { accessTokenClaims, groupClaimsOf, idTokenClaims } from './claims';
import type { Grant } from './grants';
import type { AppClient, UserPool } from '../pool/user-pool';
import { applyTokenOverrides } from '../triggers/pre-token-generation';
import type { User } from '../users/user';

export interface AuthenticationResult {
  readonly AccessToken: string;
  /** Seconds that the access token lives. */
  readonly ExpiresIn: number;
  readonly TokenType: 'Bearer';
  readonly RefreshToken?: string;
  readonly IdToken: string;
}

/** What led to the tokens: the end of a PreTokenGeneration trigger source. */
export type TokenOccasion = 'Authentication' | 'NewPasswordChallenge' | 'RefreshTokens';

export interface TokenRequest {
  readonly client: AppClient;
  readonly user: User;
  readonly grant: Grant;
  readonly occasion: TokenOccasion;
  /** To be handed out too; absent at a refresh without rotation. */
  readonly refreshToken?: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Signs an ID and an access token of a grant, as the PreTokenGeneration trigger wants them. */
export async function issueTokens(pool: UserPool, request: TokenRequest): Promise<AuthenticationResult> {
  const { client, user, grant } = request;
  const groups = groupClaimsOf(pool, user);
  const claims = await applyTokenOverrides(pool, request, groups, (finalGroups) => ({
    id: idTokenClaims(pool, client, user, grant, finalGroups),
    access: accessTokenClaims(pool, client, user, grant, finalGroups),
  }));
  await pool.keys.prepared();
  if (!client.settings.tokenRevocation) pool.grants.recordAccessToken(claims.access.jti as string, grant);
  return {
    AccessToken: pool.keys.sign('access', claims.access),
    ExpiresIn: client.settings.accessTokenValidity / 1000,
    TokenType: 'Bearer',
    ...request.refreshToken === undefined ? {} : { RefreshToken: request.refreshToken },
    IdToken: pool.keys.sign('id', claims.id),
  };
}
