import { createHmac, timingSafeEqual } from 'node:crypto';
import { CognitoError, invalidParameter, notAuthorized } from '../errors';
import type { AppClient } from '../pool/user-pool';

const wrongHash = ({ id }: AppClient) => notAuthorized(`Unable to verify secret hash for client ${id}`);
/** The words of REFRESH_TOKEN_AUTH for the same. */
const wrongHashOfRefresh = ({ id }: AppClient) => notAuthorized(`SecretHash does not match for the client: ${id}`);

/**
 * Lets a call pass that proves the client's secret for a user name.
 *
 * @param hash Base64 of HMAC-SHA256, keyed with the secret, of the user name and the client id
 * @throws CognitoError NotAuthorizedException; InvalidParameterException where the client has no secret
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/signing-up-users-in-your-app.html
 */
export function verifySecretHash(client: AppClient, username: string, hash: string | undefined): void {
  verifyHash(client, username, hash, wrongHash);
}

/**
 * The same for a refresh token: the name is the one by which Cognito knows its user.
 * @param username undefined where nobody owns the token, which has an error of its own
 */
export function verifySecretHashOfRefresh(client: AppClient, username: string | undefined, hash: string | undefined): void {
  verifyHash(client, username, hash, wrongHashOfRefresh);
}

function verifyHash(client: AppClient, username: string | undefined, hash: string | undefined, wrong: typeof wrongHash): void {
  const { id, secret } = client;
  if (secret === undefined) {
    if (hash !== undefined) throw invalidParameter(`App client ${id} is not configured for secret but secret hash was received`);
    return;
  }
  if (!hash) throw notAuthorized(`Client ${id} is configured with secret but SECRET_HASH was not received`);
  if (username === undefined) return;
  if (!same(hash, createHmac('sha256', secret).update(username + id).digest('base64'))) throw wrong(client);
}

/**
 * Lets a call of GetTokensFromRefreshToken pass that brings the client's secret.
 * @throws CognitoError NotAuthorizedException
 */
export function verifyClientSecret(client: AppClient, given: string | undefined): void {
  if (client.secret === undefined) return;
  if (!given) throw notAuthorized(`Client ${client.id} is configured for secret but secret was not received`);
  if (!same(given, client.secret)) throw notAuthorized(`Invalid client secret for client ${client.id}`);
}

/**
 * The same for RevokeToken, whose errors NotAuthorizedException is not among.
 * @throws CognitoError UnauthorizedException
 */
export function verifyClientSecretOfRevocation(client: AppClient, given: string | undefined): void {
  try {
    verifyClientSecret(client, given);
  } catch (error) {
    throw new CognitoError('UnauthorizedException', (error as Error).message);
  }
}

function same(given: string, expected: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(expected)];
  return one.length === other.length && timingSafeEqual(one, other);
}
