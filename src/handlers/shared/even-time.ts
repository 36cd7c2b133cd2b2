import { setTimeout } from 'node:timers/promises';
import { now } from './clock';

/** Longer than Cognito usually takes to send a code, and short beside the wait for the mail. */
const STEP_MS = 500;

/**
 * Lets work that succeeds take a whole number of steps. Cognito is quicker where it has no code to send; what an answer
 * hides, its time must not tell.
 */
export async function inEvenTime<T>(work: Promise<T>): Promise<T> {
  const started = now();
  const result = await work;
  await setTimeout(STEP_MS - (now() - started) % STEP_MS);
  return result;
}
