import { createHmac, randomBytes, scrypt, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

const derive = promisify(scrypt) as (
  password: string, salt: Buffer, length: number, options: { N: number; r: number; p: number },
) => Promise<Buffer>;

// 4 MiB and about 7 ms a guess: persisted developer passwords resist an idle look. Production strength (2^17) would make the
// local stack ten times slower than Cognito itself.
const LOG2_COST = 12;
const BLOCK_SIZE = 8;
const KEY_BYTES = 32;

const run = (password: string, salt: Buffer, log2Cost: number) =>
  derive(password, salt, KEY_BYTES, { N: 2 ** log2Cost, r: BLOCK_SIZE, p: 1 });

/**
 * Passwords that were found right in this run, each with its hash: who logs in again, as tests do all the time, waits for no
 * comparison. Only right ones are in here: a wrong password still costs as much as an unknown user.
 */
const proven = new Set<string>();
const MOST_PROVEN = 1_000;
/** Made for this process: the digests say nothing outside of it, and are never written down. */
const PROOF_KEY = randomBytes(32);

const proofOf = (password: string, hash: string) => createHmac('sha256', PROOF_KEY).update(`${hash} ${password}`).digest('base64');

function remember(proof: string): void {
  proven.add(proof);
  if (proven.size > MOST_PROVEN) proven.delete(proven.values().next().value!);
}

/** @returns `scrypt$<log2 cost>$<salt>$<key>`, the last two in base64url */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16);
  const key = await run(password, salt, LOG2_COST);
  const hash = ['scrypt', LOG2_COST, salt.toString('base64url'), key.toString('base64url')].join('$');
  remember(proofOf(password, hash));
  return hash;
}

export async function passwordMatches(password: string, hash: string): Promise<boolean> {
  const proof = proofOf(password, hash);
  if (proven.has(proof)) return true;
  const [, log2Cost, salt, key] = hash.split('$');
  const found = await run(password, Buffer.from(salt, 'base64url'), Number(log2Cost));
  const matches = timingSafeEqual(found, Buffer.from(key, 'base64url'));
  if (matches) remember(proof);
  return matches;
}

/** Costs what a comparison costs, so that an unknown user takes as long as a wrong password. */
export async function spendComparison(password: string): Promise<void> {
  await run(password, Buffer.alloc(16), LOG2_COST);
}
