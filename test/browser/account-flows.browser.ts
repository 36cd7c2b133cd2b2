import { Browser } from 'playwright-core';
import { launchBrowser, openPage, OpenPageOptions, outcome } from './browser';
import { ScriptedStack } from './scripted-stack';

let browser: Browser;
let stack: ScriptedStack;

beforeAll(async () => { browser = await launchBrowser(); });
afterAll(async () => browser.close());
beforeEach(async () => { stack = await new ScriptedStack().listen(); });
afterEach(async () => stack.close());

const last = () => stack.received[stack.received.length - 1];

async function logIn(options?: OpenPageOptions) {
  const opened = await openPage(browser, `${stack.url}/#login`, options);
  await opened.page.getByLabel('Email').fill('ada@example.com');
  await opened.page.getByLabel('Password', { exact: true }).fill('right');
  await opened.page.getByRole('button', { name: 'Log in' }).click();
  await opened.page.getByRole('heading', { name: 'Tokens' }).waitFor();
  return opened;
}

test('signs up, confirms with the code from the outbox, logs in and reaches the private route', async () => {
  const { page, faults } = await openPage(browser, stack.url);
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('long enough to pass');
  await page.getByRole('button', { name: 'Sign up' }).click();
  await page.getByRole('heading', { name: 'Confirm the address' }).waitFor();
  expect(await page.getByRole('textbox', { name: 'Code' }).evaluate((field) => field === document.activeElement)).toBe(true);

  await page.getByRole('button', { name: /ada@example.com.*246810/ }).click();
  expect(await page.getByRole('textbox', { name: 'Code' }).inputValue()).toBe('246810');
  await page.getByRole('button', { name: 'Confirm', exact: true }).click();

  await page.getByRole('heading', { name: 'Log in' }).and(page.locator('#view-title')).waitFor();
  expect(await page.getByLabel('Email').inputValue()).toBe('ada@example.com');
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('heading', { name: 'ID token' }).waitFor();
  expect(await page.getByRole('region', { name: 'ID token' }).innerText()).toMatch(/email\s+ada@example.com/);

  await page.getByRole('link', { name: 'Private route' }).click();
  await page.getByRole('button', { name: 'Call it' }).click();
  expect(await outcome(page, 'authorized')).toContain('200');
  expect(faults).toEqual([]);
});

test('shows how a wrong password is refused, and sends what was typed as it was typed', async () => {
  const { page } = await openPage(browser, `${stack.url}/#login`);
  await page.getByLabel('Email').fill('not an address');
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  const text = await outcome(page, 'invalid_credentials');
  expect(text).toContain('401');
  expect(text).toContain('Incorrect email or password');
  expect(last().body).toEqual({ email: 'not an address', password: 'wrong' });
  await page.getByRole('region', { name: 'Requests' }).getByText('NotAuthorizedException').waitFor();
});

test.each([
  ['ID token', 200], ['Access token', 401], ['ID token, tampered with', 401], ['No token', 401],
])('the private route with: %s answers %s', async (choice, status) => {
  const { page } = await logIn();
  await page.getByRole('link', { name: 'Private route' }).click();
  await page.getByRole('radio', { name: choice, exact: choice !== 'ID token' }).first().check();
  await page.getByRole('button', { name: 'Call it' }).click();
  await outcome(page, String(status));
});

test('refreshes with the refresh token and keeps it where no new one comes', async () => {
  const { page } = await logIn();
  for (let times = 0; times < 2; times++) {
    await page.getByRole('button', { name: 'Refresh', exact: true }).click();
    await outcome(page, '/user/token/refresh');
    expect(last()).toMatchObject({ request: 'POST /user/token/refresh', body: { refreshToken: 'refresh-1' } });
  }
});

test('logs out and forgets the tokens', async () => {
  const { page } = await logIn();
  await page.getByRole('button', { name: 'Log out', exact: true }).click();
  await outcome(page, '204');
  expect(last()).toMatchObject({ request: 'POST /user/logout', body: { refreshToken: 'refresh-1' } });
  await page.getByText('Nobody is logged in').first().waitFor();
});

test('resets a forgotten password with the code from the outbox', async () => {
  const { page } = await openPage(browser, `${stack.url}/#forgot`);
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByRole('button', { name: 'Send a code' }).click();
  await page.getByRole('heading', { name: 'Reset the password' }).waitFor();
  await page.getByLabel('New password', { exact: true }).fill('typed before the code');
  await page.getByRole('button', { name: /135790/ }).click();
  expect(await page.getByLabel('New password', { exact: true }).inputValue()).toBe('typed before the code');
  await page.getByRole('button', { name: 'Reset the password', exact: true }).click();
  await page.getByRole('heading', { name: 'Log in' }).and(page.locator('#view-title')).waitFor();
  expect(last().body).toEqual({ email: 'ada@example.com', code: '135790', password: 'typed before the code' });
});

test('another code goes to the address that stands in the form, and every form knows it', async () => {
  const { page } = await openPage(browser, `${stack.url}/#confirm`);
  await page.getByLabel('Email').fill('typed@example.com');
  await page.getByRole('button', { name: 'Send another code' }).click();
  await outcome(page, '/user/signup/resend');
  expect(last().body).toEqual({ email: 'typed@example.com' });
  await page.getByRole('link', { name: 'Log in' }).click();
  expect(await page.getByLabel('Email').inputValue()).toBe('typed@example.com');
});

test('a message opens the view that wants its code', async () => {
  stack.send('new@example.com', 'invitation', 'Temporary-1!');
  stack.send('other@example.com', 'forgot-password', '777777');
  const { page } = await openPage(browser, stack.url);
  await page.getByRole('button', { name: /other@example.com/ }).click();
  await page.getByRole('heading', { name: 'Reset the password' }).waitFor();
  expect(await page.getByLabel('Email').inputValue()).toBe('other@example.com');
  expect(await page.getByRole('textbox', { name: 'Code' }).inputValue()).toBe('777777');
  await page.getByRole('button', { name: /new@example.com/ }).click();
  expect(await page.getByLabel('Email').inputValue()).toBe('new@example.com');
  expect(await page.getByLabel('Password', { exact: true }).inputValue()).toBe('Temporary-1!');
});

test('enrols an authenticator app by QR code and proves it', async () => {
  const { page } = await logIn();
  await page.getByRole('link', { name: 'Second factor' }).click();
  await page.getByRole('button', { name: 'Get a secret' }).click();
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await page.getByRole('textbox', { name: 'Code' }).fill(stack.totp.generate());
  await page.getByRole('button', { name: 'Prove the app' }).click();
  expect(await outcome(page, 'Verified')).toContain('200');
});

test('shows the code of an authenticator app itself, and none twice', async () => {
  const { page } = await logIn({ movableClock: true });
  await page.getByRole('link', { name: 'Second factor' }).click();
  await page.getByRole('button', { name: 'Get a secret' }).click();
  const code = page.getByRole('textbox', { name: 'Code' });
  await page.getByRole('button', { name: 'Fill in the current code' }).click();
  await page.waitForFunction(() => document.querySelector<HTMLInputElement>('input[name=code]')?.value.length === 6);
  const first = await code.inputValue();
  expect(stack.totp.validate({ token: first })).not.toBeNull();

  await code.fill('');
  await page.getByRole('button', { name: 'Fill in the current code' }).click();
  await page.getByRole('button', { name: /Next code in \d+ s/ }).waitFor();
  expect(await code.inputValue()).toBe('');
  await page.clock.fastForward(30_000);
  await page.getByRole('button', { name: 'Fill in the current code' }).waitFor();
  expect(await code.inputValue()).toBe(stack.totp.generate({ timestamp: await page.evaluate(() => Date.now()) }));
});

test('reads the profile, sends only the chosen second factors, and deletes only after asking', async () => {
  const { page } = await logIn();
  await page.getByRole('link', { name: 'Profile' }).click();
  await page.getByRole('button', { name: 'Read the profile' }).click();
  expect(await page.getByRole('table', { name: 'Profile' }).innerText()).toContain('ada@example.com');

  await page.getByRole('link', { name: 'Second factor' }).click();
  await page.getByLabel('Text message').selectOption('preferred');
  await page.getByRole('button', { name: 'Save' }).click();
  await outcome(page, '/user/mfa');
  expect(last()).toMatchObject({ request: 'PUT /user/mfa', body: { sms: 'preferred' } });

  await page.getByRole('link', { name: 'Delete the account' }).click();
  await page.getByRole('button', { name: 'Delete the account…' }).click();
  await page.getByRole('button', { name: 'Keep it' }).click();
  expect(last().request).toBe('PUT /user/mfa');
  await page.getByRole('button', { name: 'Delete the account…' }).click();
  await page.getByRole('button', { name: 'Delete it' }).click();
  await outcome(page, '204');
  expect(last().request).toBe('DELETE /user/me');
  await page.getByText('Nobody is logged in').first().waitFor();
});
