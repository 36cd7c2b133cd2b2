import { expectStatus, invite, logIn, newEmail, OTHER_PASSWORD, PASSWORD, register } from './accounts';
import { serve, served } from './stack';
import { MovableClock } from '../../local/clock';

/* A signup is two calls to Cognito. Whatever happened between them, its owner gets the account and nobody else does. */

const stack = served();

/** What is left where the first half was done and the second never came. */
async function halfMade(password = PASSWORD): Promise<string> {
  const email = newEmail('half');
  await stack().administer('AdminCreateUser', {
    Username: email,
    TemporaryPassword: password,
    MessageAction: 'SUPPRESS',
    UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }, { Name: 'custom:signup_route', Value: '1' }],
  });
  return email;
}

const signup = (email: string, password = PASSWORD) => stack().post('/signup', { email, password });
const login = (email: string, password = PASSWORD) => stack().post('/login', { email, password });
const statusOf = async (email: string) => (await stack().administer('AdminGetUser', { Username: email })).UserStatus;

test('the same signup once more finishes it', async () => {
  const email = await halfMade();
  expectStatus(await signup(email), 200);
  expect(await statusOf(email)).toBe('CONFIRMED');
  await logIn(stack(), email);
});

test('so does a login, whose owner need not know', async () => {
  const email = await halfMade();
  const { token } = await logIn(stack(), email);
  expect(await statusOf(email)).toBe('CONFIRMED');
  expectStatus(await stack().post('/private', undefined, token), 200);
});

test('another password neither finishes it nor takes it over', async () => {
  const email = await halfMade();
  expect(expectStatus(await signup(email, OTHER_PASSWORD), 409).code).toBe('email_unavailable');
  expectStatus(await login(email, OTHER_PASSWORD), 401);
  expect(await statusOf(email)).toBe('FORCE_CHANGE_PASSWORD');
  expectStatus(await signup(email), 200);
  expectStatus(await login(email, OTHER_PASSWORD), 401);
});

test('where only the answer was lost, the same signup says so again', async () => {
  const email = await register(stack());
  expectStatus(await signup(email), 200);
  await logIn(stack(), email);
});

test('of two signups at once with different passwords one succeeds, and its password is the one that counts', async () => {
  const email = newEmail('race');
  const passwords = [PASSWORD, OTHER_PASSWORD];
  const statuses = (await Promise.all(passwords.map((password) => signup(email, password)))).map(({ status }) => status);
  expect([...statuses].sort()).toEqual([200, 409]);
  const winner = statuses.indexOf(200);
  await logIn(stack(), email, passwords[winner]);
  expectStatus(await login(email, passwords[1 - winner]), 401);
});

test('a double click succeeds twice', async () => {
  const email = newEmail('double');
  for (const answer of await Promise.all([signup(email), signup(email)])) expectStatus(answer, 200);
  await logIn(stack(), email);
});

test('an invited user is finished by neither, not even with the temporary password', async () => {
  const email = await invite(stack());
  const temporary = stack().codeFor(email);
  expect(expectStatus(await signup(email, temporary), 409).code).toBe('email_unavailable');
  expect(expectStatus(await login(email, temporary), 200)).toMatchObject({ message: 'Challenge', challenge: 'NEW_PASSWORD_REQUIRED' });
  expect(await statusOf(email)).toBe('FORCE_CHANGE_PASSWORD');
});

test('an account that signed up long ago keeps no temporary password that an administrator gave it', async () => {
  // Functions have the machine's time, so it is the account that must be of the past.
  class LateClock extends MovableClock {
    public override now(): number {
      return super.now() - 25 * 3_600_000;
    }
  }
  const late = await serve({}, undefined, { clock: new LateClock() });
  try {
    const email = await register(late);
    late.clock.advance(25 * 3_600_000);
    await late.administer('AdminSetUserPassword', { Username: email, Password: OTHER_PASSWORD, Permanent: false });
    expectStatus(await late.post('/signup', { email, password: OTHER_PASSWORD }), 409);
    expect(expectStatus(await late.post('/login', { email, password: OTHER_PASSWORD }), 200)).toMatchObject({ challenge: 'NEW_PASSWORD_REQUIRED' });
  } finally {
    await late.close();
  }
});

test('a disabled account stays closed to a signup with its own password', async () => {
  const email = await register(stack());
  await stack().administer('AdminDisableUser', { Username: email });
  expectStatus(await signup(email), 409);
  expectStatus(await login(email), 401);
});
