import { Browser } from 'playwright-core';
import { launchBrowser, openPage, outcome } from './browser';
import { ScriptedStack } from './scripted-stack';

let browser: Browser;
let stack: ScriptedStack;

beforeAll(async () => { browser = await launchBrowser(); });
afterAll(async () => browser.close());
afterEach(async () => stack.close());

test('nothing stays in the browser and nothing leaves for elsewhere', async () => {
  stack = await new ScriptedStack().listen();
  const { page, requested, faults } = await openPage(browser, `${stack.url}/#login`);
  await page.getByLabel('Email').fill('ada@example.com');
  await page.getByLabel('Password', { exact: true }).fill('Secret-Password-1');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tokens' }).waitFor();
  for (const link of await page.getByRole('navigation').getByRole('link').all()) await link.click();

  expect(await page.context().storageState({ indexedDB: true })).toEqual({ cookies: [], origins: [] });
  expect(await page.evaluate(() => [sessionStorage.length, localStorage.length, document.cookie])).toEqual([0, 0, '']);
  expect([...new Set(requested.map((url) => new URL(url).origin))]).toEqual([stack.url]);
  expect(requested.join()).not.toContain('Secret-Password-1');
  expect(faults).toEqual([]);

  await page.reload();
  await page.getByText('Nobody is logged in').first().waitFor();
});

test('a password and a token are nowhere in what the page shows of a request', async () => {
  stack = await new ScriptedStack().listen();
  const { page } = await openPage(browser, `${stack.url}/#login`);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  await page.keyboard.press('Enter');
  await outcome(page, '401');
  expect(await page.getByRole('region', { name: 'Answer' }).innerText()).toContain('"password":"\'"$PASSWORD"\'"');
  expect(await page.getByRole('region', { name: 'Answer' }).innerText()).not.toMatch(/wrong/);
});

test('markup in an answer, a message or a token is text', async () => {
  const markup = '<img src=x onerror="document.title = 1"><script>document.title = 2</script>';
  stack = await new ScriptedStack({ answers: { 'POST /user/login': () => ({ status: 400, body: { code: markup, message: markup } }) } }).listen();
  stack.send(markup, markup, markup);
  const { page, faults } = await openPage(browser, `${stack.url}/#login`);
  await page.getByRole('button', { name: 'Log in' }).click();
  expect(await outcome(page, '400')).toContain(markup);
  await page.getByRole('region', { name: 'Outbox' }).getByText(markup).first().waitFor();
  expect(await page.locator('img, script:not([src])').count()).toBe(0);
  expect(await page.title()).toBe('Local stack playground');
  expect(faults).toEqual([]);
});

test('the content security policy stops a script that got in', async () => {
  stack = await new ScriptedStack().listen();
  const { page, faults } = await openPage(browser, stack.url);
  const stopped = await page.evaluate(() => {
    try {
      document.body.innerHTML = '<b>in</b>';
      return false;
    } catch {
      return true;
    }
  });
  expect(stopped).toBe(true);
  expect(faults.join()).toMatch(/TrustedHTML/);
  expect(await page.evaluate(async () => fetch('http://127.0.0.1:9/').then(() => 'reached', () => 'stopped'))).toBe('stopped');
  expect(faults.join()).toMatch(/connect-src/);
});
