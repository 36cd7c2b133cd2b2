import { setTimeout } from 'node:timers/promises';
import { now } from './clock';

/** Longer than Cognito usually takes to send a code. Users wait longer for the email. */
const INTERVAL_MS = 500;

/**
 * Makes successful work take a multiple of 500 ms. Cognito responds faster if there is no account to send a code to, and
 * timing must not reveal what the response hides.
 */
export async function padToInterval<T>(work: Promise<T>): Promise<T> {
  const started = now();
  const result = await work;
  await setTimeout(INTERVAL_MS - (now() - started) % INTERVAL_MS);
  return result;
}
