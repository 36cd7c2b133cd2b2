import type { AnyCommand, Cognito } from './cognito';
import { ENV } from '../../contract';

const LONGEST_MS = 1_500;

/**
 * Does while the function starts, when it has a whole processor, what the first request would have to wait for: the SDK
 * is rehearsed, and the connection to Cognito opened. The request for that is unsigned, because a signature made now
 * could be frozen with the process and expire. Whatever goes wrong, the first real request will find out.
 *
 * @param command any that the function calls
 */
export async function prime(cognito: Cognito, command: AnyCommand): Promise<void> {
  if (process.env[ENV.PRIME] === 'off') {
    return;
  }
  try {
    const address = await cognito.rehearse(command);
    await cognito.transport.send({ ...address, path: '/' }, undefined, AbortSignal.timeout(LONGEST_MS));
  } catch {
    // As it was without.
  }
}
