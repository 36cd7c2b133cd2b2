import fc from 'fast-check';
import { bodyOf, EMAIL, eventOf, PASSWORD } from './support/events';
import { load } from './support/load';
import { FUNCTIONS, SCENARIOS, TOKENS } from './support/scenarios';
import { PROBLEMS } from '../../src/routes/problems';
import { login } from '../../src/routes/table';

const body = { email: EMAIL, password: PASSWORD };

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test.each(SCENARIOS)('$name is found by the end of its resource, whatever the base path', async ({ route, body: sent, replies }) => {
  const { handler, script, called } = load(route.function);
  const operations = new Set<string>();
  for (const basePath of ['user', 'v1/auth', 'me', 'logout', 'signup/confirm']) {
    script(replies);
    const result = await handler(eventOf(route, { body: sent, basePath }));
    expect(Object.keys(route.responses)).toContain(String(result.statusCode));
    operations.add(called().join());
  }
  expect(operations.size).toBe(1);
});

test.each(['session', 'password', 'signup-email-code', 'account'] as const)('%s serves no route that it does not have', async (name) => {
  const { handler, called } = load(name);
  for (const event of [{}, { httpMethod: 'POST', resource: '/user/login' }, { httpMethod: 'DELETE', resource: '/user/logout' }, { resource: 5 }]) {
    const result = await handler(event);
    expect(bodyOf(result).code).toBe('internal_error');
    expect(called()).toEqual([]);
  }
});

const thrower = new Proxy({}, {
  get: () => {
    throw new Error('hostile');
  },
});

test.each<[string, unknown]>([
  ['null', null], ['undefined', undefined], ['a number', 5], ['a string', 'event'], ['an array', []], ['nothing in it', {}],
  ['members that throw', thrower],
  ['headers that throw', { ...eventOf(login, { body }), headers: thrower }],
  ['headers that are a string', { ...eventOf(login, { body }), headers: 'Content-Type: application/json' }],
  ['headers that are no strings', { ...eventOf(login, { body }), headers: { 'Content-Type': 5, 'Origin': {} } }],
  ['a context that throws', { ...eventOf(login, { body }), requestContext: thrower }],
  ['a context that is null', { ...eventOf(login, { body }), requestContext: null }],
  ['a flag that is a string', { ...eventOf(login, { body }), isBase64Encoded: 'false' }],
])('an event that is %s gets an answer', async (_, event) => {
  for (const name of FUNCTIONS) {
    const { handler } = load(name, { CORS_ALLOW_ORIGINS: 'https://a.example.com' });
    const result = await handler(event);
    expect(result.statusCode).toBeGreaterThanOrEqual(200);
    expect(typeof result.body).toBe('string');
    expect(result.headers).toMatchObject({ 'Cache-Control': 'no-store' });
  }
});

test('no body makes a handler fail, call Cognito with what is not valid, or answer outside the contract', async () => {
  const { handler, script, called, input } = load('login');
  const member = fc.oneof(fc.string({ unit: 'binary', maxLength: 300 }), fc.emailAddress(), fc.jsonValue({ maxDepth: 2 }));
  const json = fc.record({ email: member, password: member, __proto__: member, other: member }, { requiredKeys: [], noNullPrototype: false })
    .map((value) => JSON.stringify(value));
  await fc.assert(fc.asyncProperty(
    fc.record({
      body: fc.oneof(json, json, fc.string({ unit: 'binary' }), fc.jsonValue().map((value) => JSON.stringify(value)), fc.constant(null)),
      isBase64Encoded: fc.boolean(),
      headers: fc.oneof(fc.constant({ 'content-type': 'application/json' }), fc.dictionary(fc.string(), fc.string()), fc.constant(null)),
    }),
    async (raw) => {
      script({ AdminInitiateAuth: TOKENS });
      const result = await handler(eventOf(login, { raw }));
      if (result.statusCode === 200) {
        const { USERNAME, PASSWORD: password } = input('AdminInitiateAuth').AuthParameters;
        expect(USERNAME).toMatch(/^[!-~]{1,125}@[A-Za-z0-9.-]+$/);
        expect([...password].length).toBeGreaterThan(0);
      } else {
        expect(called()).toEqual([]);
        const { code } = bodyOf(result) as { code: keyof typeof PROBLEMS };
        expect(['invalid_request', 'payload_too_large', 'unsupported_media_type']).toContain(code);
        expect(result.statusCode).toBe(PROBLEMS[code].status);
      }
    },
  ), { numRuns: 400 });
});
