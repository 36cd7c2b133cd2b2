import type { Cognito } from './cognito';
import { Handler, REHEARSAL } from './serve';
import { ENV } from '../../routes/contract';
import type { Route } from '../../routes/route';

const LONGEST_MS = 1_500;

/**
 * Does while the function starts, when it has a whole processor, what the first request would have to wait for: a request
 * is rehearsed, and the connection to Cognito opened. The request for that is unsigned, because a signature made now
 * could be frozen with the process and expire. Whatever goes wrong, the first real request will find out.
 *
 * @param route one that the function serves without waiting
 * @param body one that the route takes; nothing in it goes anywhere
 * @returns the status of the rehearsed answer
 */
export async function prime(cognito: Cognito, handler: Handler, route: Route, body?: object): Promise<number | undefined> {
  const mode = process.env[ENV.PRIME];
  if (mode === 'off') {
    return undefined;
  }
  const { statusCode } = await handler(requestOf(route, body) as Parameters<Handler>[0], REHEARSAL);
  try {
    if (mode !== 'rehearse' && cognito.address) {
      await cognito.transport.send({ ...cognito.address, path: '/' }, undefined, AbortSignal.timeout(LONGEST_MS));
    }
  } catch {
    // As it was without.
  }
  return statusCode;
}

/** What of an event the handlers read; addresses and names are those that RFC 5737 and RFC 2606 keep free. */
function requestOf({ method, path }: Route, body?: object): object {
  return {
    httpMethod: method,
    resource: `/${path}`,
    headers: { 'Authorization': 'none', 'Content-Type': 'application/json', 'Origin': 'https://example.com', 'User-Agent': 'none' },
    requestContext: { identity: { sourceIp: '192.0.2.1' } },
    body: body && JSON.stringify(body),
  };
}
