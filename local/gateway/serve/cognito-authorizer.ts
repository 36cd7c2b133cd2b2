import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { Jwks } from 'aws-jwt-verify/jwk';
import { claimsAsText } from './claims';
import { GatewayError } from './gateway-error';
import { Clock } from '../../clock';
import { HttpRequest } from '../http-message';
import { CognitoAuthorization } from '../model/rest-api';

/** A user pool whose tokens an authorizer may accept. */
export interface TrustedUserPool {
  readonly id: string;
  readonly arn: string;
  /** The public keys; asked for when the first token comes, as making them takes a while. */
  jwks(): { readonly keys: object[] };
}

type Claims = Readonly<Record<string, unknown>>;

/**
 * Checks tokens as a `COGNITO_USER_POOLS` authorizer does: signature, issuer, expiry, token use and scopes.
 * Any client of the pool passes, and a revoked token passes until it expires, as on AWS.
 */
export class CognitoAuthorizer {
  private readonly verifiers = new Map<string, (token: string) => Claims>();

  constructor(private readonly pools: readonly TrustedUserPool[], private readonly clock: Clock) {}

  /**
   * @returns the claims as the function sees them
   * @throws GatewayError of type UNAUTHORIZED
   */
  authorize(request: HttpRequest, authorization: CognitoAuthorization): Record<string, string> {
    const header = request.headers.get(authorization.header) ?? '';
    const token = header.replace(/^Bearer +/i, '').trim();
    if (token === '') throw new GatewayError('UNAUTHORIZED');
    if (authorization.tokenPattern && !authorization.tokenPattern.test(header)) throw new GatewayError('UNAUTHORIZED');
    const claims = this.verify(token, authorization.userPoolArns);
    if (!claims) throw new GatewayError('UNAUTHORIZED');
    const now = this.clock.now() / 1000;
    if (typeof claims.exp !== 'number' || claims.exp <= now) throw new GatewayError('UNAUTHORIZED', { message: 'The incoming token has expired' });
    if (typeof claims.nbf === 'number' && claims.nbf > now) throw new GatewayError('UNAUTHORIZED');
    if (!isWanted(claims, authorization.scopes)) throw new GatewayError('UNAUTHORIZED');
    return claimsAsText(claims);
  }

  private verify(token: string, userPoolArns: readonly string[]): Claims | undefined {
    for (const arn of userPoolArns) {
      try {
        return this.verifierOf(arn)?.(token);
      } catch {
        // The token is not of this pool; another pool of the authorizer may know it.
      }
    }
    return undefined;
  }

  private verifierOf(arn: string): ((token: string) => Claims) | undefined {
    const pool = this.pools.find((candidate) => candidate.arn === arn);
    if (!pool || this.verifiers.has(arn)) return this.verifiers.get(arn);
    // The times are checked above against a clock that tests can move; the library knows only the machine's.
    const verifier = CognitoJwtVerifier.create({ userPoolId: pool.id, tokenUse: null, clientId: null, graceSeconds: Infinity });
    verifier.cacheJwks(pool.jwks() as Jwks);
    // verifySync looks at cached keys only: an unknown key id is a refusal and never a request to the network.
    const verify = (token: string) => verifier.verifySync(token);
    this.verifiers.set(arn, verify);
    return verify;
  }
}

function isWanted(claims: Claims, scopes: readonly string[]): boolean {
  if (scopes.length === 0) return claims.token_use === 'id';
  const granted = typeof claims.scope === 'string' ? claims.scope.split(' ') : [];
  return claims.token_use === 'access' && scopes.some((scope) => granted.includes(scope));
}
