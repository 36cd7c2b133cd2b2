import { CognitoJwtVerifier } from 'aws-jwt-verify/cognito-verifier';
import { JwtBaseError } from 'aws-jwt-verify/error';
import { assertIsJwks, Jwks, SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent, Context } from 'aws-lambda';
import { AUTHORIZER_ENV, ENV } from '../routes/contract';
import { sendUnsigned, isStillSignedIn } from './shared/cognito/unsigned-requests';
import { userPoolId } from './shared/cognito/user-pool-id';
import { now } from './shared/runtime/clock';
import { requireEnv } from './shared/runtime/environment';
import { causeName, LogFields, logOutcome } from './shared/runtime/log';

const list = (name: string): string[] | null => process.env[name] === undefined ? null : JSON.parse(process.env[name]) as string[];

const groups = list(AUTHORIZER_ENV.ALLOWED_GROUPS);
const tokenUse = requireEnv('TOKEN_USE') as 'id' | 'access';
const checksRevocation = process.env[AUTHORIZER_ENV.REVOCATION_CHECK] === 'true';

/** The longest time that INIT waits for the keys. */
const MAX_PRIMING_MS = 1_500;

const verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse, clientId: requireEnv('ALLOWED_CLIENT_IDS').split(','), scope: list(AUTHORIZER_ENV.AUTHORIZATION_SCOPES) }, {
  jwksCache: new SimpleJwksCache({ fetcher: { fetch: async () => fetchKeys() } }),
});

/**
 * Loads the keys during INIT. If that fails, the first token loads them. The verifier alone would load them twice, because
 * a pool has two issuer names.
 */
export const ready = process.env[ENV.PRIME] ? Promise.resolve() : fetchKeys(AbortSignal.timeout(MAX_PRIMING_MS))
  .then((keys) => verifier.cacheJwks(checked(JSON.parse(Buffer.from(keys).toString()))))
  .catch(() => undefined);

function checked(keys: Parameters<typeof assertIsJwks>[0]): Jwks {
  assertIsJwks(keys);
  return keys;
}

async function fetchKeys(signal?: AbortSignal): Promise<ArrayBuffer> {
  const { status, body } = await sendUnsigned(`/${userPoolId}/.well-known/jwks.json`, {}, undefined, signal);
  if (status !== 200) throw Object.assign(new Error('the keys of the user pool could not be loaded'), { name: `HttpStatus.${status}` });
  return new Uint8Array(body).buffer;
}

class Unauthorized extends Error {}

/**
 * Allows or denies the caller the methods that share these rules. API Gateway caches the policy for all of them, so it
 * covers them all.
 *
 * @throws Error with the message `Unauthorized`, which API Gateway turns into a 401. Any other error becomes a 500
 */
export async function handler(event: APIGatewayTokenAuthorizerEvent, context?: Context): Promise<APIGatewayAuthorizerResult> {
  const started = now();
  const fields: LogFields = { route: 'authorize', requestId: context?.awsRequestId };
  try {
    const claims = await verified(event?.authorizationToken);
    const member = !groups || groups.some((group) => (claims['cognito:groups'] as string[] | undefined)?.includes(group));
    fields.outcome = member ? 'ok' : 'forbidden';
    return {
      principalId: claims.sub,
      policyDocument: {
        Version: '2012-10-17',
        Statement: [{ Action: 'execute-api:Invoke', Effect: member ? 'Allow' : 'Deny', Resource: everyMethodOf(event.methodArn) }],
      },
      // API Gateway accepts only scalar values here, so the claims are serialised.
      ...member ? { context: { claims: JSON.stringify(claims) } } : {},
    };
  } catch (error) {
    const unauthorized = error instanceof Unauthorized;
    fields.outcome = unauthorized ? 'unauthorized' : 'temporarily_unavailable';
    fields.cause = unauthorized ? error.message : causeName(error);
    // API Gateway returns 401 only for this exact message.
    throw new Error(unauthorized ? 'Unauthorized' : 'Unavailable');
  } finally {
    fields.durationMs = Math.round(now() - started);
    logOutcome(fields);
  }
}

async function verified(header: unknown) {
  const token = typeof header === 'string' ? header.replace(/^Bearer +/i, '').trim() : '';
  const claims = await verifier.verify(token).catch((error: unknown) => {
    throw error instanceof JwtBaseError ? new Unauthorized('InvalidToken') : error;
  });
  if (checksRevocation && !await isStillSignedIn(token)) throw new Unauthorized('SignedOut');
  return claims;
}

/** `arn:aws:execute-api:<region>:<account>:<api>/<stage>/*` */
function everyMethodOf(methodArn: string): string {
  return `${methodArn.split('/').slice(0, 2).join('/')}/*`;
}
