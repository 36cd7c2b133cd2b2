export const TOTP_STEP_MILLISECONDS = 30_000;

/** The number of the time step, counted from the epoch. */
export function totpStep(nowMilliseconds: number): number {
  return Math.floor(nowMilliseconds / TOTP_STEP_MILLISECONDS);
}

/** The code that an authenticator app shows: RFC 6238 with SHA-1, six digits and steps of 30 seconds, as Cognito wants it. */
export async function totpCode(base32Secret: string, nowMilliseconds: number): Promise<string> {
  const key = await crypto.subtle.importKey('raw', decodeBase32(base32Secret), { name: 'HMAC', hash: 'SHA-1' }, false, ['sign']);
  const counter = new DataView(new ArrayBuffer(8));
  counter.setBigUint64(0, BigInt(totpStep(nowMilliseconds)));
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter));
  const offset = mac.getUint8(19) % 16;
  const number = mac.getUint32(offset) % 2 ** 31;
  return String(number % 1_000_000).padStart(6, '0');
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

function decodeBase32(text: string): Uint8Array<ArrayBuffer> {
  const bits = [...text.toUpperCase().replace(/[\s=]/g, '')].map((character) => {
    const value = ALPHABET.indexOf(character);
    if (value < 0) throw new Error(`'${character}' is no base32 digit`);
    return value.toString(2).padStart(5, '0');
  }).join('');
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (byte) => parseInt(byte, 2));
}
