import type { APIGatewayProxyResult } from 'aws-lambda';
import type { Route } from '../../../src/routes/route';

export const CLIENT_ID = '1example23456789';
export const EMAIL = 'ada@example.com';
export const PASSWORD = 'canary Correct-Horse 9';
export const ACCESS_TOKEN = 'canary.access.token';
export const SESSION = 'canary-session-AYABe';
export const REFRESH_TOKEN = 'canary.refresh.token';
export const CODE = '314159';

interface EventOptions {
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>> | null;
  readonly basePath?: string;
  /** Members of the event that replace all others. */
  readonly raw?: object;
}

/** The event that the gateway makes of a request to a route. */
export function eventOf(route: Pick<Route, 'method' | 'path' | 'token'>, { body, headers, basePath = 'user', raw }: EventOptions = {}) {
  const path = `/${basePath}/${route.path}`;
  return {
    resource: path,
    path,
    httpMethod: route.method,
    headers: headers === null ? null : {
      'Content-Type': 'application/json',
      'User-Agent': 'Browser/1.0 (é)',
      'Accept-Language': 'de-CH',
      'X-Forwarded-For': '198.51.100.66',
      ...route.token === 'access' && { Authorization: `Bearer ${ACCESS_TOKEN}` },
      ...headers,
    },
    body: body === undefined ? null : typeof body === 'string' ? body : JSON.stringify(body),
    isBase64Encoded: false,
    requestContext: {
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      domainName: 'abc.execute-api.eu-central-1.amazonaws.com',
      path: `/prod${path}`,
      identity: { sourceIp: '203.0.113.7' },
      authorizer: { claims: { email: EMAIL, ...route.token === 'access' ? { client_id: CLIENT_ID } : { aud: CLIENT_ID } } },
    },
    ...raw,
  };
}

/** The parsed body of an answer. */
export function bodyOf(result: APIGatewayProxyResult): any {
  return result.body === '' ? undefined : JSON.parse(result.body);
}
