import { randomBytes, scryptSync } from 'node:crypto';
import { hashPassword, passwordMatches, spendComparison } from '../../../local/cognito/passwords/hash';

const PASSWORD = 'Correct-Horse-7';

/** A hash as a state file brings it: of this form, and not made in this run. */
function storedHash(password: string): string {
  const salt = randomBytes(16);
  const key = scryptSync(password, salt, 32, { N: 2 ** 12, r: 8, p: 1 });
  return ['scrypt', 12, salt.toString('base64url'), key.toString('base64url')].join('$');
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  for (let round = 0; round < 20; round += 1) await work();
  return performance.now() - began;
}

test('a hash is of scrypt with a salt of its own', async () => {
  const [one, other] = [await hashPassword(PASSWORD), await hashPassword(PASSWORD)];
  expect(one).toMatch(/^scrypt\$12\$[\w-]{22}\$[\w-]{43}$/);
  expect(other).not.toBe(one);
});

describe.each([['made in this run', hashPassword], ['of a state file', async (password: string) => storedHash(password)]])('a hash %s', (_case, make) => {
  test('opens to its password and to no other, also after the right one', async () => {
    const hash = await make(PASSWORD);
    expect(await passwordMatches('Correct-Horse-8', hash)).toBe(false);
    expect(await passwordMatches(PASSWORD, hash)).toBe(true);
    expect(await passwordMatches(PASSWORD, hash)).toBe(true);
    expect(await passwordMatches('Correct-Horse-8', hash)).toBe(false);
    expect(await passwordMatches('', hash)).toBe(false);
  });
});

test('the right password opens another hash only where it is its password too', async () => {
  await passwordMatches(PASSWORD, await hashPassword(PASSWORD));
  expect(await passwordMatches(PASSWORD, await hashPassword('Battery-Staple-8'))).toBe(false);
});

test('a right password is compared once, a wrong one each time, as an unknown user is', async () => {
  const hash = storedHash(PASSWORD);
  await passwordMatches(PASSWORD, hash);
  const [right, wrong, unknown] = [
    await milliseconds(() => passwordMatches(PASSWORD, hash)),
    await milliseconds(() => passwordMatches('Correct-Horse-8', hash)),
    await milliseconds(() => spendComparison('Correct-Horse-8')),
  ];
  expect(right).toBeLessThan(wrong / 5);
  expect(wrong).toBeGreaterThan(unknown / 3);
});
