import { CognitoJwtVerifier } from 'aws-jwt-verify/cognito-verifier';
import { JwtBaseError } from 'aws-jwt-verify/error';
import { assertIsJwks, Jwks, SimpleJwksCache } from 'aws-jwt-verify/jwk';
import type { APIGatewayAuthorizerResult, APIGatewayTokenAuthorizerEvent, Context } from 'aws-lambda';
import { AUTHORIZER_ENV, ENV } from '../routes/contract';
import { now } from './shared/clock';
import { askCognito, isStillSignedIn } from './shared/cognito-http';
import { requireEnv } from './shared/environment';
import { causeName, LogFields, logOutcome } from './shared/log';
import { userPoolId } from './shared/user-pool';

const list = (name: string): string[] | null => process.env[name] === undefined ? null : JSON.parse(process.env[name]) as string[];

const groups = list(AUTHORIZER_ENV.ALLOWED_GROUPS);
const tokenUse = requireEnv('TOKEN_USE') as 'id' | 'access';
const checksRevocation = process.env[AUTHORIZER_ENV.REVOCATION_CHECK] === 'true';

/** So long a start may wait; the first request would wait no longer. */
const LONGEST_PRIMING_MS = 1_500;

/** Any client of the pool, as the gateway's own authorizer has it. */
const verifier = CognitoJwtVerifier.create({ userPoolId, tokenUse, clientId: null, scope: list(AUTHORIZER_ENV.AUTHORIZATION_SCOPES) }, {
  jwksCache: new SimpleJwksCache({ fetcher: { fetch: async () => fetchKeys() } }),
});

/**
 * The keys are there before the first token is; where they cannot be had now, the first token asks again. The verifier
 * would ask for them once for each of the two names that a pool has as an issuer.
 */
export const ready = process.env[ENV.PRIME] ? Promise.resolve() : fetchKeys(AbortSignal.timeout(LONGEST_PRIMING_MS))
  .then((keys) => verifier.cacheJwks(checked(JSON.parse(Buffer.from(keys).toString()))))
  .catch(() => undefined);

function checked(keys: Parameters<typeof assertIsJwks>[0]): Jwks {
  assertIsJwks(keys);
  return keys;
}

async function fetchKeys(signal?: AbortSignal): Promise<ArrayBuffer> {
  const { status, body } = await askCognito(`/${userPoolId}/.well-known/jwks.json`, {}, undefined, signal);
  if (status !== 200) throw Object.assign(new Error('the keys of the user pool could not be had'), { name: `HttpStatus.${status}` });
  return new Uint8Array(body).buffer;
}

class Unauthorized extends Error {}

/**
 * Says whether the bearer of a token may call the methods of one rule. The gateway keeps the answer for a while, for
 * every method that the rule protects, so it is for all of them alike.
 *
 * @throws Error named `Unauthorized`, which the gateway makes a 401 of; any other one becomes a 500, never an open door
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
      // The gateway takes no objects here, so the claims travel as text.
      ...member ? { context: { claims: JSON.stringify(claims) } } : {},
    };
  } catch (error) {
    const refused = error instanceof Unauthorized;
    fields.outcome = refused ? 'unauthorized' : 'temporarily_unavailable';
    fields.cause = refused ? error.message : causeName(error);
    // The very word is what the gateway goes by.
    throw new Error(refused ? 'Unauthorized' : 'Unavailable');
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
