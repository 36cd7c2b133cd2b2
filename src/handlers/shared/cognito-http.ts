import { configuredEndpoint, requireEnv } from './environment';
import { Transport, TransportReply, TransportRequest } from './transport';

const transport = new Transport();

/**
 * Asks Cognito what needs no signature, without the SDK: an authorizer stands before every request, and the SDK would be
 * nine tenths of its cold start.
 *
 * @throws Error where there is no answer within three seconds, or before the signal
 */
export async function askCognito(
  path: string, options: Pick<TransportRequest, 'headers' | 'method'> = {}, body?: string, signal?: AbortSignal,
): Promise<TransportReply> {
  const { protocol, hostname, port, pathname } = new URL(path, configuredEndpoint() ?? `https://cognito-idp.${requireEnv('AWS_REGION')}.amazonaws.com`);
  return transport.send({ ...options, protocol, hostname, port, path: pathname }, body, signal);
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
