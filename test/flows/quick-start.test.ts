import { expectStatus, newEmail, OTHER_PASSWORD, PASSWORD, register, registered, tampered, unsigned } from './accounts';
import { comparable } from './contract';
import { served } from './stack';
import { SECURITY_HEADERS } from '../../src/routes/contract';

/* What a newcomer does first, with the construct as it comes. */

const stack = served();

describe.each([
  ['without the name of the stage', () => stack().url],
  ['below the name of the stage', () => stack().stageUrl],
])('%s', (_name, url) => {
  const email = newEmail('jane');

  test('a client of the tutorial signs up, logs in and calls the private route', async () => {
    // It sends two fields, and reads `message` and `token`.
    const post = async (path: string, body?: object, token?: string) => stack().call('POST', path, { url: url(), body, token });
    expect(expectStatus(await post('/signup', { email, password: PASSWORD }), 200)).toEqual({ message: 'User registration successful' });
    const { message, token } = expectStatus(await post('/login', { email, password: PASSWORD }), 200);
    expect(message).toBe('Success');
    expect(expectStatus(await post('/private', undefined, token), 200)).toEqual({ message: `Email ${email} has been authorized` });
  });
});

test('the private route refuses everything but an ID token, in the shape and with the headers of every error', async () => {
  const { tokens } = await registered(stack());
  // `call` holds the headers and the shape against the contract.
  for (const token of [undefined, '', 'no-token', tampered(tokens.idToken), unsigned(tokens.idToken), tokens.accessToken, tokens.refreshToken]) {
    const answer = await stack().post('/private', undefined, token);
    expect(expectStatus(answer, 401)).toEqual({ type: 'about:blank', title: 'Unauthorized', status: 401, code: 'unauthorized', message: 'Unauthorized' });
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
  }
  expectStatus(await stack().post('/private', undefined, tokens.idToken), 200);
});

test('an expired ID token is refused', async () => {
  const { tokens } = await registered(stack());
  stack().clock.advance(59 * 60_000);
  expectStatus(await stack().post('/private', undefined, tokens.idToken), 200);
  stack().clock.advance(2 * 60_000);
  expect(expectStatus(await stack().post('/private', undefined, tokens.idToken), 401).code).toBe('unauthorized');
});

test('signing up again succeeds for whoever knows the password, and is a conflict for anyone else', async () => {
  const email = await register(stack());
  expect(expectStatus(await stack().post('/signup', { email, password: PASSWORD }), 200).message).toBe('User registration successful');
  expect(expectStatus(await stack().post('/signup', { email, password: OTHER_PASSWORD }), 409).code).toBe('email_unavailable');
  expectStatus(await stack().post('/login', { email, password: OTHER_PASSWORD }), 401);
  expectStatus(await stack().post('/login', { email, password: PASSWORD }), 200);
});

test('a wrong password answers byte for byte as an unknown user does', async () => {
  const email = await register(stack());
  const wrong = await stack().post('/login', { email, password: OTHER_PASSWORD });
  const unknown = await stack().post('/login', { email: newEmail('nobody'), password: OTHER_PASSWORD });
  expect(expectStatus(wrong, 401).code).toBe('invalid_credentials');
  expect(comparable(unknown)).toEqual(comparable(wrong));
});

test('addresses that differ in case are one account', async () => {
  const email = await register(stack(), 'Mixed.Case@Example.com');
  expectStatus(await stack().post('/signup', { email: email.toLowerCase(), password: OTHER_PASSWORD }), 409);
  const { token } = expectStatus(await stack().post('/login', { email: email.toUpperCase(), password: PASSWORD }), 200);
  expect(expectStatus(await stack().post('/private', undefined, token), 200).message).toBe(`Email ${email} has been authorized`);
  expectStatus(await stack().post('/login', { email, password: PASSWORD.toLowerCase() }), 401);
});

test('a weak password is refused with the sentence that says what a strong one holds, and makes no user', async () => {
  const email = newEmail();
  const { code, message } = expectStatus(await stack().post('/signup', { email, password: 'Short-1' }), 400);
  expect(code).toBe('weak_password');
  expect(message).toContain('12');
  await expect(stack().administer('AdminGetUser', { Username: email })).rejects.toMatchObject({ name: 'UserNotFoundException' });
});

test.each([
  ['no body', undefined],
  ['no object', '[]'],
  ['broken JSON', '{"email":'],
  ['no password', { email: 'jane@example.com' }],
  ['no address', { email: 'jane', password: PASSWORD }],
  ['a number as a password', { email: 'jane@example.com', password: 123456789012 }],
  ['a look-alike of an ASCII letter', { email: 'Kane@example.com'.replace('K', '\u212A'), password: PASSWORD }],
])('%s is invalid input', async (_name, body) => {
  for (const path of ['/signup', '/login']) {
    expect(expectStatus(await stack().post(path, body), 400)).toMatchObject({ code: 'invalid_request', message: 'Invalid input' });
  }
});

test('members that the contract does not name never reach the account', async () => {
  const email = newEmail();
  const extra = '"email_verified":"false","phone_number":"+15555550100","custom:admin":"1","__proto__":{"admin":true}';
  expectStatus(await stack().post('/signup', `{"email":"${email}","password":"${PASSWORD}",${extra}}`), 200);
  const { UserAttributes } = await stack().administer('AdminGetUser', { Username: email });
  expect(Object.fromEntries(UserAttributes.map(({ Name, Value }: Record<string, string>) => [Name, Value])))
    .toEqual({ 'custom:signup_route': '1', email, 'email_verified': 'true', 'sub': expect.any(String) });
});

test('a browser may ask first, without a token', async () => {
  const { status, headers } = await fetch(`${stack().url}/user/private`, {
    method: 'OPTIONS', headers: { 'Origin': 'https://app.example.com', 'Access-Control-Request-Method': 'POST', 'Access-Control-Request-Headers': 'authorization' },
  });
  expect(status).toBe(204);
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('access-control-allow-methods')).toContain('POST');
  expect(headers.get('access-control-allow-headers')?.toLowerCase()).toContain('authorization');
  for (const [name, value] of Object.entries(SECURITY_HEADERS)) expect(headers.get(name)).toBe(value);
});

test('each request leaves one line in the log, which holds no secret', async () => {
  const { email, tokens } = await registered(stack());
  await stack().post('/login', { email, password: OTHER_PASSWORD });
  const lines = stack().logs;
  expect(lines.map((line) => JSON.parse(line).outcome)).toEqual(expect.arrayContaining(['ok', 'invalid_credentials']));
  for (const secret of [PASSWORD, OTHER_PASSWORD, email, ...Object.values(tokens).filter((value) => String(value).length > 20)]) {
    expect(lines.join('\n')).not.toContain(secret);
  }
});
