import { aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { expectStatus, registered } from './accounts';
import { served } from './stack';
import { TokenUse } from '../../src';

/* Routes of the user's own, beside the construct's. */

/** Answers what it was given. */
const ECHO = `exports.handler = async ({ httpMethod, resource, pathParameters, requestContext: { authorizer } }) => ({
  statusCode: 200,
  headers: { 'Access-Control-Allow-Origin': '*' },
  body: JSON.stringify({ httpMethod, resource, pathParameters, authorizer }),
});`;

function newEcho(stack: Stack): lambda.Function {
  return new lambda.Function(stack, 'Echo', { code: lambda.Code.fromInline(ECHO), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X });
}

const stack = served({}, (auth, scope) => {
  const handler = newEcho(scope);
  auth.addPrivateRoute('orders', { methods: ['GET'], handler });
  auth.addPrivateRoute('orders/{id}', { methods: ['GET', 'DELETE'], handler });
  auth.addPrivateRoute('reports', { handler, tokenUse: TokenUse.ACCESS });
  auth.addPublicRoute('menu', { handler, methods: ['ANY'] });
  auth.addPublicRoute('rare', { handler, throttle: { rateLimit: 1, burstLimit: 2 } });
});

async function send(method: string, path: string, token?: string) {
  const response = await fetch(`${stack().url}/${path}`, { method, headers: token === undefined ? {} : { Authorization: token } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined };
}

test('a private route answers the bearer of an ID token, whose claims reach its function', async () => {
  const { email, tokens } = await registered(stack());
  const { authorizer, ...rest } = expectStatus(await send('GET', 'orders/42', tokens.idToken), 200);
  expect(rest).toEqual({ httpMethod: 'GET', resource: '/orders/{id}', pathParameters: { id: '42' } });
  expect(authorizer.claims).toMatchObject({ email, token_use: 'id' });
  expectStatus(await send('DELETE', 'orders/42', `Bearer ${tokens.idToken}`), 200);
  expectStatus(await send('GET', 'orders', tokens.idToken), 200);
});

test('it refuses everyone else in the shape of every error', async () => {
  const { tokens } = await registered(stack());
  for (const token of [undefined, 'no-token', tokens.accessToken]) {
    const answer = await send('GET', 'orders', token);
    expect(expectStatus(answer, 401)).toMatchObject({ code: 'unauthorized', status: 401 });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  }
});

test('an access token opens what asks for one, and an ID token does not', async () => {
  const { tokens } = await registered(stack());
  expect(expectStatus(await send('GET', 'reports', tokens.accessToken), 200).authorizer.claims.token_use).toBe('access');
  expectStatus(await send('GET', 'reports', tokens.idToken), 401);
});

test('a public route answers anyone, by any method', async () => {
  expectStatus(await send('GET', 'menu'), 200);
  expect(expectStatus(await send('PUT', 'menu'), 200).httpMethod).toBe('PUT');
});

test('a browser may ask first', async () => {
  const { status, headers } = await send('OPTIONS', 'orders/42');
  expect([status, headers.get('access-control-allow-methods')]).toEqual([204, 'GET,DELETE,OPTIONS']);
});

test('a throttle of the route holds', async () => {
  const answers = await Promise.all(Array.from({ length: 6 }, async () => send('GET', 'rare')));
  const refused = answers.filter(({ status }) => status === 429);
  expect(refused.length).toBeGreaterThanOrEqual(3);
  expect(refused[0].json.code).toBe('rate_limited');
});
