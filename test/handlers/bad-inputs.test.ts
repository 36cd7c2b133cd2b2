import { bodyOf, EMAIL, eventOf, PASSWORD } from './support/events';
import { load } from './support/load';
import { SCENARIOS, TOKENS } from './support/scenarios';
import { login } from '../../src/routes/table';

const fn = load('login');
const VALID = JSON.stringify({ email: EMAIL, password: PASSWORD });
const base64 = (text: string | Buffer) => Buffer.from(text).toString('base64');

async function post(raw: object, headers?: Record<string, string> | null) {
  fn.script({ AdminInitiateAuth: TOKENS });
  const result = await fn.handler(eventOf(login, { headers, raw }));
  return { status: result.statusCode, code: bodyOf(result).code, sent: fn.input('AdminInitiateAuth')?.AuthParameters };
}

const withBody = (fields: object | string) => ({ body: typeof fields === 'string' ? fields : JSON.stringify({ email: EMAIL, password: PASSWORD, ...fields }) });

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test.each<[string, object, number]>([
  ['null', { body: null }, 400],
  ['missing', { body: undefined }, 400],
  ['empty', { body: '' }, 400],
  ['no text', { body: { email: EMAIL, password: PASSWORD } }, 400],
  ['JSON null', { body: 'null' }, 400],
  ['an array', { body: `[${VALID}]` }, 400],
  ['a string', { body: JSON.stringify(VALID) }, 400],
  ['a number', { body: '5' }, 400],
  ['true', { body: 'true' }, 400],
  ['truncated', { body: VALID.slice(0, -1) }, 400],
  ['followed by garbage', { body: `${VALID}x` }, 400],
  ['led by a byte order mark', { body: `\uFEFF${VALID}` }, 400],
  ['form data', { body: `email=${EMAIL}&password=x` }, 400],
  ['in single quotes', { body: VALID.replace(/"/g, "'") }, 400],
  ['commented', { body: `/* */${VALID}` }, 400],
  ['nested deeply', { body: '['.repeat(8_000) }, 400],
  ['nested deeply and closed', { body: `{"email":${'['.repeat(4_000)}${']'.repeat(4_000)}}` }, 400],
  ['8 KB', { body: VALID.padEnd(8_192) }, 200],
  ['over 8 KB', { body: VALID.padEnd(8_193) }, 413],
  ['over 8 KB in bytes only', { body: JSON.stringify({ email: EMAIL, password: PASSWORD, x: 'é'.repeat(4_100) }) }, 413],
  ['10 MB', { body: ' '.repeat(10_000_000) }, 413],
  ['base64', { body: base64(VALID), isBase64Encoded: true }, 200],
  ['base64 of 8 KB', { body: base64(VALID.padEnd(8_192)), isBase64Encoded: true }, 200],
  ['base64 of more than 8 KB', { body: base64(VALID.padEnd(8_193)), isBase64Encoded: true }, 413],
  ['base64 of 10 MB', { body: 'A'.repeat(10_000_000), isBase64Encoded: true }, 413],
  ['broken base64', { body: `${base64(VALID)}%`, isBase64Encoded: true }, 400],
  ['JSON flagged as base64', { body: VALID, isBase64Encoded: true }, 400],
  ['base64 without its flag', { body: base64(VALID) }, 400],
  ['base64 of a byte order mark', { body: base64(`\uFEFF${VALID}`), isBase64Encoded: true }, 400],
  ['base64 of invalid UTF-8', { body: base64(Buffer.from(VALID.replace('9', '\xff'), 'latin1')), isBase64Encoded: true }, 400],
])('a body that is %s', async (_, raw, status) => {
  const seen = await post(raw);
  expect(seen.status).toBe(status);
  expect(seen.sent).toEqual(status === 200 ? { USERNAME: EMAIL, PASSWORD } : undefined);
});

test.each<[string, object, string, string]>([
  ['missing', { body: null }, '#', 'is required'],
  ['not JSON', { body: VALID.slice(0, -1) }, '#', 'must be JSON'],
  ['not base64', { body: VALID, isBase64Encoded: true }, '#', 'must be base64'],
  ['not UTF-8', { body: base64(Buffer.from(VALID.replace('9', '\xff'), 'latin1')), isBase64Encoded: true }, '#', 'must be UTF-8'],
  ['an array', { body: '[]' }, '#', 'must be an object'],
  ['without a password', withBody({ password: undefined }), '#/password', 'is required'],
  ['with a wrong address', withBody({ email: 'canary' }), '#/email', 'has the wrong format'],
  ['with a long password', withBody({ password: 'canary'.repeat(50) }), '#/password', 'must have at most 256 characters'],
])('the response to a body that is %s names the member, never its value', async (_, raw, pointer, detail) => {
  const { body } = await fn.handler(eventOf(login, { raw }));
  expect(JSON.parse(body)).toEqual({
    type: 'about:blank', title: 'Bad Request', status: 400, code: 'invalid_request', message: 'Invalid input', errors: [{ pointer, detail }],
  });
  expect(body).not.toContain('canary');
});

test.each<[string, Record<string, string> | null, number]>([
  ['application/json', { 'Content-Type': 'application/json' }, 200],
  ['a charset', { 'Content-Type': 'application/json; charset=utf-8' }, 200],
  ['a charset and no space', { 'Content-Type': 'application/json;charset=UTF-8' }, 200],
  ['capitals', { 'Content-Type': 'Application/JSON' }, 200],
  ['a header in capitals', { 'CONTENT-TYPE': 'application/json' }, 200],
  ['nothing', { 'Content-Type': '' }, 415],
  ['no headers', null, 415],
  ['text', { 'Content-Type': 'text/plain' }, 415],
  ['form data', { 'Content-Type': 'application/x-www-form-urlencoded' }, 415],
  ['another kind of JSON', { 'Content-Type': 'application/jsonp' }, 415],
  ['JSON as a parameter', { 'Content-Type': 'text/plain; application/json' }, 415],
])('a content type of %s', async (_, headers, status) => {
  expect((await post({ body: VALID, ...headers && { headers } }, headers)).status).toBe(status);
});

test.each<[string, string]>([
  ['the last of two equal names counts', `{"email":"eve@example.com","email":"${EMAIL}","password":"${PASSWORD}"}`],
  ['a __proto__ is ignored', `{"email":"${EMAIL}","password":"${PASSWORD}","__proto__":{"email":"eve@example.com"}}`],
  ['a constructor is ignored', `{"email":"${EMAIL}","password":"${PASSWORD}","constructor":{"prototype":{"email":"eve@example.com"}}}`],
  ['unknown members are ignored', `{"email":"${EMAIL}","password":"${PASSWORD}","email_verified":true,"custom:admin":"1"}`],
])('%s', async (_, body) => {
  expect(await post({ body })).toEqual({ status: 200, code: undefined, sent: { USERNAME: EMAIL, PASSWORD } });
  expect(Object.getPrototypeOf({})).not.toHaveProperty('email');
});

test('parameters of the address and cookies are no members of the body', async () => {
  const elsewhere = { email: EMAIL, password: PASSWORD };
  const raw = { queryStringParameters: elsewhere, multiValueQueryStringParameters: { email: [EMAIL] }, pathParameters: elsewhere };
  expect(await post({ ...withBody('{}'), ...raw }, { Cookie: `email=${EMAIL}; password=${PASSWORD}` })).toMatchObject({ status: 400, sent: undefined });
  const others = { email: 'eve@example.com', password: 'Other-Horse-7' };
  expect((await post({ body: VALID, queryStringParameters: others, pathParameters: others })).sent).toEqual({ USERNAME: EMAIL, PASSWORD });
});

test('members are never inherited', async () => {
  expect((await post({ body: `{"__proto__":{"email":"${EMAIL}","password":"${PASSWORD}"}}` })).status).toBe(400);
});

const LOCAL = `${'a'.repeat(60)}@`;
const LONG = `${LOCAL}${'b'.repeat(60)}.${'c'.repeat(128 - LOCAL.length - 61)}`;

test.each<[unknown]>([
  [undefined], [null], [1], [['a@example.com']], [{ toString: 'a@example.com' }], [''], [' '], [` ${EMAIL}`], [`${EMAIL} `],
  ['a.example.com'], ['a@b@example.com'], ['a@example'], ['@example.com'], ['a@'], ['a@.com'], ['a@example.com.'], ['a@-example.com'],
  [`${LONG}x`], ['a@example.com\r\nBcc: eve@example.com'], ['a@example.com\n'], ['a\0@example.com'], ['a\u200B@example.com'],
  ['\u202Ea@example.com'], ['\u212Aate@example.com'], ['\u0130stanbul@example.com'], ['a\uD800@example.com'], ['ä@example.com'],
  ['<b>a</b>@example.com'], ['"a b"@example.com'], ['a@[127.0.0.1]'], ['a,b@example.com'],
])('the address %j is refused', async (email) => {
  expect(await post(withBody({ email }))).toEqual({ status: 400, code: 'invalid_request', sent: undefined });
});

test.each([LONG, 'Ada@Example.COM', 'ada+tag@example.com', "o'hara@example.com", 'a@b.c', 'a@xn--bcher-kva.example'])('the address %s goes on as it is', async (email) => {
  expect((await post(withBody({ email }))).sent.USERNAME).toBe(email);
});

test.each([
  `${'a'.repeat(10_000)}@example.com`.slice(0, 8_000), 'a@'.repeat(2_000), `a@${'a-'.repeat(60)}`, `a@${'a.'.repeat(60)}`, `a@${'a'.repeat(63)}.`.repeat(60),
])('an address made to stall a pattern is refused at once: %#', async (email) => {
  const started = performance.now();
  expect((await post(withBody({ email }))).status).toBe(400);
  expect(performance.now() - started).toBeLessThan(50);
});

test.each<[unknown]>([[undefined], [null], [1], [true], [[PASSWORD]], [{}], [''], ['x'.repeat(257)], ['a\0b'], ['\uDC00'], ['\uD83D'], ['a\uFFFDb']])(
  'the password %j is refused', async (password) => {
    expect(await post(withBody({ password }))).toEqual({ status: 400, code: 'invalid_request', sent: undefined });
  });

test.each(['x', 'x'.repeat(64), 'x'.repeat(256), '😀'.repeat(256), ' leading', 'in side', 'trailing ', '\u00E9', 'e\u0301', EMAIL, 'password', '<script>', '\t\n'])(
  'the password %j goes on as it is', async (password) => {
    expect((await post(withBody({ password }))).sent.PASSWORD).toBe(password);
  });

test.each(SCENARIOS.filter(({ body }) => body).map(({ name, route, body, replies }) => [name, route, body!, replies] as const))(
  '%s: a body without one of its members calls nothing', async (_, route, body, replies) => {
    const { handler, script, called } = load(route.function);
    for (const member of Object.keys(body)) {
      script(replies);
      const result = await handler(eventOf(route, { body: { ...body, [member]: undefined } }));
      expect([result.statusCode, called()]).toEqual([400, []]);
    }
  });
