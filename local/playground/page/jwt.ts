/** A JSON Web Token, read without checking its signature: that is the gateway's work. */
export interface DecodedToken {
  readonly header: Record<string, unknown>;
  readonly claims: Record<string, unknown>;
}

/** @returns `undefined` for what is no JSON Web Token, such as Cognito's encrypted refresh tokens */
export function decodeToken(token: string): DecodedToken | undefined {
  const parts = token.split('.');
  if (parts.length !== 3) return undefined;
  try {
    return { header: decodePart(parts[0]), claims: decodePart(parts[1]) };
  } catch {
    return undefined;
  }
}

function decodePart(part: string): Record<string, unknown> {
  const binary = atob(part.replace(/-/g, '+').replace(/_/g, '/'));
  const text = new TextDecoder().decode(Uint8Array.from(binary, (character) => character.charCodeAt(0)));
  return JSON.parse(text) as Record<string, unknown>;
}

/** The same token with another subject and the old signature, to see it refused. */
export function tamperWith(token: string): string {
  const [header, , signature] = token.split('.');
  const claims = { ...decodeToken(token)?.claims, sub: '00000000-0000-0000-0000-000000000000' };
  const payload = btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(claims))));
  return [header, payload.replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, ''), signature].join('.');
}

/** Seconds until the token expires, negative afterwards; `undefined` where it never does. */
export function secondsLeft({ claims }: DecodedToken, nowMilliseconds: number): number | undefined {
  return typeof claims.exp === 'number' ? Math.ceil(claims.exp - nowMilliseconds / 1000) : undefined;
}

/** `59:07`, `23:59:59` or `5 days`; for a time that is over, how long it has been. */
export function formatDuration(seconds: number): string {
  const total = Math.abs(seconds);
  if (total >= 2 * 86_400) return `${Math.floor(total / 86_400)} days`;
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  const minutesAndSeconds = `${two((total % 3600) / 60)}:${two(total % 60)}`;
  return total >= 3600 ? `${Math.floor(total / 3600)}:${minutesAndSeconds}` : minutesAndSeconds;
}
