import { randomBytes } from 'node:crypto';
import type { Clock } from '../../clock';
import { invalidSession, notAuthorized } from '../errors';
import type { AppClient } from '../pool/user-pool';
import type { TotpDevice, User } from '../users/user';

export type ChallengeName = 'NEW_PASSWORD_REQUIRED' | 'SOFTWARE_TOKEN_MFA' | 'SMS_MFA' | 'EMAIL_OTP' | 'SELECT_MFA_TYPE' | 'MFA_SETUP';

/** One challenge put to one user through one client. */
export interface AuthSession {
  readonly id: string;
  readonly sub: string;
  readonly clientId: string;
  readonly challenge: ChallengeName;
  /** Milliseconds since the epoch. */
  readonly expiresAt: number;
  /** The code that was sent for this challenge. */
  readonly code?: string;
  /** What a user who must set up TOTP has done so far; it becomes theirs when they complete the challenge. */
  readonly totp?: TotpDevice;
  /** Whether the sign-in went through NEW_PASSWORD_REQUIRED. */
  readonly newPassword?: boolean;
  used: boolean;
}

type SessionContent = Pick<AuthSession, 'challenge' | 'code' | 'totp' | 'newPassword'>;

const usedSession = () => notAuthorized('Invalid session for the user, session can only be used once.');

/** The challenges of a pool that await an answer. */
export class AuthSessions {
  private readonly sessions = new Map<string, AuthSession>();

  public constructor(private readonly clock: Clock) {}

  /** @returns the session's id: opaque, and as unguessable as Cognito's */
  public open(user: User, client: AppClient, content: SessionContent): string {
    this.forgetExpired();
    const id = `AYABe${randomBytes(480).toString('base64url')}`;
    this.sessions.set(id, {
      id,
      sub: user.sub,
      clientId: client.id,
      expiresAt: this.clock.now() + client.settings.sessionValidity,
      used: false,
      ...content,
    });
    return id;
  }

  public has(id: string): boolean {
    return this.sessions.has(id);
  }

  /**
   * @throws CognitoError NotAuthorizedException for a session that is unknown, used, expired, or of another client
   */
  public find(id: string, clientId?: string): AuthSession {
    const session = this.sessions.get(id);
    if (!session || (clientId !== undefined && session.clientId !== clientId)) throw invalidSession();
    if (session.used) throw usedSession();
    if (this.clock.now() >= session.expiresAt) throw notAuthorized('Invalid session for the user, session is expired.');
    return session;
  }

  /**
   * Spends a session; of several answers at the same time one gets through.
   * @throws CognitoError NotAuthorizedException where it is spent already
   */
  public use(session: AuthSession): void {
    if (session.used) throw usedSession();
    session.used = true;
  }

  // Kept a while after their end, so that the answer can say "expired"; insertion order is close enough to age.
  private forgetExpired(): void {
    const longGone = this.clock.now() - 3_600_000;
    for (const [id, session] of this.sessions) {
      if (session.expiresAt > longGone) break;
      this.sessions.delete(id);
    }
  }
}
