import { CognitoJwtVerifier } from 'aws-jwt-verify';
import type { Jwks } from 'aws-jwt-verify/jwk';
import { claimsAsText } from './claims';
import { GatewayError } from './gateway-error';
import type { Clock } from '../../clock';
import type { HttpRequest } from '../http-message';
import type { CognitoAuthorization } from '../model/authorization';

/** A user pool whose tokens an authorizer may accept. */
export interface TrustedUserPool {
  readonly id: string;
  readonly arn: string;
  /** The public keys. Called with the first token, because generating keys takes a while. */
  jwks(): { readonly keys: object[] };
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Verifies tokens as a `COGNITO_USER_POOLS` authorizer does: signature, issuer, expiry, audience, token use and scopes.
 * As on AWS, tokens of every client of the pool pass an authorizer without a validation expression, and a revoked token
 * passes until it expires.
 */
export class CognitoAuthorizer {
  private readonly verifiers = new Map<string, (token: string) => Claims>();

  constructor(private readonly pools: readonly TrustedUserPool[], private readonly clock: Clock) {}

  /**
   * @returns the claims as they appear in the proxy event
   * @throws GatewayError of type UNAUTHORIZED
   */
  authorize(request: HttpRequest, authorization: CognitoAuthorization): Record<string, string> {
    const header = request.headers.get(authorization.header) ?? '';
    const token = header.replace(/^Bearer +/i, '').trim();
    if (token === '') throw new GatewayError('UNAUTHORIZED');
    const claims = this.verify(token, authorization.userPoolArns);
    if (!claims) throw new GatewayError('UNAUTHORIZED');
    const now = this.clock.now() / 1000;
    if (typeof claims.exp !== 'number' || claims.exp <= now) throw new GatewayError('UNAUTHORIZED', { message: 'The incoming token has expired' });
    if (typeof claims.nbf === 'number' && claims.nbf > now) throw new GatewayError('UNAUTHORIZED');
    if (authorization.audience && !authorization.audience.test(String(claims.aud ?? ''))) throw new GatewayError('UNAUTHORIZED');
    if (!isAccepted(claims, authorization.scopes)) throw new GatewayError('UNAUTHORIZED');
    return claimsAsText(claims);
  }

  private verify(token: string, userPoolArns: readonly string[]): Claims | undefined {
    for (const arn of userPoolArns) {
      try {
        return this.verifierFor(arn)?.(token);
      } catch {
        // Not a token of this pool; it may belong to another pool of the authorizer.
      }
    }
    return undefined;
  }

  private verifierFor(arn: string): ((token: string) => Claims) | undefined {
    const pool = this.pools.find((candidate) => candidate.arn === arn);
    if (!pool || this.verifiers.has(arn)) return this.verifiers.get(arn);
    // The library compares times with the system clock; `authorize` compares them with a clock that tests can move.
    const verifier = CognitoJwtVerifier.create({ userPoolId: pool.id, tokenUse: null, clientId: null, graceSeconds: Infinity });
    verifier.cacheJwks(pool.jwks() as Jwks);
    // verifySync only uses cached keys: an unknown key id is rejected without a network request.
    const verify = (token: string) => verifier.verifySync(token);
    this.verifiers.set(arn, verify);
    return verify;
  }
}

function isAccepted(claims: Claims, scopes: readonly string[]): boolean {
  if (scopes.length === 0) return claims.token_use === 'id';
  const granted = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  return claims.token_use === 'access' && scopes.some((scope) => granted.includes(scope));
}
