import { readFileSync } from 'node:fs';
import type { AxeResults } from 'axe-core';
import { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, outcome } from './browser';
import { ScriptedStack } from './scripted-stack';

const AXE = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

let browser: Browser;
let stack: ScriptedStack;

beforeAll(async () => {
  browser = await launchBrowser();
  stack = await new ScriptedStack({
    openApi: {
      info: { title: 'Auth', version: '1' },
      paths: { '/user/login': { post: { summary: 'Log in', responses: { 200: { description: 'Tokens' } } } } },
    },
  }).listen();
});
afterAll(async () => {
  await browser.close();
  await stack.close();
});

async function violations(page: Page): Promise<string[]> {
  await page.evaluate(AXE);
  const { violations: found } = await page.evaluate<AxeResults>('axe.run(document, { resultTypes: ["violations"] })');
  return found.flatMap(({ id, nodes }) => nodes.map(({ target, failureSummary }) => `${id} at ${target.join(' ')}: ${failureSummary}`));
}

describe.each([
  ['light', 1280], ['dark', 1280], ['light', 390], ['dark', 390],
] as const)('in %s colours at %s pixels', (colorScheme, width) => {
  test('axe finds nothing wrong in any view, with an answer, messages and tokens shown', async () => {
    const { page, faults } = await openPage(browser, `${stack.url}/#login`, { colorScheme, viewport: { width, height: 800 } });
    await page.getByLabel('Email').fill('ada@example.com');
    stack.send('ada@example.com', 'sign-up');
    for (const password of ['wrong', 'right']) {
      await page.getByLabel('Password', { exact: true }).fill(password);
      await page.keyboard.press('Enter');
      await outcome(page, password === 'wrong' ? '401' : '200');
      expect(await violations(page)).toEqual([]);
    }
    const links = page.getByRole('navigation').getByRole('link');
    for (const link of await links.all()) {
      await link.click();
      expect(await violations(page)).toEqual([]);
    }
    await page.getByRole('link', { name: 'Second factor' }).click();
    await page.getByRole('button', { name: 'Get a secret' }).click();
    await page.getByRole('img', { name: 'QR code' }).waitFor();
    expect(await violations(page)).toEqual([]);
    await page.getByRole('link', { name: 'Delete the account' }).click();
    await page.getByRole('button', { name: 'Delete the account…' }).click();
    expect(await violations(page)).toEqual([]);
    expect(faults).toEqual([]);
  });

  test('nothing is wider than the screen', async () => {
    const { page } = await openPage(browser, stack.url, { colorScheme, viewport: { width, height: 800 } });
    for (const link of await page.getByRole('navigation').getByRole('link').all()) {
      await link.click();
      expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
    }
  });
});

/** Presses Tab until an element of the name has the focus, as somebody without a mouse does. */
async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let presses = 0; presses < 60; presses++) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement as HTMLInputElement;
      const outline = getComputedStyle(element);
      const label = element.labels?.[0]?.textContent ?? element.getAttribute('aria-label') ?? element.textContent ?? '';
      return { label, visible: outline.outlineStyle !== 'none' && parseFloat(outline.outlineWidth) > 0 };
    });
    expect(focused.visible || focused.label === '').toBe(true);
    if (typeof name === 'string' ? focused.label === name : name.test(focused.label)) return;
  }
  throw new Error(`Tab never reaches ${String(name)}`);
}

test('signing up, confirming and logging in need no mouse', async () => {
  const { page } = await openPage(browser, stack.url);
  await tabTo(page, 'Skip to the form');
  await page.keyboard.press('Enter');
  await page.keyboard.press('Tab');
  await page.keyboard.type('keys@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('long enough to pass');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Confirm the address' }).waitFor();
  await page.getByRole('button', { name: /keys@example.com/ }).waitFor();
  await tabTo(page, /keys@example.com/);
  await page.keyboard.press('Enter');
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).value)).toBe('246810');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Log in' }).and(page.locator('#view-title')).waitFor();
  expect(await page.evaluate(() => (document.activeElement as HTMLInputElement).name)).toBe('password');
  await page.keyboard.press('Enter');
  await page.getByRole('heading', { name: 'Tokens' }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Tokens');
});

test('a link of the navigation moves the focus to the heading of its view', async () => {
  const { page } = await openPage(browser, stack.url);
  await page.getByRole('link', { name: 'Forgot the password' }).focus();
  await page.keyboard.press('Enter');
  await page.waitForFunction(() => document.activeElement?.textContent === 'Forgot the password');
});

test('the news of a message is spoken', async () => {
  const { page } = await openPage(browser, stack.url);
  await page.getByRole('region', { name: 'Outbox' }).waitFor();
  await page.waitForTimeout(300);
  stack.send('news@example.com', 'forgot-password');
  await outcome(page, 'New in the outbox: Reset the password for news@example.com');
});
