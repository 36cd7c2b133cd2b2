/** What a person enters, or scans, into an authenticator app. */
export interface TotpSecret {
  /** Base32 (RFC 4648). */
  readonly secret: string;
  readonly otpauthUri: string;
}

/**
 * The secret with the URI that authenticator apps read from a QR code.
 *
 * @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format
 */
export function totpSecret(secret: string, account: string, issuer: string): TotpSecret {
  const label = `${encodeURIComponent(issuer)}:${encodeURIComponent(account)}`;
  return { secret, otpauthUri: `otpauth://totp/${label}?secret=${secret}&issuer=${encodeURIComponent(issuer)}` };
}
