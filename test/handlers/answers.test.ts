import { bodyOf, EMAIL, eventOf, PASSWORD } from './support/events';
import { cognitoError, load } from './support/load';
import { SCENARIOS, TOKENS } from './support/scenarios';
import { login, privateRoute } from '../../src/routes/table';

const body = { email: EMAIL, password: PASSWORD };
const CORS = ['Access-Control-Allow-Origin', 'Access-Control-Allow-Credentials', 'Access-Control-Expose-Headers', 'Vary'];

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test.each(SCENARIOS)('$name: a success has the headers of every answer', async ({ route, body: sent, replies }) => {
  const { handler, script } = load(route.function);
  script(replies);
  const { statusCode, headers } = await handler(eventOf(route, { body: sent }));
  expect(Object.keys(route.responses)).toContain(String(statusCode));
  expect(headers).toEqual({
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8}/),
    'Access-Control-Allow-Origin': '*',
    ...statusCode === 204 ? {} : { 'Content-Type': 'application/json' },
  });
});

test('so has a failure', async () => {
  const { handler, script } = load('login');
  script({ AdminInitiateAuth: cognitoError('TooManyRequestsException') });
  expect((await handler(eventOf(login, { body }))).headers).toEqual({
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    'Strict-Transport-Security': expect.stringMatching(/^max-age=\d{8}/),
    'Access-Control-Allow-Origin': '*',
    'Content-Type': 'application/problem+json',
    'Retry-After': '5',
  });
});

const LIST = { CORS_ALLOW_ORIGINS: 'https://a.example.com,https://b.example.com' };

test.each<[string, Record<string, string | undefined>, string | undefined, Record<string, string>]>([
  ['CORS off', { CORS_ALLOW_ORIGINS: undefined }, 'https://a.example.com', {}],
  ['any origin', {}, 'https://a.example.com', { 'Access-Control-Allow-Origin': '*' }],
  ['any origin, credentials asked for', { CORS_ALLOW_CREDENTIALS: 'true' }, 'https://a.example.com', { 'Access-Control-Allow-Origin': '*' }],
  ['any origin, headers to show', { CORS_EXPOSE_HEADERS: 'Retry-After,X-Own' }, 'https://a.example.com', {
    'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After,X-Own',
  }],
  ['headers to show, CORS off', { CORS_ALLOW_ORIGINS: undefined, CORS_EXPOSE_HEADERS: 'X-Own' }, 'https://a.example.com', {}],
  ['one of two, headers to show', { ...LIST, CORS_EXPOSE_HEADERS: 'X-Own' }, 'https://a.example.com', {
    'Access-Control-Allow-Origin': 'https://a.example.com', 'Access-Control-Expose-Headers': 'X-Own', 'Vary': 'Origin',
  }],
  ['the second of two', LIST, 'https://b.example.com', { 'Access-Control-Allow-Origin': 'https://b.example.com', 'Vary': 'Origin' }],
  [
    'one of two, with credentials', { ...LIST, CORS_ALLOW_CREDENTIALS: 'true' }, 'https://b.example.com',
    { 'Access-Control-Allow-Origin': 'https://b.example.com', 'Access-Control-Allow-Credentials': 'true', 'Vary': 'Origin' },
  ],
])('%s', async (_, environment, origin, expected) => {
  const { handler, script } = load('login', environment);
  for (const reply of [TOKENS, cognitoError('NotAuthorizedException')]) {
    script({ AdminInitiateAuth: reply });
    for (const name of ['Origin', 'origin']) {
      const { headers } = await handler(eventOf(login, { body, headers: { [name]: origin! } }));
      expect(Object.fromEntries(Object.entries(headers!).filter(([header]) => CORS.includes(header)))).toEqual(expected);
    }
  }
});

test.each(['https://b.example.com.evil.example', 'https://B.example.com', 'https://evil.example', 'null', 'https://a.example.com,https://b.example.com', '*', undefined])(
  'an origin off the list (%s) is not allowed', async (origin) => {
    const { handler, script } = load('login', { ...LIST, CORS_ALLOW_CREDENTIALS: 'true' });
    script({ AdminInitiateAuth: TOKENS });
    const { headers } = await handler(eventOf(login, { body, headers: origin === undefined ? {} : { Origin: origin } }));
    expect(headers!['Access-Control-Allow-Origin']).not.toBe(origin ?? '*');
    expect(['*', 'null', undefined, 'https://evil.example']).not.toContain(headers!['Access-Control-Allow-Origin']);
    expect(headers!.Vary).toBe('Origin');
  });

test('equal answers are equal byte by byte: no body names its request', async () => {
  const { handler, script } = load('login');
  script({ AdminInitiateAuth: cognitoError('NotAuthorizedException') });
  const answers = new Set<string>();
  for (const requestId of ['one', 'two']) {
    const event = eventOf(login, { body });
    answers.add(JSON.stringify(await handler({ ...event, requestContext: { ...event.requestContext, requestId } })));
  }
  expect(answers.size).toBe(1);
});

describe('the log', () => {
  const line = () => JSON.parse(String(jest.mocked(process.stdout.write).mock.lastCall![0]));

  test('has one line for a request, of the fields of the contract alone', async () => {
    const { handler, script } = load('login');
    script({ AdminInitiateAuth: TOKENS });
    await handler(eventOf(login, { body }));
    expect(process.stdout.write).toHaveBeenCalledTimes(1);
    expect(line()).toEqual({ route: 'login', outcome: 'ok', status: 200, durationMs: expect.any(Number), requestId: 'c6af9ac6-7b61-11e6-9a41-93e8deadbeef' });
  });

  test('names the problem and its cause', async () => {
    const { handler, script } = load('login');
    script({ AdminInitiateAuth: cognitoError('UserNotFoundException') });
    await handler(eventOf(login, { body }));
    expect(line()).toMatchObject({ route: 'login', outcome: 'invalid_credentials', status: 401, cause: 'UserNotFoundException' });
  });

  test('names the challenge', async () => {
    const { handler, script } = load('login');
    script({ AdminInitiateAuth: { ChallengeName: 'SMS_MFA', Session: 's' } });
    await handler(eventOf(login, { body }));
    expect(line()).toMatchObject({ outcome: 'challenge', status: 200, challenge: 'SMS_MFA' });
  });

  test('that fails costs nobody the answer', async () => {
    const { handler } = load('private');
    jest.mocked(process.stdout.write).mockImplementation(() => {
      throw new Error('EPIPE');
    });
    expect((await handler(eventOf(privateRoute))).statusCode).toBe(200);
    expect((await handler({})).statusCode).toBe(401);
  });
});

test.each(SCENARIOS)('$name: no password, token, code or address reaches a log or a failure', async ({ route, body: sent, replies }) => {
  const { handler, script, called } = load(route.function);
  const written: string[] = [];
  for (const method of ['log', 'info', 'warn', 'error', 'debug'] as const) {
    jest.spyOn(console, method).mockImplementation((...args) => written.push(args.join(' ')));
  }
  jest.mocked(process.stdout.write).mockImplementation((line) => written.push(String(line)) > 0);
  const canaries = /canary|ada@|314159|8f14e45f|JBSWY3DP/;
  script(replies);
  await handler(eventOf(route, { body: sent }));
  for (const operation of called()) {
    for (const error of [
      cognitoError('UserLambdaValidationException', `canary ${EMAIL}`),
      cognitoError('InvalidParameterException', 'Value \'canary\' at \'password\' failed'),
      cognitoError(`canary ${PASSWORD}`),
    ]) {
      script({ ...replies, [operation]: error });
      const result = await handler(eventOf(route, { body: sent }));
      if (result.statusCode >= 400) expect(result.body).not.toMatch(canaries);
    }
  }
  await handler(eventOf(route, { body: JSON.stringify(sent ?? {}).slice(0, -1) }));
  expect(written.length).toBeGreaterThan(0);
  expect(written.join('\n')).not.toMatch(canaries);
  expect(bodyOf(await handler({ ...eventOf(route, { body: sent }), resource: '/canary' }))).not.toEqual(expect.stringMatching(canaries));
});
