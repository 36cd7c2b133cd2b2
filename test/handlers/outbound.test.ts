import { EventEmitter } from 'node:events';
import http, { RequestOptions } from 'node:http';
import https from 'node:https';
import type { AddressInfo } from 'node:net';
import { bodyOf, EMAIL, eventOf, PASSWORD } from './support/events';
import { httpCognito, reply } from './support/http-cognito';
import { coldStart } from './support/load';
import { SCENARIOS, TOKENS } from './support/scenarios';
import { selfSigned } from '../../bench/handlers/certificate';
import { login } from '../../src/routes/table';

/* Where functions send requests: to Cognito, over TLS, and nowhere else. */

const COGNITO = { protocol: 'https:', hostname: 'cognito-idp.eu-central-1.amazonaws.com' };
const plenty = { getRemainingTimeInMillis: () => 25_000 };
const credentials = { email: EMAIL, password: PASSWORD };

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));
afterEach(() => jest.restoreAllMocks());

/** Records where requests would go, and lets none leave. */
function recordRequests(): RequestOptions[] {
  const requests: RequestOptions[] = [];
  const send = (options: RequestOptions) => {
    requests.push(options);
    const request = new EventEmitter();
    return Object.assign(request, { destroy: () => request, end: () => void request.emit('error', new Error('not sent')) });
  };
  jest.spyOn(http, 'request').mockImplementation(send as never);
  jest.spyOn(https, 'request').mockImplementation(send as never);
  return requests;
}

const destinationsOf = (requests: readonly RequestOptions[]) => requests.map(({ protocol, hostname }) => ({ protocol, hostname }));

test.each(SCENARIOS)('$name: requests go to the Cognito endpoint of the Region over TLS, whatever the request names', async ({ route, body }) => {
  const requests = recordRequests();
  const { handler } = coldStart(route.function);
  const elsewhere = { 'Host': 'evil.example', 'X-Forwarded-Host': 'evil.example', 'Origin': 'https://evil.example' };
  await handler(eventOf(route, { body: body && { ...body, endpoint: 'http://evil.example', AWS_ENDPOINT_URL: 'http://evil.example' }, headers: elsewhere }), plenty);
  expect(requests.length).toBeGreaterThan(0);
  for (const destination of destinationsOf(requests)) expect(destination).toEqual(COGNITO);
});

test('the authorizer gets its keys from the Cognito endpoint of the Region over TLS, whatever issuer a token names', async () => {
  const requests = recordRequests();
  coldStart('private');
  process.env.TOKEN_USE = 'access';
  const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const token = `${encoded({ alg: 'RS256', kid: 'one', jku: 'https://evil.example/jwks.json' })}.${encoded({ iss: 'https://evil.example' })}.AAAA`;
  let authorizer!: { handler(event: object): Promise<unknown> };
  jest.isolateModules(() => { authorizer = jest.requireActual('../../src/handlers/authorizer.lambda'); });
  const pool = `https://cognito-idp.eu-central-1.amazonaws.com/${process.env.USER_POOL_ID}`;
  for (const given of [token, token.replace(encoded({ iss: 'https://evil.example' }), encoded({ iss: pool }))]) {
    await expect(authorizer.handler({ type: 'TOKEN', methodArn: 'arn:aws:execute-api:eu-central-1:1:a/b/GET/c', authorizationToken: given })).rejects.toThrow();
  }
  expect(requests.length).toBeGreaterThan(0);
  for (const destination of destinationsOf(requests)) expect(destination).toEqual(COGNITO);
});

test('a redirect is not followed', async () => {
  const elsewhere = await httpCognito((_, response) => reply(response, TOKENS));
  const cognito = await httpCognito((_, response) => response.writeHead(307, { Location: elsewhere.url }).end());
  try {
    const { handler } = coldStart('login', { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url });
    const result = await handler(eventOf(login, { body: credentials }), plenty);
    expect(result.statusCode).toBeGreaterThanOrEqual(500);
    expect(cognito.seen.length).toBeGreaterThan(0);
    expect(elsewhere.seen).toEqual([]);
  } finally {
    await cognito.close();
    await elsewhere.close();
  }
});

test('an endpoint whose certificate nobody vouches for is sent nothing', async () => {
  let received = 0;
  const server = https.createServer(selfSigned('localhost'), (_, response) => {
    received += 1;
    reply(response, TOKENS);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    const { handler } = coldStart('login', { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `https://localhost:${(server.address() as AddressInfo).port}` });
    const result = await handler(eventOf(login, { body: credentials }), plenty);
    expect(result.statusCode).toBeGreaterThanOrEqual(500);
    expect(bodyOf(result).message).not.toContain('certificate');
    expect(received).toBe(0);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
});
