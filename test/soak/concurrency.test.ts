import { expectStatus, logIn, newEmail, OTHER_PASSWORD, PASSWORD, register } from '../flows/accounts';
import { comparable } from '../flows/contract';
import { served } from '../flows/stack';

/* What is right one by one must be right side by side. */

const stack = served();
const login = (email: string, password = PASSWORD) => stack().post('/login', { email, password });
const side = <T>(times: number, run: (index: number) => Promise<T>) => Promise.all(Array.from({ length: times }, (_, index) => run(index)));

/** Waits until a lock that guesses have caused is over, and nothing is held against the account any more. */
const letLockPass = () => stack().clock.advance(31 * 60_000);

test('twenty guesses at once do not pass the lockout, even where the right one is among them', async () => {
  const email = await register(stack());
  const wrong = await side(20, () => login(email, OTHER_PASSWORD));
  for (const answer of wrong) expect(comparable(answer)).toEqual(comparable(wrong[0]));
  expectStatus(wrong[0], 401);
  // All of them had to be heard for this one to be refused: the account is locked, and says so to nobody.
  expect(comparable(await login(email))).toEqual(comparable(wrong[0]));
  letLockPass();
  expectStatus(await login(email), 200);

  // Of twenty different guesses at once at most five are compared, so one that comes late does not get in.
  letLockPass();
  const outcomes = await side(20, (index) => login(email, index === 19 ? PASSWORD : `${OTHER_PASSWORD}${index}`));
  expect(outcomes.slice(0, 19).map(({ status }) => status)).toEqual(Array(19).fill(401));
  expect([200, 401]).toContain(outcomes[19].status);
});

test('twenty at once with the right password all get in', async () => {
  const email = await register(stack());
  const answers = await side(20, () => login(email));
  expect(answers.map(({ status }) => status)).toEqual(Array(20).fill(200));
  expect(new Set(answers.map(({ json }) => json.refreshToken)).size).toBe(20);
});

test('of ten signups at once, each with its own password, one gets the account', async () => {
  const email = newEmail('crowd');
  const passwords = Array.from({ length: 10 }, (_, index) => `${PASSWORD}-${index}`);
  const answers = await side(10, (index) => stack().post('/signup', { email, password: passwords[index] }));
  const statuses = answers.map(({ status }) => status);
  expect([...statuses].sort()).toEqual([200, ...Array(9).fill(409)]);
  letLockPass();
  const winner = statuses.indexOf(200);
  await logIn(stack(), email, passwords[winner]);
  expectStatus(await login(email, passwords[(winner + 1) % 10]), 401);
});

test('ten refreshes at once all get tokens, and a logout beside them ends them all', async () => {
  const email = await register(stack());
  const { refreshToken } = await logIn(stack(), email);
  const answers = await side(10, () => stack().post('/token/refresh', { refreshToken }));
  expect(answers.map(({ status }) => status)).toEqual(Array(10).fill(200));

  const race = await side(11, (index) => stack().post(index === 5 ? '/logout' : '/token/refresh', { refreshToken }));
  for (const [index, { status }] of race.entries()) expect(index === 5 ? [204] : [200, 401]).toContain(status);
  expectStatus(await stack().post('/token/refresh', { refreshToken }), 401);
});

test('no login with the old password outlives a reset that it races against', async () => {
  for (let round = 0; round < 5; round += 1) {
    const email = await register(stack());
    expectStatus(await stack().post('/password/forgot', { email }), 202);
    const code = stack().codeFor(email);
    const [reset, ...logins] = await Promise.all([
      stack().post('/password/reset', { email, code, password: OTHER_PASSWORD }),
      ...Array.from({ length: 4 }, () => login(email)),
    ]);
    expectStatus(reset, 200);
    for (const { status, json } of logins) {
      expect([200, 401]).toContain(status);
      if (status === 200) expectStatus(await stack().post('/token/refresh', { refreshToken: json.refreshToken }), 401);
    }
    letLockPass();
    expectStatus(await login(email), 401);
    expectStatus(await login(email, OTHER_PASSWORD), 200);
  }
});

test('one code resets once, however many use it at once', async () => {
  const email = await register(stack());
  expectStatus(await stack().post('/password/forgot', { email }), 202);
  const code = stack().codeFor(email);
  const answers = await side(5, (index) => stack().post('/password/reset', { email, code, password: `${OTHER_PASSWORD}-${index}` }));
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1);
  const winner = answers.findIndex(({ status }) => status === 200);
  await logIn(stack(), email, `${OTHER_PASSWORD}-${winner}`);
});
