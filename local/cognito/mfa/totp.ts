import { createHmac, randomBytes } from 'node:crypto';

// RFC 6238 with the parameters that Cognito and the common authenticator apps use.
const STEP = 30_000;
const DIGITS = 6;
const DRIFT_STEPS = 1;
const BASE32 = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** A shared secret of 256 bits in base32 (RFC 4648) without padding. */
export function newTotpSecret(): string {
  const bits = [...randomBytes(32)].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return bits.match(/.{1,5}/g)!.map((five) => BASE32[parseInt(five.padEnd(5, '0'), 2)]).join('');
}

function decodeBase32(secret: string): Buffer {
  const bits = [...secret].map((character) => BASE32.indexOf(character).toString(2).padStart(5, '0')).join('');
  return Buffer.from(bits.match(/.{8}/g)!.map((byte) => parseInt(byte, 2)));
}

/** RFC 4226, 5.3. */
function hotp(key: Buffer, counter: number): string {
  const message = Buffer.alloc(8);
  message.writeBigUInt64BE(BigInt(counter));
  const digest = createHmac('sha1', key).update(message).digest();
  const offset = digest[digest.length - 1] % 16;
  const number = digest.readUInt32BE(offset) % 2 ** 31;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
}

/**
 * The time step that a code belongs to, at most one before or after the present one.
 * @param now milliseconds since the epoch
 * @returns undefined for a wrong code
 */
export function totpStep(secret: string, code: string, now: number): number | undefined {
  const key = decodeBase32(secret);
  const present = Math.floor(now / STEP);
  const steps = Array.from({ length: 2 * DRIFT_STEPS + 1 }, (_unused, index) => present - DRIFT_STEPS + index);
  return steps.find((step) => hotp(key, step) === code);
}
