import { notAuthorized, passwordResetRequired, userDisabled, userNotFound } from '../errors';
import { ACCESS_TOKEN_SCOPE, type Claims } from './claims';
import type { Holder } from '../operations/operation';
import type { UserPool } from '../pool/user-pool';

const invalidAccessToken = () => notAuthorized('Invalid Access Token');

/** The claims of a JWT that nobody checked; undefined for what is no JWT. */
function unverifiedClaims(token: string): Claims | undefined {
  try {
    const claims: unknown = JSON.parse(Buffer.from(token.split('.')[1] ?? '', 'base64url').toString());
    return typeof claims === 'object' && claims !== null ? claims as Claims : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Finds who holds an access token, as Cognito's own operations do: revoked tokens no longer count.
 * @param poolOf finds a pool by its issuer
 * @throws CognitoError NotAuthorizedException, UserNotFoundException
 */
export function authenticate(token: string, poolOf: (issuer: unknown) => UserPool | undefined): Holder {
  const claims = unverifiedClaims(token);
  const pool = poolOf(claims?.iss);
  if (!claims || !pool?.keys.verifies('access', token) || claims.token_use !== 'access') throw invalidAccessToken();
  if (pool.clock.now() >= Number(claims.exp) * 1000) throw notAuthorized('Access Token has expired');
  const client = pool.clients.get(String(claims.client_id));
  if (!client) throw invalidAccessToken();
  const user = pool.users.find(String(claims.sub));
  if (!user) throw userNotFound();
  const grant = pool.grants.ofAccessToken(claims as { origin_jti?: string; jti: string });
  if (!grant || grant.revoked) throw notAuthorized('Access Token has been revoked');
  if (!String(claims.scope).split(' ').includes(ACCESS_TOKEN_SCOPE)) throw notAuthorized('Access Token does not have required scopes');
  if (!user.enabled) throw userDisabled();
  if (user.status === 'RESET_REQUIRED') throw passwordResetRequired();
  return { pool, client, user };
}
