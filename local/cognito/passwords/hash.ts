import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string, salt: Buffer, length: number, options: { N: number; r: number; p: number },
) => Promise<Buffer>;

// 4 MiB and about 7 ms a guess: persisted developer passwords resist an idle look, while two cores still sign in some 300
// users a second. Production strength (2^17) would make the local stack ten times slower than Cognito itself.
const LOG2_COST = 12;
const BLOCK_SIZE = 8;
const KEY_BYTES = 32;

const run = (password: string, salt: Buffer, log2Cost: number) =>
  derive(password, salt, KEY_BYTES, { N: 2 ** log2Cost, r: BLOCK_SIZE, p: 1 });

/** @returns `scrypt$<log2 cost>$<salt>$<key>`, the last two in base64url */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await run(password, salt, LOG2_COST);
  return ['scrypt', LOG2_COST, salt.toString('base64url'), key.toString('base64url')].join('$');
}

export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const [, log2Cost, salt, key] = hash.split('$');
  const found = await run(password, Buffer.from(salt, 'base64url'), Number(log2Cost));
  return timingSafeEqual(found, Buffer.from(key, 'base64url'));
}

/** Costs what a comparison costs, so that an unknown user takes as long as a wrong password. */
export async function spendComparison(password: string): Promise<void> {
  await run(password, Buffer.alloc(16), LOG2_COST);
}
