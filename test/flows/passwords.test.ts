import { expectStatus, logIn, newEmail, otherCode, OTHER_PASSWORD, PASSWORD, registered } from './accounts';
import { served } from './stack';

/* Passwords that are forgotten, stolen and changed. */

const stack = served({ accountRoutes: true });

const forgot = (email: string) => stack().post('/password/forgot', { email });
const reset = (email: string, code: string, password = OTHER_PASSWORD) => stack().post('/password/reset', { email, code, password });
const change = (token: string, currentPassword: string, newPassword: string) =>
  stack().post('/password/change', { currentPassword, newPassword }, token);

test('a reset gives the account back to its owner and ends the session of the thief', async () => {
  const { email, tokens: thief } = await registered(stack());
  expectStatus(await forgot(email), 202);
  expectStatus(await reset(email, stack().codeFor(email)), 200);

  expect(expectStatus(await stack().post('/token/refresh', { refreshToken: thief.refreshToken }), 401).code).toBe('invalid_refresh_token');
  expect(expectStatus(await stack().call('GET', '/me', { token: thief.accessToken }), 401).code).toBe('unauthorized');
  expectStatus(await change(thief.accessToken, PASSWORD, 'Stolen-Camel-99'), 401);
  expectStatus(await stack().post('/login', { email, password: PASSWORD }), 401);
  await logIn(stack(), email, OTHER_PASSWORD);

  // A JWT says until when it is good, and the gateway asks nobody else.
  expectStatus(await stack().post('/private', undefined, thief.idToken), 200);
  stack().clock.advance(61 * 60_000);
  expectStatus(await stack().post('/private', undefined, thief.idToken), 401);
});

test('a code resets once, for its own address, within the hour', async () => {
  const { email } = await registered(stack());
  const { email: neighbour } = await registered(stack());
  await forgot(email);
  const code = stack().codeFor(email);
  for (const [address, tried] of [[email, otherCode(code)], [neighbour, code], [newEmail('nobody'), code]]) {
    expect(expectStatus(await reset(address, tried), 400).code).toBe('invalid_code');
  }
  expectStatus(await reset(email, code), 200);
  expectStatus(await reset(email, code, 'Third-Giraffe-9'), 400);
  await logIn(stack(), email, OTHER_PASSWORD);
  await logIn(stack(), neighbour);

  await forgot(email);
  const late = stack().codeFor(email);
  stack().clock.advance(60 * 60_000 + 1);
  expect(expectStatus(await reset(email, late, PASSWORD), 400).code).toBe('invalid_code');
});

test('a weak password leaves the code good', async () => {
  const { email } = await registered(stack());
  await forgot(email);
  expect(expectStatus(await reset(email, stack().codeFor(email), 'weak'), 400).code).toBe('weak_password');
  expectStatus(await reset(email, stack().codeFor(email)), 200);
});

test('guessing codes comes to an end', async () => {
  const { email } = await registered(stack());
  await forgot(email);
  const code = stack().codeFor(email);
  for (let guess = 0; guess < 5; guess += 1) expectStatus(await reset(email, otherCode(code)), 400);
  const { status, headers } = await reset(email, code);
  expect([status, headers.get('retry-after')]).toEqual([429, '5']);
});

test('a change needs the current password, and the new one must be strong', async () => {
  const { email, tokens: { accessToken } } = await registered(stack());
  expect(expectStatus(await change(accessToken, 'Wrong-Horse-777', OTHER_PASSWORD), 401).code).toBe('reauthentication_failed');
  expect(expectStatus(await change(accessToken, PASSWORD, 'weak'), 400).code).toBe('weak_password');
  await logIn(stack(), email);
  expectStatus(await change(accessToken, PASSWORD, OTHER_PASSWORD), 200);
  expectStatus(await stack().post('/login', { email, password: PASSWORD }), 401);
  await logIn(stack(), email, OTHER_PASSWORD);
});

test('a password is taken exactly as it is, spaces and Unicode forms included', async () => {
  const password = 'Caf\u00E9 horse-7 staple';
  const email = newEmail();
  expectStatus(await stack().post('/signup', { email, password }), 200);
  for (const other of [password.replace(/ /g, ''), password.normalize('NFD'), password.toLowerCase()]) {
    expectStatus(await stack().post('/login', { email, password: other }), 401);
  }
  await logIn(stack(), email, password);
});

test('a space at an end, which Cognito does not take, is refused and never cut off', async () => {
  const email = newEmail();
  for (const password of [` ${PASSWORD}`, `${PASSWORD} `]) expectStatus(await stack().post('/signup', { email, password }), 400);
  expectStatus(await stack().post('/login', { email, password: PASSWORD }), 401);
});

test('a password that its owner chose stays good for years, unlike a temporary one', async () => {
  const { email } = await registered(stack());
  stack().clock.advance(800 * 24 * 3_600_000);
  await logIn(stack(), email);
});
