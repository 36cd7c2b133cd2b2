import { Transport, TransportReply, TransportRequest } from './transport';
import { configuredEndpoint, requireEnv } from '../runtime/environment';

const transport = new Transport();

/**
 * Sends Cognito a request that needs no signature, without the SDK. Authorizers use it: they run before every request,
 * and the SDK would be nine tenths of their cold start.
 *
 * @throws Error if there is no response within three seconds, or before the signal aborts
 */
export async function sendUnsigned(
  path: string, options: Pick<TransportRequest, 'headers' | 'method'> = {}, body?: string, signal?: AbortSignal,
): Promise<TransportReply> {
  const { protocol, hostname, port, pathname } = new URL(path, configuredEndpoint('COGNITO_IDENTITY_PROVIDER') ?? `https://cognito-idp.${requireEnv('AWS_REGION')}.amazonaws.com`);
  return transport.send({ ...options, protocol, hostname, port, path: pathname }, body, signal);
}

/**
 * Whether Cognito still accepts an access token. GetUser rejects it if the token was revoked, or if the user has signed
 * out everywhere, was deleted or is disabled.
 *
 * @throws Error if Cognito's response does not say so
 * @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_GetUser.html
 */
export async function isStillSignedIn(accessToken: string): Promise<boolean> {
  const { status, body } = await sendUnsigned('/', {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-amz-json-1.1', 'X-Amz-Target': 'AWSCognitoIdentityProviderService.GetUser' },
  }, JSON.stringify({ AccessToken: accessToken }));
  if (status === 200) return true;
  const name = status === 400 ? errorName(body) : '';
  if (SIGNED_OUT_ERRORS.has(name)) return false;
  throw Object.assign(new Error('GetUser failed'), { name: name || `HttpStatus.${status}` });
}

const SIGNED_OUT_ERRORS = new Set(['NotAuthorizedException', 'PasswordResetRequiredException', 'UserNotConfirmedException', 'UserNotFoundException']);

/** `__type` is the name of the error. Some services put a namespace and `#` before it. */
function errorName(body: Buffer): string {
  try {
    const { __type: type } = JSON.parse(body.toString()) as { __type?: unknown };
    return typeof type === 'string' ? type.split('#').at(-1)! : '';
  } catch {
    return '';
  }
}
