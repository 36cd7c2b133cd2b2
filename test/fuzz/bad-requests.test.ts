import { newEmail, PASSWORD } from '../flows/accounts';
import { served } from '../flows/stack';

/*
 * The bad inputs that HTTP can carry, sent over HTTP through the gateway to the shipped bundles. What only an event can
 * hold, such as base64, is tried on the handlers' modules.
 */

const stack = served();
const EMAIL = 'jane@example.com';
const json = (value: unknown) => JSON.stringify(value);
const credentials = (change: object = {}) => json({ email: EMAIL, password: PASSWORD, ...change });

let tried = 0;
afterAll(() => void process.stdout.write(`bad requests: ${tried} tried\n`));

async function send(path: string, body: string | Buffer | undefined, contentType: string | null = 'application/json') {
  tried += 1;
  // A client that names no type sends none, whereas `fetch` would make one up for a string.
  const response = await fetch(`${stack().url}/user${path}`, {
    method: 'POST', body: body === undefined ? undefined : new Uint8Array(Buffer.from(body as string)), headers: contentType === null ? {} : { 'Content-Type': contentType },
  });
  return { status: response.status, body: await response.json(), headers: response.headers };
}

/** The operations that the login function has called. */
const loginCalls = () => [...stack().calls].filter(([id]) => id.includes('LoginFunction')).flatMap(([, calls]) => calls).length;

/** Not one of these reaches Cognito. */
const REFUSED: [string, string | Buffer | undefined][] = [
  ['no body', undefined],
  ['an empty body', ''],
  ['spaces', '   '],
  ['null', 'null'],
  ['a list', '[]'],
  ['a string', '"x"'],
  ['a number', '5'],
  ['a truncated body', credentials().slice(0, -2)],
  ['something behind the body', `${credentials()} x`],
  ['a byte order mark', `\uFEFF${credentials()}`],
  ['bytes that are no UTF-8, in the address', Buffer.concat([Buffer.from('{"email":"'), Buffer.from([0xff, 0xfe]), Buffer.from(`@example.com","password":"${PASSWORD}"}`)])],
  ['bytes that are no UTF-8, in the password', Buffer.from(credentials({ password: 'Correct-H\xF6rse-7' }), 'latin1')],
  ['UTF-16', Buffer.from(credentials(), 'utf16le')],
  ['deep nesting', `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`],
  ['members of __proto__', `{"__proto__":${credentials()}}`],
  ['members of constructor.prototype', `{"constructor":{"prototype":${credentials()}}}`],
  ['a password twice, the last one wrong', `{"email":"${EMAIL}","password":"${PASSWORD}","password":1}`],
  ...([
    ['a missing address', undefined], ['a number', 1], ['a list', [EMAIL]], ['an object with toString', { toString: EMAIL }], ['null', null], ['empty', ''],
    ['spaces', '   '], ['no @', 'jane.example.com'], ['two @', 'a@b@example.com'], ['129 characters', `${'a'.repeat(117)}@example.com`],
    ['CR LF', `${EMAIL}\r\nBcc: x@example.com`], ['NUL', 'jane\0@example.com'], ['zero width', 'ja\u200Bne@example.com'], ['bidi', 'jane@\u202Eexample.com'],
    ['a Kelvin sign', '\u212Aane@example.com'], ['a dotted capital I', 'jan\u0130@example.com'], ['a lone surrogate', 'jane\uD800@example.com'],
    ['markup', '<b>jane</b>@example.com'], ['no dot', 'jane@example'], ['a space before', ' jane@example.com'],
    ['a probe of the expression', `${'a'.repeat(5_000)}${'.a'.repeat(1_000)}@`],
  ] as const).map(([name, email]): [string, string] => [`as an address: ${name}`, credentials({ email })]),
  ...([
    ['missing', undefined], ['a number', 123456789012], ['an object', {}], ['a list', [PASSWORD]], ['null', null], ['true', true], ['empty', ''],
    ['257 characters', 'Aa1-'.repeat(64) + 'x'], ['NUL', `${PASSWORD}\0`], ['a lone surrogate', `${PASSWORD}\uDC00`],
  ] as const).map(([name, password]): [string, string] => [`as a password: ${name}`, credentials({ password })]),
];

test.each(REFUSED)('%s is invalid input, at once', async (_name, body) => {
  const before = loginCalls();
  const started = performance.now();
  const answer = await send('/login', body);
  expect({ status: answer.status, body: answer.body }).toMatchObject({ status: 400, body: { code: 'invalid_request', message: 'Invalid input' } });
  expect(performance.now() - started).toBeLessThan(5_000);
  expect(loginCalls()).toBe(before);
});

test.each([
  ['one byte over 8 KB', `${credentials().slice(0, -1)},"x":"${'x'.repeat(8_193 - credentials().length - 7)}"}`, 413, 'payload_too_large'],
  ['1 MB', credentials({ x: 'x'.repeat(1_000_000) }), 413, 'payload_too_large'],
])('%s is too large', async (_name, body, status, code) => {
  expect(await send('/login', body)).toMatchObject({ status, body: { code } });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', 'application/jsonp', 'application/xml', null])('%s is not taken', async (type) => {
  expect(await send('/login', credentials(), type)).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
});

test.each(['application/json; charset=utf-8', 'application/json;charset=UTF-8', 'APPLICATION/JSON'])('%s is taken', async (type) => {
  expect(await send('/login', credentials(), type)).toMatchObject({ status: 401, body: { code: 'invalid_credentials' } });
});

/** What the form of these is, somebody may well use. */
test.each([
  ['8 KB', (email: string) => `${credentials({ email }).slice(0, -1)},"x":"${'x'.repeat(8_192 - credentials({ email }).length - 7)}"}`],
  ['an unknown member', (email: string) => credentials({ email, 'email_verified': 'false', 'custom:admin': 'true' })],
  ['a member twice, the last one right', (email: string) => `{"email":"x","email":"${email}","password":"${PASSWORD}"}`],
  ['a lower-case twin', (email: string) => credentials({ email: email.toUpperCase() })],
])('%s is taken', async (_name, bodyOf) => {
  const email = newEmail('fine');
  expect(await send('/signup', bodyOf(email))).toMatchObject({ status: 200 });
  expect(await send('/login', credentials({ email }))).toMatchObject({ status: 200 });
});

test.each([
  ['128 characters', `${'a'.repeat(60)}@${'b'.repeat(55)}.example.com`.padStart(128, 'a')],
  ['a plus', 'jane+tag@example.com'],
])('an address with %s is kept as it is', async (_name, email) => {
  expect(await send('/signup', credentials({ email }))).toMatchObject({ status: 200 });
  const { UserAttributes } = await stack().administer('AdminGetUser', { Username: email });
  expect(UserAttributes).toContainEqual({ Name: 'email', Value: email });
});

test.each([
  ['one below the minimum', 'Aa1-5678901', 400],
  ['the minimum', 'Aa1-56789012', 200],
  ['64 characters', 'Aa1-'.repeat(16), 200],
  ['256 characters', 'Aa1-'.repeat(64), 200],
  ['words with spaces between them', 'Correct Horse 7', 200],
  // Nobody trims it into one that Cognito takes.
  ['a space before it', ' Correct-Horse-7', 400],
])('a password of %s', async (_name, password, status) => {
  const email = newEmail('password');
  expect(await send('/signup', credentials({ email, password }))).toMatchObject({ status });
  expect(await send('/login', credentials({ email, password }))).toMatchObject({ status: status === 200 ? 200 : 401 });
  const [other, opens] = [password.replaceAll(' ', ''), status === 200 && !password.includes(' ')];
  expect(await send('/login', credentials({ email, password: other }))).toMatchObject({ status: opens ? 200 : 401 });
});

test('two Unicode forms of one password are two passwords', async () => {
  const [composed, decomposed] = ['Correct-Horse-é7', 'Correct-Horse-e\u03017'];
  const email = newEmail('unicode');
  expect(await send('/signup', credentials({ email, password: composed }))).toMatchObject({ status: 200 });
  expect(await send('/login', credentials({ email, password: decomposed }))).toMatchObject({ status: 401 });
  expect(await send('/login', credentials({ email, password: composed }))).toMatchObject({ status: 200 });
});
