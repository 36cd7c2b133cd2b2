import { AwsService, endpointVariableOf, serviceOfType } from './aws-services';
import { readServiceCall, ServiceCall, serviceError } from './service-call';
import { UnservedResource } from './unserved-resources';
import { HttpReply, HttpRequest } from '../gateway/http-message';
import { LoopbackServer, serveOnLoopback } from '../gateway/serve/http-server';
import { isLoopbackHost } from '../gateway/serve/loopback-host';

/** Serves the calls of one service. */
export type ServiceHandler = (call: ServiceCall) => Promise<HttpReply>;

export interface ServiceEndpointOptions {
  /** By the name that SDKs sign requests for, such as `dynamodb`. */
  readonly handlers: ReadonlyMap<string, ServiceHandler>;
  /** Resources that an error can name. */
  readonly unserved: readonly UnservedResource[];
  /** What else serves a service, after "or". */
  readonly remedies?: Readonly<Record<string, string>>;
  /** Name of the function that signed a call. */
  functionNameOf(accessKeyId: string | undefined): string | undefined;
  /** Receives one line for each call that is rejected. */
  onRejected(line: string): void;
}

/** Longest request that a service of AWS takes here, in bytes. */
const BODY_LIMIT = 16 * 1024 * 1024;

const CODE = 'ServiceNotServedLocally';

/**
 * The endpoint that every SDK of a function sends its requests to, unless another one is set for the service. It hands a request
 * to the handler of its service, and rejects all others at once, so that none of them reaches AWS.
 */
export function startServiceEndpoint(options: ServiceEndpointOptions): Promise<LoopbackServer> {
  return serveOnLoopback((request) => answer(request, options), { port: 0, bodyLimit: BODY_LIMIT });
}

async function answer(request: HttpRequest, options: ServiceEndpointOptions): Promise<HttpReply> {
  const call = readServiceCall(request);
  // As for Cognito: a browser page that rebound a name does not get in.
  if (!isLoopbackHost(request.headers.get('host'))) return serviceError(call, 403, 'AccessDenied', 'This answers only on 127.0.0.1 or localhost');
  const handler = options.handlers.get(call.service.signingName);
  if (handler) return handler(call);
  const message = messageOf(call, options);
  options.onRejected(`${options.functionNameOf(call.accessKeyId) ?? 'a function'}: ${message}`);
  // No 5xx: an SDK would try again.
  return serviceError(call, 400, CODE, message);
}

function messageOf(call: ServiceCall, { unserved, remedies = {} }: ServiceEndpointOptions): string {
  const { service, operation } = call;
  const resource = resourceOf(call, unserved);
  const of = resource ? ` of ${resource.logicalId} (${resource.type})` : '';
  const variable = endpointVariableOf(service);
  const other = remedies[service.signingName] ?? `give the function the variable ${variable} in the app`;
  return `${service.name} is not served by the local stack, so ${operation}${of} fails: start the local stack with ${variable} set to the address of an emulator, or ${other}`;
}

/** The resource whose name, ARN or URL is in the request; the longest one, as a name may be part of another. */
function resourceOf({ request, service }: ServiceCall, unserved: readonly UnservedResource[]): UnservedResource | undefined {
  const text = [decoded(request.path), ...request.query.flat(), decoded(request.body.toString('utf8'))].join('\n');
  return unserved
    .filter(({ type, ref }) => isOf(service, type) && text.includes(ref))
    .sort((one, other) => other.ref.length - one.ref.length)
    .at(0);
}

function isOf(service: AwsService, type: string): boolean {
  return serviceOfType(type).signingName === service.signingName;
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text.replace(/\+/g, ' '));
  } catch {
    return text;
  }
}
