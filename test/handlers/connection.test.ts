import { bodyOf, EMAIL, eventOf, PASSWORD } from './support/events';
import { httpCognito, reply } from './support/http-cognito';
import { coldStart, ENVIRONMENT, load } from './support/load';
import { FUNCTIONS, TOKENS } from './support/scenarios';
import type { FunctionName } from '../../src/routes/route';
import { forgotPassword, login } from '../../src/routes/table';

type Endpoint = Awaited<ReturnType<typeof httpCognito>>;

let endpoint: Endpoint;
const plenty = { getRemainingTimeInMillis: () => 25_000 };
const body = { email: EMAIL, password: PASSWORD };

async function serveWith(behave: Parameters<typeof httpCognito>[0], name: FunctionName = 'login', environment: Record<string, string | undefined> = {}) {
  endpoint = await httpCognito(behave);
  return coldStart(name, { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint.url, ...environment });
}

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));
afterEach(async () => {
  jest.restoreAllMocks();
  await endpoint?.close();
});

test('signs with the credentials that Lambda gives', async () => {
  const { handler } = await serveWith((_, response) => reply(response, TOKENS));
  expect((await handler(eventOf(login, { body }), plenty)).statusCode).toBe(200);
  expect(endpoint.seen[0].headers.authorization).toMatch(/Credential=AKIDEXAMPLE\/\d+\/eu-central-1\/cognito-idp\//);
  expect(endpoint.seen[0].headers['x-amz-security-token']).toBe(ENVIRONMENT.AWS_SESSION_TOKEN);
});

test('priming opens the connection that the first request then uses, unsigned', async () => {
  const { handler, ready } = await serveWith((_, response) => reply(response, TOKENS), 'login', { PRIME: undefined });
  await ready;
  await handler(eventOf(login, { body }), plenty);
  expect(endpoint.seen.map(({ operation }) => operation)).toEqual(['GET', 'AdminInitiateAuth']);
  expect(endpoint.seen[0].headers).not.toHaveProperty('authorization');
  expect(endpoint.seen[1].socket).toBe(endpoint.seen[0].socket);
});

test('priming rehearses a call of which nothing leaves, and which leaves no credentials behind', async () => {
  const { handler, ready } = await serveWith((_, response) => reply(response, TOKENS), 'login', { PRIME: undefined, AWS_ACCESS_KEY_ID: 'AKIDOFTHESTART' });
  await ready;
  expect(endpoint.seen.map(({ headers }) => headers.authorization)).toEqual([undefined]);
  process.env.AWS_ACCESS_KEY_ID = 'AKIDOFTHEREQUEST';
  await handler(eventOf(login, { body }), plenty);
  expect(endpoint.seen[1].headers.authorization).toContain('Credential=AKIDOFTHEREQUEST/');
});

test.each(FUNCTIONS.filter((name) => name !== 'private'))('%s: a rehearsal that cannot be signed harms nothing, and no call is sent', async (name) => {
  const { ready } = await serveWith((_, response) => reply(response, {}), name, { PRIME: undefined, AWS_SECRET_ACCESS_KEY: undefined });
  await ready;
  // Some operations need no signature; their rehearsal succeeds and opens the connection.
  expect(endpoint.seen.map(({ operation }) => operation).filter((operation) => operation !== 'GET')).toEqual([]);
});

test.each(FUNCTIONS.filter((name) => name !== 'private'))('%s: its rehearsal comes to an answer, finds the endpoint and leaves no line', async (name) => {
  const { ready } = await serveWith((_, response) => reply(response, {}), name, { PRIME: undefined });
  expect(await ready).toBe(200);
  expect(endpoint.seen.map(({ operation }) => operation)).toEqual(['GET']);
  expect(process.stdout.write).not.toHaveBeenCalled();
});

test('where there may be no way to Cognito, a request is rehearsed and no connection opened', async () => {
  const { ready } = await serveWith((_, response) => reply(response, {}), 'login', { PRIME: 'rehearse' });
  expect(await ready).toBe(200);
  expect(endpoint.seen).toEqual([]);
});

test('a request that comes while one is rehearsed is Cognito\'s to answer', async () => {
  const { handler, ready } = await serveWith((_, response) => reply(response, { __type: 'NotAuthorizedException' }, 400), 'login', { PRIME: undefined });
  expect((await handler(eventOf(login, { body }), plenty)).statusCode).toBe(401);
  expect(await ready).toBe(200);
});

test('the variables of every SDK for an endpoint and a name of the app are followed', async () => {
  endpoint = await httpCognito((_, response) => reply(response, TOKENS));
  const { handler } = coldStart('login', { AWS_ENDPOINT_URL: endpoint.url, AWS_SDK_UA_APP_ID: 'shop' });
  expect((await handler(eventOf(login, { body }), plenty)).statusCode).toBe(200);
  expect(endpoint.seen[0].headers['user-agent']).toMatch(/ app\/shop( |$)/);
});

test('priming can be switched off', async () => {
  const { ready } = await serveWith((_, response) => reply(response, {}), 'login', { PRIME: 'off' });
  await ready;
  expect(endpoint.seen).toEqual([]);
});

test.each<[string, Parameters<typeof httpCognito>[0]]>([
  ['that fails', (_, response) => reply(response, {}, 500)],
  ['that is reset', ({ socket }) => socket.destroy()],
  ['without an answer', () => undefined],
  ['whose answer stays half', (_, response) => response.writeHead(200, { 'Content-Length': 100 }).write('x')],
])('priming %s takes no longer than 1.5 s and harms nothing', async (_, behave) => {
  const started = performance.now();
  const { ready } = await serveWith(behave, 'login', { PRIME: undefined });
  await ready;
  expect(performance.now() - started).toBeLessThan(2_500); // a cold start under Jest included
});

test.each(['http://127.0.0.1:1', 'no URL'])('priming an endpoint that is not there (%s) harms nothing', async (url) => {
  const { ready } = coldStart('login', { PRIME: undefined, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: url });
  await expect(ready).resolves.toEqual(expect.any(Number));
});

test('a call without a reply ends after 3 s, is sent once more, and is an outage', async () => {
  const { handler } = await serveWith(() => undefined);
  const started = performance.now();
  const result = await handler(eventOf(login, { body }), plenty);
  expect(bodyOf(result).code).toBe('temporarily_unavailable');
  expect(performance.now() - started).toBeLessThan(8_000);
  expect(endpoint.seen).toHaveLength(2);
});

test('a reply that stops half-way ends after 3 s too', async () => {
  const { handler } = await serveWith((_, response) => response.writeHead(200, { 'Content-Length': 100 }).write('{'));
  const started = performance.now();
  expect(bodyOf(await handler(eventOf(login, { body }), plenty)).code).toBe('temporarily_unavailable');
  expect(performance.now() - started).toBeLessThan(8_000);
});

test('a reply that is no JSON is an error of ours or an outage, and an answer', async () => {
  const { handler } = await serveWith((_, response) => response.writeHead(502, { 'Content-Type': 'text/html' }).end('<html>'));
  expect(bodyOf(await handler(eventOf(login, { body }), plenty)).code).toBe('temporarily_unavailable');
});

test('a reset is tried once more', async () => {
  const { handler } = await serveWith(({ socket }, response, count) => count === 1 ? socket.destroy() : reply(response, TOKENS));
  expect((await handler(eventOf(login, { body }), plenty)).statusCode).toBe(200);
});

test('what counts against a limit of the user is sent once', async () => {
  const { handler } = await serveWith((_, response) => reply(response, { __type: 'LimitExceededException' }, 400), 'password');
  expect((await handler(eventOf(forgotPassword, { body: { email: EMAIL } }), plenty)).statusCode).toBe(202);
  expect(endpoint.seen).toHaveLength(1);
});

test('a connection that was silent for long is not trusted where nothing is tried twice', async () => {
  const { handler } = await serveWith((_, response) => reply(response, {}), 'password');
  const post = async () => handler(eventOf(forgotPassword, { body: { email: EMAIL } }), plenty);
  await post();
  await post();
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + 11_000);
  await post();
  const [first, second, third] = endpoint.seen.map(({ socket }) => socket);
  expect(second).toBe(first);
  expect(third).not.toBe(first);
});

test('the time that is left bounds the request', async () => {
  const { handler } = await serveWith(() => undefined);
  const started = performance.now();
  const result = await handler(eventOf(login, { body }), { getRemainingTimeInMillis: () => 2_000 });
  expect(bodyOf(result).code).toBe('temporarily_unavailable');
  expect(performance.now() - started).toBeLessThan(1_500);
});

test.each([1_500, 1, 0, -5])('with %i ms left nothing is sent any more', async (remaining) => {
  const { handler } = await serveWith((_, response) => reply(response, TOKENS));
  const result = await handler(eventOf(login, { body }), { getRemainingTimeInMillis: () => remaining });
  expect(bodyOf(result).code).toBe('temporarily_unavailable');
  expect(endpoint.seen).toEqual([]);
});

test.each([undefined, {}])('without a clock (%j) a request has 20 s', async (context) => {
  const { handler } = await serveWith((_, response) => reply(response, TOKENS));
  expect((await handler(eventOf(login, { body }), context)).statusCode).toBe(200);
});

test.each(['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'])('without %s nothing is sent, and no other credentials are looked for', async (name) => {
  endpoint = await httpCognito((_, response) => reply(response, TOKENS));
  const { handler } = coldStart('login', { AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: endpoint.url, [name]: undefined });
  expect(bodyOf(await handler(eventOf(login, { body }), plenty)).code).toBe('internal_error');
  expect(endpoint.seen).toEqual([]);
});

const NEEDS: Record<FunctionName, readonly string[]> = {
  'signup': ['AWS_REGION', 'USER_POOL_ID', 'USER_POOL_CLIENT_ID'],
  'signup-email-code': ['AWS_REGION', 'USER_POOL_CLIENT_ID'],
  'login': ['AWS_REGION', 'USER_POOL_ID', 'USER_POOL_CLIENT_ID'],
  'challenge': ['AWS_REGION', 'USER_POOL_ID', 'USER_POOL_CLIENT_ID'],
  'session': ['AWS_REGION', 'USER_POOL_CLIENT_ID'],
  'password': ['AWS_REGION', 'USER_POOL_CLIENT_ID'],
  'reset': ['AWS_REGION', 'USER_POOL_ID', 'USER_POOL_CLIENT_ID'],
  'account': ['AWS_REGION'],
  'private': [],
};

test.each(FUNCTIONS)('the cold start of %s fails without a variable, by the name of it', (name) => {
  for (const variable of NEEDS[name]) {
    for (const value of [undefined, '']) {
      expect(() => coldStart(name, { [variable]: value })).toThrow(`environment variable ${variable} is missing`);
    }
  }
  expect(() => load(name)).not.toThrow();
});
