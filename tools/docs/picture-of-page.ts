/* Photographs the page of the local stack for the README, light and dark, as a user who has just logged in sees it. */

import { mkdirSync } from 'node:fs';
import { chromium, Page } from 'playwright-core';
import { assemblyOf } from '../../local/cli/synthesise';
import { startLocalStack } from '../../local/stack';

const FOLDER = 'docs/images';
const EMAIL = 'ada@example.com';
const PASSWORD = 'Correct-Horse-7';

async function logIn(page: Page, url: string): Promise<void> {
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const title = (name: string) => page.locator('#view-title', { hasText: name }).waitFor();
  await page.goto(url);
  await page.getByLabel('Email').fill(EMAIL);
  await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
  await press('Sign up');
  await title('Confirm the address');
  await page.getByRole('region', { name: 'Outbox' }).getByRole('button', { name: 'Confirm the address' }).first().click();
  await press('Confirm');
  await title('Log in');
  await press('Log in');
  await title('Tokens');
}

async function main(): Promise<void> {
  const assembly = await assemblyOf('examples/mfa', new AbortController().signal);
  const stack = await startLocalStack({ assembly: assembly.directory });
  const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] });
  try {
    mkdirSync(FOLDER, { recursive: true });
    const page = await browser.newPage({ viewport: { width: 1200, height: 800 }, locale: 'en-GB' });
    await logIn(page, stack.url);
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme });
      await page.screenshot({ path: `${FOLDER}/page-${colorScheme}.png` });
    }
  } finally {
    await browser.close();
    await stack.close();
    await assembly.remove();
  }
}

void main();
