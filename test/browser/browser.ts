import { Browser, BrowserContextOptions, chromium, Page } from 'playwright-core';

/** Debian's, or another Chromium where `CHROMIUM` says so. */
const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** A browser without a window that talks to nobody but the pages that a test opens. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
      '--disable-background-networking', '--disable-component-update', '--disable-sync',
    ],
  });
}

export interface OpenPage {
  readonly page: Page;
  /** Script errors and broken rules of the content security policy. */
  readonly faults: string[];
  /** Addresses of every request that the page made. */
  readonly requested: string[];
}

export interface OpenPageOptions extends BrowserContextOptions {
  /** Lets the test turn the page's clock. */
  readonly movableClock?: boolean;
}

export async function openPage(browser: Browser, url: string, { movableClock, ...options }: OpenPageOptions = {}): Promise<OpenPage> {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, locale: 'en-GB', ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(10_000);
  const faults: string[] = [];
  const requested: string[] = [];
  page.on('pageerror', (error) => faults.push(error.message));
  page.on('console', (message) => {
    // A refused request also stands there as an error, and refusals are what many of the tests are about.
    if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) faults.push(message.text());
  });
  page.on('request', (request) => requested.push(request.url()));
  if (movableClock) await page.clock.install();
  await page.goto(url);
  await page.getByRole('navigation').waitFor();
  return { page, faults, requested };
}

/** The text of the page's report on the last answer. */
export async function outcome(page: Page, expected: string | RegExp): Promise<string> {
  const region = page.getByRole('status').filter({ hasText: expected });
  await region.waitFor();
  return region.innerText();
}
