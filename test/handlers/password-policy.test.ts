import { bodyOf, CODE, EMAIL, eventOf, SESSION } from './support/events';
import { load } from './support/load';
import { checkPasswordPolicy } from '../../local/cognito/passwords/policy';
import type { Route } from '../../src/routes/route';
import * as routes from '../../src/routes/table';

const POLICY = { PASSWORD_POLICY: 'At least 12 characters', PASSWORD_RULES: '12,lowercase,uppercase,digits,symbols' };

/** Every route that sets a password, by a body with this one. */
const SETTING: ReadonlyArray<readonly [string, Route, (password: string) => object]> = [
  ['signup', routes.signup, (password) => ({ email: EMAIL, password })],
  ['signup with a code', routes.signupEmailCode, (password) => ({ email: EMAIL, password })],
  ['reset', routes.resetPassword, (password) => ({ email: EMAIL, code: CODE, password })],
  ['change', routes.changePassword, (password) => ({ currentPassword: 'old', newPassword: password })],
  ['an invitation', routes.loginChallenge, (newPassword) => ({ email: EMAIL, session: SESSION, challenge: 'NEW_PASSWORD_REQUIRED', answers: { newPassword } })],
];

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test.each(SETTING)('%s: a password that breaks the policy is rejected before any call', async (_, route, body) => {
  const fn = load(route.function, POLICY);
  fn.script({});
  const result = await fn.handler(eventOf(route, { body: body('correct-horse-7') }));
  expect(bodyOf(result)).toMatchObject({ status: 400, code: 'weak_password', message: 'At least 12 characters' });
  expect(fn.called()).toEqual([]);
});

const local = {
  minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true,
} as Parameters<typeof checkPasswordPolicy>[0];

test.each([
  'Correct-Horse-7', 'Correct-Hor7', 'Correct-Ho7', 'Correct Horse 7', 'CorrectHorse7', ' CorrectHorse7', 'CorrectHorse7 ', ' CorrectHorse7 ',
  'CORRECT-HORSE-7', 'correct-horse-7', 'Correct-Horse-x', 'Correct  Horse7', 'ÄÖÜäöü-Horse7', 'ÄÖÜ-ÄÖÜ-777x', 'Aa1\u00A0Aa1\u00A0Aa1\u00A0',
  ...'^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-€'.split('').map((symbol) => `CorrectHorse7${symbol}`),
])('says of %j what Cognito would say', async (password) => {
  const accepted = (() => {
    try {
      checkPasswordPolicy(local, password, '');
      return true;
    } catch {
      return false;
    }
  })();
  const fn = load('signup', POLICY);
  fn.script({ AdminCreateUser: { User: { Username: 'x' } }, AdminSetUserPassword: {} });
  const { statusCode } = await fn.handler(eventOf(routes.signup, { body: { email: EMAIL, password } }));
  expect(statusCode).toBe(accepted ? 200 : 400);
});

test('without known rules, Cognito decides', async () => {
  const fn = load('signup');
  fn.script({ AdminCreateUser: { User: { Username: 'x' } }, AdminSetUserPassword: {} });
  expect((await fn.handler(eventOf(routes.signup, { body: { email: EMAIL, password: 'x' } }))).statusCode).toBe(200);
});
