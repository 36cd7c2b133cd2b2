import { get as httpGet } from 'node:http';
import { get as httpsGet } from 'node:https';
import type { Cognito } from './cognito';
import { ENV } from '../../contract';

const LONGEST_MS = 1_500;

/**
 * Opens the connection to Cognito while the function starts, when it has a whole processor: the handshake costs the
 * first request of a small function a third of a second. The request is unsigned, because a signature made now could
 * be frozen with the process and expire. Whatever goes wrong, the first real request will find out.
 */
export async function prime(cognito: Cognito): Promise<void> {
  if (process.env[ENV.PRIME] === 'off') {
    return;
  }
  await new Promise<void>((resolve) => {
    try {
      const { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint, AWS_REGION: region } = process.env;
      const url = new URL(endpoint ?? `https://cognito-idp.${region}.amazonaws.com`);
      const signal = AbortSignal.timeout(LONGEST_MS);
      const request = url.protocol === 'https:'
        ? httpsGet(url, { agent: cognito.httpsAgent, signal })
        : httpGet(url, { agent: cognito.httpAgent, signal });
      request.on('response', (response) => response.resume().on('close', resolve));
      request.on('error', () => resolve());
    } catch {
      resolve();
    }
  });
}
