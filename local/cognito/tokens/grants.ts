import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Clock } from '../../clock';
import { CognitoError, notAuthorized } from '../errors';
import type { AppClient } from '../pool/user-pool';
import type { User } from '../users/user';

/** One sign-in, to which its ID, access and refresh tokens belong; revoking it revokes them all. */
export interface Grant {
  /** The tokens' `origin_jti`. */
  readonly id: string;
  /** The tokens' `event_id`. */
  readonly eventId: string;
  readonly sub: string;
  readonly clientId: string;
  /** Seconds since the epoch. */
  readonly authTime: number;
  /** Milliseconds since the epoch: the end of its refresh tokens. */
  readonly expiresAt: number;
  revoked: boolean;
}

interface RefreshToken {
  readonly grant: Grant;
  /** When rotation replaced it. */
  rotatedAt?: number;
}

/** A sign-in as it is written to a file. Refresh tokens are in it as digests: whoever reads it cannot use them. */
export interface StoredGrant extends Grant {
  readonly refreshTokens: readonly { readonly digest: string; readonly rotatedAt?: number }[];
  /** `jti`s of access tokens that name their grant nowhere. */
  readonly accessTokens: readonly string[];
}

const digest = (token: string) => createHash('sha256').update(token).digest('base64url');

// Opaque to every client, but of the form and length of Cognito's encrypted JWTs, so that a client which
// stores it in too small a place finds out here.
const JWE_HEADER = Buffer.from(JSON.stringify({ cty: 'JWT', enc: 'A256GCM', alg: 'RSA-OAEP' })).toString('base64url');
const newToken = () => [JWE_HEADER, ...[256, 12, 800, 16].map((bytes) => randomBytes(bytes).toString('base64url'))].join('.');

/** The sign-ins of a pool and their refresh tokens. */
export class Grants {
  private readonly byId = new Map<string, Grant>();
  private readonly bySub = new Map<string, Set<Grant>>();
  private readonly refreshTokens = new Map<string, RefreshToken>();
  /** Grants of access tokens that carry no `origin_jti`, by `jti`. */
  private readonly byAccessToken = new Map<string, Grant>();

  public constructor(private readonly clock: Clock) {}

  public open(user: User, client: AppClient): { grant: Grant; refreshToken: string } {
    const now = this.clock.now();
    const grant: Grant = {
      id: randomUUID(),
      eventId: randomUUID(),
      sub: user.sub,
      clientId: client.id,
      authTime: Math.floor(now / 1000),
      expiresAt: now + client.settings.refreshTokenValidity,
      revoked: false,
    };
    this.file(grant);
    return { grant, refreshToken: this.addRefreshToken(grant) };
  }

  /** The sign-ins whose refresh tokens have not expired. */
  public stored(): StoredGrant[] {
    const now = this.clock.now();
    const stored = new Map([...this.byId.values()]
      .filter(({ expiresAt }) => expiresAt > now)
      .map((grant) => [grant, { ...grant, refreshTokens: [] as { digest: string; rotatedAt?: number }[], accessTokens: [] as string[] }]));
    for (const [key, { grant, rotatedAt }] of this.refreshTokens) stored.get(grant)?.refreshTokens.push({ digest: key, rotatedAt });
    for (const [jti, grant] of this.byAccessToken) stored.get(grant)?.accessTokens.push(jti);
    return [...stored.values()];
  }

  /** Takes in what `stored` gave. */
  public restore(stored: readonly StoredGrant[]): void {
    for (const { refreshTokens, accessTokens, ...grant } of stored) {
      this.file(grant);
      for (const token of refreshTokens) this.refreshTokens.set(token.digest, { grant, rotatedAt: token.rotatedAt });
      for (const jti of accessTokens) this.recordAccessToken(jti, grant);
    }
  }

  /**
   * The grant of a refresh token that may be used now, and its successor where the client rotates.
   * @throws CognitoError NotAuthorizedException, RefreshTokenReuseException
   */
  public refresh(token: string, client: AppClient): { grant: Grant; successor?: string } {
    const found = this.refreshTokens.get(digest(token));
    if (!found || found.grant.clientId !== client.id) throw notAuthorized('Invalid Refresh Token.');
    const { grant } = found;
    const now = this.clock.now();
    if (grant.revoked) throw notAuthorized('Refresh Token has been revoked');
    if (now >= grant.expiresAt) throw notAuthorized('Refresh Token has expired');
    const gracePeriod = client.settings.rotationGracePeriod;
    if (gracePeriod === undefined) return { grant };
    if (found.rotatedAt !== undefined && now >= found.rotatedAt + gracePeriod) {
      // Two parties hold the same token; nobody can tell which of them stole it.
      this.revoke(grant);
      throw new CognitoError('RefreshTokenReuseException', 'Refresh token reuse detected.');
    }
    found.rotatedAt ??= now;
    return { grant, successor: this.addRefreshToken(grant) };
  }

  /** The grant that a refresh token belongs to, whatever its state. */
  public ofRefreshToken(token: string): Grant | undefined {
    return this.refreshTokens.get(digest(token))?.grant;
  }

  /** The grant of an access token by its claims. */
  public ofAccessToken(claims: { origin_jti?: string; jti: string }): Grant | undefined {
    return claims.origin_jti === undefined ? this.byAccessToken.get(claims.jti) : this.byId.get(claims.origin_jti);
  }

  /** Remembers an access token that names its grant nowhere. */
  public recordAccessToken(jti: string, grant: Grant): void {
    this.byAccessToken.set(jti, grant);
  }

  public revoke(grant: Grant): void {
    grant.revoked = true;
  }

  /** Ends every session of a user: sign-out everywhere, disabling and deletion. */
  public revokeAllOf(user: User): void {
    this.bySub.get(user.sub)?.forEach((grant) => this.revoke(grant));
  }

  private file(grant: Grant): void {
    this.byId.set(grant.id, grant);
    const grants = this.bySub.get(grant.sub) ?? new Set();
    this.bySub.set(grant.sub, grants.add(grant));
  }

  private addRefreshToken(grant: Grant): string {
    const token = newToken();
    this.refreshTokens.set(digest(token), { grant });
    return token;
  }
}
