import { randomBytes } from 'node:crypto';
import { type HttpRequest, matchesMediaType, mediaType } from '../http-message';
import type { RequestContext } from './request-context';
import type { Route } from './router';
import type { RestApi, Stage } from '../model/rest-api';

/** The event of a Lambda proxy integration of a REST API (payload format 1.0). */
export interface LambdaProxyEvent {
  readonly resource: string;
  readonly path: string;
  readonly httpMethod: string;
  readonly headers: Record<string, string> | null;
  readonly multiValueHeaders: Record<string, string[]> | null;
  readonly queryStringParameters: Record<string, string> | null;
  readonly multiValueQueryStringParameters: Record<string, string[]> | null;
  readonly pathParameters: Readonly<Record<string, string>> | null;
  readonly stageVariables: Readonly<Record<string, string>> | null;
  readonly requestContext: RequestContext;
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
}

/** Hop-by-hop headers, which belong to the connection. */
const NOT_FORWARDED = new Set(['connection', 'content-length', 'expect', 'keep-alive', 'te', 'transfer-encoding', 'upgrade']);

/**
 * Builds the proxy event for a request.
 *
 * @param path - path below the stage
 */
export function createProxyEvent(
  api: RestApi, stage: Stage, route: Route, request: HttpRequest, path: string, context: RequestContext,
): LambdaProxyEvent {
  const headers = forwardedHeaders(request);
  const isBase64Encoded = matchesMediaType(mediaType(request.headers.get('content-type')), api.binaryMediaTypes) && request.body.length > 0;
  return {
    resource: route.method.resource.path,
    path,
    httpMethod: request.method,
    headers: lastValues(headers),
    multiValueHeaders: allValues(headers),
    queryStringParameters: lastValues(request.query),
    multiValueQueryStringParameters: allValues(request.query),
    pathParameters: Object.keys(route.pathParameters).length > 0 ? route.pathParameters : null,
    stageVariables: stage.variables,
    requestContext: context,
    body: request.body.length > 0 ? request.body.toString(isBase64Encoded ? 'base64' : 'utf8') : null,
    isBase64Encoded,
  };
}

function forwardedHeaders(request: HttpRequest): (readonly [string, string])[] {
  const forwarded = request.headers.entries().filter(([name]) => !NOT_FORWARDED.has(name.toLowerCase()) && !/^x-(forwarded-(for|port|proto)|amzn-trace-id)$/i.test(name));
  const claimed = request.headers.get('x-forwarded-for');
  return [
    ...forwarded,
    ['X-Amzn-Trace-Id', request.headers.get('x-amzn-trace-id') ?? `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')}`],
    // Like API Gateway, appends the client's address to what the client sent.
    ['X-Forwarded-For', claimed ? `${claimed}, ${request.sourceIp}` : request.sourceIp],
    ['X-Forwarded-Port', /:(\d+)$/.exec(request.headers.get('host') ?? '')?.[1] ?? '80'],
    ['X-Forwarded-Proto', 'http'],
  ];
}

function lastValues(pairs: readonly (readonly [string, string])[]): Record<string, string> | null {
  return pairs.length > 0 ? Object.fromEntries(pairs) : null;
}

function allValues(pairs: readonly (readonly [string, string])[]): Record<string, string[]> | null {
  if (pairs.length === 0) return null;
  const values = new Map<string, string[]>();
  for (const [name, value] of pairs) values.set(name, [...values.get(name) ?? [], value]);
  return Object.fromEntries(values);
}
