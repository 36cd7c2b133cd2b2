import type { Cognito } from './client';
import { ENV } from '../../../routes/contract';
import type { Route } from '../../../routes/route';
import { Handler, REHEARSAL } from '../http/serve';

const MAX_MS = 1_500;

/**
 * Moves work of the first request into INIT, when Lambda gives the function a whole processor: it rehearses a request,
 * opens the connection to Cognito and reads the client's secret. The request that opens the connection is unsigned, because a signature could be frozen
 * with the process and expire. Failures are ignored; the first real request meets them again.
 *
 * @param route a route of the function that responds without a delay
 * @param body a valid body for the route; it never leaves the function
 * @returns the status of the rehearsed response
 */
export async function prime(cognito: Cognito, handler: Handler, route: Route, body?: object): Promise<number | undefined> {
  const mode = process.env[ENV.PRIME];
  if (mode === 'off') {
    return undefined;
  }
  const connects = mode !== 'rehearse';
  // After a failure, the first request opens the connection and reads the secret instead.
  const ignore = () => undefined;
  const secretRead = connects ? cognito.readClientSecret(AbortSignal.timeout(MAX_MS)).catch(ignore) : undefined;
  const { statusCode } = await handler(rehearsalEvent(route, body) as Parameters<Handler>[0], REHEARSAL);
  if (connects && cognito.address) {
    await cognito.transport.send({ ...cognito.address, path: '/' }, undefined, AbortSignal.timeout(MAX_MS)).catch(ignore);
  }
  await secretRead;
  return statusCode;
}

/** The parts of an event that handlers read. Address and domain are reserved for examples (RFC 5737, RFC 2606). */
function rehearsalEvent({ method, path }: Route, body?: object): object {
  return {
    httpMethod: method,
    resource: `/${path}`,
    headers: { 'Authorization': 'none', 'Content-Type': 'application/json', 'Origin': 'https://example.com', 'User-Agent': 'none' },
    requestContext: { identity: { sourceIp: '192.0.2.1' } },
    body: body && JSON.stringify(body),
  };
}
