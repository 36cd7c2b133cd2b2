import { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, outcome } from './browser';
import { ScriptedStack } from './scripted-stack';

let browser: Browser;
let stack: ScriptedStack;

beforeAll(async () => { browser = await launchBrowser(); });
afterAll(async () => browser.close());
afterEach(async () => stack.close());

/** Logs in at a stack whose login asks these challenges one after the other. */
async function meet(...challenges: Array<{ challenge: string; parameters?: object }>): Promise<Page> {
  const queue = challenges.map((challenge, index) => ({ message: 'More is needed', session: `session-${index + 1}`, parameters: {}, ...challenge }));
  const next = () => (queue.length > 0 ? { status: 200, body: queue.shift() } : stack.tokens());
  stack = await new ScriptedStack({ answers: { 'POST /user/login': next, 'POST /user/login/challenge': next } }).listen();
  const { page } = await openPage(browser, `${stack.url}/#login`);
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('right');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByText(challenges[0].challenge, { exact: true }).waitFor();
  return page;
}

const answered = () => stack.received.filter(({ request }) => request === 'POST /user/login/challenge').map(({ body }) => body);
const loggedIn = async (page: Page) => page.getByRole('heading', { name: 'Tokens' }).waitFor();

test('NEW_PASSWORD_REQUIRED asks for a password and the required attributes', async () => {
  const page = await meet({ challenge: 'NEW_PASSWORD_REQUIRED', parameters: { requiredAttributes: '["userAttributes.given_name"]', userAttributes: '{}' } });
  await page.getByLabel('New password', { exact: true }).fill('a better one');
  await page.getByLabel('given_name').fill('Ada');
  await page.getByRole('button', { name: 'Set the password' }).click();
  await loggedIn(page);
  expect(answered()).toEqual([{
    email: 'ada@example.com', session: 'session-1', challenge: 'NEW_PASSWORD_REQUIRED', answers: { 'newPassword': 'a better one', 'userAttributes.given_name': 'Ada' },
  }]);
});

test.each(['SOFTWARE_TOKEN_MFA', 'SMS_MFA', 'EMAIL_OTP'])('%s asks for a code', async (challenge) => {
  const page = await meet({ challenge, parameters: { CODE_DELIVERY_DESTINATION: '+*******0100' } });
  expect(await page.getByLabel('Code').evaluate((field) => field === document.activeElement)).toBe(true);
  await page.getByLabel('Code').fill('123456');
  await page.keyboard.press('Enter');
  await loggedIn(page);
  expect(answered()).toEqual([{ email: 'ada@example.com', session: 'session-1', challenge, answers: { code: '123456' } }]);
});

test('a code by text message is filled in from the outbox', async () => {
  const page = await meet({ challenge: 'SMS_MFA' });
  stack.send('+15550100', 'mfa-sms', '998877');
  await page.getByRole('button', { name: /998877/ }).click();
  expect(await page.getByLabel('Code').inputValue()).toBe('998877');
});

test('SELECT_MFA_TYPE offers what the account has, and the next challenge follows with its own session', async () => {
  const page = await meet({ challenge: 'SELECT_MFA_TYPE', parameters: { MFAS_CAN_CHOOSE: '["SMS_MFA","SOFTWARE_TOKEN_MFA"]' } }, { challenge: 'SOFTWARE_TOKEN_MFA' });
  expect(await page.getByRole('radio').count()).toBe(2);
  await page.getByRole('radio', { name: 'Authenticator app' }).check();
  await page.getByRole('button', { name: 'Go on' }).click();
  await page.getByLabel('Code').fill('123456');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await loggedIn(page);
  expect(answered()).toEqual([
    expect.objectContaining({ session: 'session-1', challenge: 'SELECT_MFA_TYPE', answers: { answer: 'SOFTWARE_TOKEN_MFA' } }),
    expect.objectContaining({ session: 'session-2', challenge: 'SOFTWARE_TOKEN_MFA', answers: { code: '123456' } }),
  ]);
});

test('MFA_SETUP enrols an authenticator app within the login', async () => {
  const secret = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';
  const page = await meet(
    { challenge: 'MFA_SETUP', parameters: { MFAS_CAN_SETUP: '["SOFTWARE_TOKEN_MFA"]' } },
    { challenge: 'MFA_SETUP', parameters: { secret, otpauthUri: `otpauth://totp/Stack:ada@example.com?secret=${secret}` } },
  );
  await page.getByRole('button', { name: 'Set up an authenticator app' }).click();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await page.getByRole('button', { name: 'Fill in the current code' }).click();
  await page.getByRole('button', { name: 'Prove the app' }).click();
  await loggedIn(page);
  expect(answered()).toEqual([
    expect.objectContaining({ session: 'session-1', answers: {} }),
    expect.objectContaining({ session: 'session-2', answers: { code: expect.stringMatching(/^\d{6}$/) } }),
  ]);
});

test('a challenge that the page does not know can still be answered', async () => {
  const page = await meet({ challenge: 'CUSTOM_CHALLENGE', parameters: { riddle: 'six times seven' } });
  await page.getByText('six times seven').first().waitFor();
  await page.getByRole('textbox', { name: 'Answer' }).fill('42');
  await page.getByRole('button', { name: 'Send the answer' }).click();
  await loggedIn(page);
  expect(answered()).toEqual([expect.objectContaining({ challenge: 'CUSTOM_CHALLENGE', answers: { answer: '42' } })]);
});

test('a refused answer keeps the challenge open for another try', async () => {
  const page = await meet({ challenge: 'SOFTWARE_TOKEN_MFA' });
  stack.tokens = () => ({ status: 401, body: { code: 'invalid_challenge', message: 'The answer to the challenge is wrong or came too late' } });
  await page.getByLabel('Code').fill('000000');
  await page.getByRole('button', { name: 'Send the code' }).click();
  await outcome(page, 'invalid_challenge');
  await page.getByText('SOFTWARE_TOKEN_MFA', { exact: true }).waitFor();
});
