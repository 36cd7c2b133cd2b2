import { ProblemError } from '../http/problem-error';

/** What a user enters or scans into an authenticator app. */
export interface TotpSecret {
  /** Base32 (RFC 4648). */
  readonly secret: string;
  readonly otpauthUri: string;
}

/**
 * A TOTP secret, with the URI that authenticator apps read from a QR code.
 *
 * @throws ProblemError internal_error if Cognito returned no secret
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function totpSecret(secret: string | undefined, account: string, issuer: string): TotpSecret {
  if (!secret) {
    throw new ProblemError('internal_error', 'NoSecret');
  }
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return { secret, otpauthUri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}` };
}
