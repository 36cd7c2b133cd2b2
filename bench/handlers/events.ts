import { FunctionName, Operation, Route } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';

const CLAIMS = { sub: '6488a4d8-9051-7063-3c1c-9a4ab5e3e9c1', email: 'ada@example.com', email_verified: 'true', token_use: 'id', aud: 'benchclient00000000000000', client_id: 'benchclient00000000000000' };

const email = 'ada@example.com';
const password = 'correct Horse 7 battery';
const accessToken = `eyJraWQiOiJhIn0.${'a'.repeat(600)}.${'s'.repeat(342)}`;

/** A body that each route takes, by the route's name. */
const BODIES: { readonly [route: string]: object } = {
  signup: { email, password },
  login: { email, password },
  loginChallenge: { email, session: 's'.repeat(900), challenge: 'NEW_PASSWORD_REQUIRED', answers: { newPassword: password } },
  refresh: { refreshToken: 'r'.repeat(1700) },
  confirmSignup: { email, code: '123456' },
  changePassword: { currentPassword: password, newPassword: `${password} 2` },
  resetPassword: { email, code: '123456', password },
};

/** Operations after which a route waits before it answers, so that its time tells nothing of an account, nor of the function. */
const WAITED_FOR: readonly Operation[] = ['SignUp', 'ResendConfirmationCode', 'ForgotPassword'];

/** The route by which a function is measured: the first that it serves at once. */
export function measuredRoute(name: FunctionName): Route {
  const routes: readonly Route[] = ROUTES;
  const route = routes.find((row) => row.function === name && !row.calls.some(({ operation }) => WAITED_FOR.includes(operation)));
  if (!route) {
    throw new Error(`no route is served by the function '${name}'`);
  }
  return route;
}

/** The status that a route answers where all is well. */
export const successOf = (route: Route) => Number(Object.keys(route.responses)[0]);

/** What API Gateway hands to the function for a request that succeeds. */
export function eventFor(route: Route): object {
  const path = `/user/${route.path}`;
  if (route.body && !BODIES[route.name]) {
    throw new Error(`the benchmark has no body for the route '${route.name}'`);
  }
  const headers = {
    'Accept': 'application/json',
    'Content-Type': 'application/json',
    'Host': 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
    'Origin': 'https://app.example.com',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
    'X-Amzn-Trace-Id': 'Root=1-6921d0a0-0f1e2d3c4b5a69788796a5b4',
    'X-Forwarded-For': '203.0.113.7',
    'X-Forwarded-Port': '443',
    'X-Forwarded-Proto': 'https',
    ...route.token === 'none' ? {} : { Authorization: `Bearer ${accessToken}` },
  };
  return {
    resource: path,
    path,
    httpMethod: route.method,
    headers,
    multiValueHeaders: Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, [value]])),
    queryStringParameters: null,
    multiValueQueryStringParameters: null,
    pathParameters: null,
    stageVariables: null,
    requestContext: {
      resourceId: 'r3s0rc',
      resourcePath: path,
      httpMethod: route.method,
      path: `/prod${path}`,
      accountId: '123456789012',
      protocol: 'HTTP/1.1',
      stage: 'prod',
      requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef',
      requestTimeEpoch: 1_795_000_000_000,
      domainName: 'a1b2c3d4e5.execute-api.us-east-1.amazonaws.com',
      apiId: 'a1b2c3d4e5',
      identity: { sourceIp: '203.0.113.7', userAgent: 'Mozilla/5.0' },
      ...route.token === 'none' ? {} : { authorizer: { claims: CLAIMS } },
    },
    body: route.body ? JSON.stringify(BODIES[route.name]) : null,
    isBase64Encoded: false,
  };
}
