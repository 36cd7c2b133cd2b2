import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import { requireEnv } from './environment';

const LONGEST_MS = 3_000;
const LARGEST_BYTES = 1024 * 1024;

const httpsAgent = new HttpsAgent({ keepAlive: true });
const httpAgent = new HttpAgent({ keepAlive: true });

export interface CognitoReply {
  readonly status: number;
  readonly body: Buffer;
}

/**
 * Asks Cognito what needs no signature, without the SDK: an authorizer stands before every request, and the SDK would be
 * nine tenths of its cold start.
 *
 * @throws Error where there is no answer within three seconds
 */
export async function askCognito(path: string, options: RequestOptions = {}, body?: string): Promise<CognitoReply> {
  const endpoint = process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER ?? `https://cognito-idp.${requireEnv('AWS_REGION')}.amazonaws.com`;
  const url = new URL(path, endpoint);
  const signal = AbortSignal.timeout(LONGEST_MS);
  return new Promise((resolve, reject) => {
    const sent = url.protocol === 'https:'
      ? httpsRequest(url, { ...options, signal, agent: httpsAgent })
      : httpRequest(url, { ...options, signal, agent: httpAgent });
    sent.on('error', reject);
    sent.on('response', (response) => {
      const chunks: Buffer[] = [];
      let bytes = 0;
      response.on('error', reject);
      response.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
        if (bytes > LARGEST_BYTES) sent.destroy(new Error('the answer is too large'));
        chunks.push(chunk);
      });
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks) }));
    });
    sent.end(body);
  });
}

/**
 * Whether Cognito still takes an access token: GetUser refuses one that was revoked or signed out, or whose user is gone
 * or disabled.
 *
 * @throws Error where Cognito says neither yes nor no
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html
 */
export async function isStillSignedIn(accessToken: string): Promise<boolean> {
  const { status, body } = await askCognito('/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'AWSCognitoIdentityProviderService.GetUser' },
  }, JSON.stringify({ AccessToken: accessToken }));
  if (status === 200) return true;
  const name = status === 400 ? errorName(body) : '';
  if (REFUSALS.has(name)) return false;
  throw Object.assign(new Error('GetUser failed'), { name: name || `HttpStatus.${status}` });
}

const REFUSALS = new Set(['NotAuthorizedException', 'PasswordResetRequiredException', 'UserNotConfirmedException', 'UserNotFoundException']);

/** `__type` is the name, in some services behind a namespace. */
function errorName(body: Buffer): string {
  try {
    const { __type: type } = JSON.parse(body.toString()) as { __type?: unknown };
    return typeof type === 'string' ? type.split('#').at(-1)! : '';
  } catch {
    return '';
  }
}
