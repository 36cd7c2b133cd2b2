import { Browser } from 'playwright-core';
import { launchBrowser, openPage, outcome } from './browser';
import { ALL_ROUTES, ScriptedStack, ScriptedStackOptions } from './scripted-stack';

let browser: Browser;
let stack: ScriptedStack;

beforeAll(async () => { browser = await launchBrowser(); });
afterAll(async () => browser.close());
afterEach(async () => stack.close());

const start = async (options: ScriptedStackOptions = {}) => { stack = await new ScriptedStack(options).listen(); };
const flows = async () => {
  const { page } = await openPage(browser, stack.url);
  return page.getByRole('navigation').getByRole('link').allInnerTexts();
};

test('shows the flows whose routes exist, and no other', async () => {
  await start({ routes: ALL_ROUTES.filter(({ path }) => ['/user/signup', '/user/login', '/user/private'].includes(path)) });
  expect(await flows()).toEqual(['Sign up', 'Log in', 'Tokens', 'Private route']);
});

test('shows every flow of a whole account and the other routes', async () => {
  await start();
  expect(await flows()).toEqual([
    'Sign up', 'Confirm the address', 'Log in', 'Answer the challenge', 'Forgot the password', 'Reset the password',
    'Tokens', 'Private route', 'Profile', 'Change the password', 'Second factor', 'Delete the account',
    'GET /orders/{id}', 'ANY /files/{path+}',
  ]);
});

test('sends a request to a route of the developer', async () => {
  await start({ answers: { 'PUT /files/a/b%20c': () => ({ status: 201, body: { stored: true } }) } });
  const { page } = await openPage(browser, stack.url);
  await page.getByRole('link', { name: 'ANY /files/{path+}' }).click();
  await page.getByLabel('Path: path+').fill('a/b c');
  await page.getByLabel('Query').fill('?overwrite=true');
  await page.getByLabel('Method').selectOption('PUT');
  await page.getByLabel('Body (JSON)').fill('{"x":1}');
  await page.getByRole('button', { name: 'Send' }).click();
  await outcome(page, '201');
  expect(stack.received).toEqual([{ request: 'PUT /files/a/b%20c?overwrite=true', body: { x: 1 }, authorization: undefined }]);
});

test('counts the time that a token has left, second by second, and says when it is over', async () => {
  await start({ tokenSeconds: 2 });
  const { page } = await openPage(browser, `${stack.url}/#login`);
  await page.getByRole('button', { name: 'Log in' }).click();
  const token = page.getByRole('region', { name: 'ID token' });
  await token.getByText(/00:0[12] left/).waitFor();
  await token.getByText(/expired 00:0\d ago/).waitFor();
});

test('shows requests of other programs as they come', async () => {
  await start();
  const { page } = await openPage(browser, stack.url);
  const log = page.getByRole('region', { name: 'Requests' });
  await log.getByText('No request yet').waitFor();
  await fetch(`${stack.url}/user/login`, { method: 'POST', body: '{"email":"curl@example.com","password":"wrong"}' });
  await log.getByText('AdminInitiateAuth').waitFor();
  expect(await log.getByRole('listitem').first().innerText()).toMatch(/401\s+POST \/user\/login/);
});

test('says when the stack has gone and goes on when it is back', async () => {
  await start();
  const { page } = await openPage(browser, `${stack.url}/#login`);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  for (const times of [1, 2]) {
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForFunction((count) => document.querySelectorAll('.requests > li').length === count, times);
  }
  const port = Number(new URL(stack.url).port);
  await stack.close();
  await page.getByRole('alert').getByText('The local stack does not answer').waitFor();
  await page.getByRole('button', { name: 'Log in' }).click();
  await outcome(page, 'Is the local stack still running?');
  stack = await new ScriptedStack().listen(port);
  await page.getByRole('alert').getByText('The local stack does not answer').waitFor({ state: 'detached' });
  await page.getByRole('button', { name: 'Log in' }).click();
  await outcome(page, '401');
  // The new stack numbers its requests from 1 again.
  await page.waitForFunction(() => document.querySelectorAll('.requests > li').length === 1);
});

test('shows the requests of a stack that was started anew while nobody looked', async () => {
  await start();
  const { page } = await openPage(browser, `${stack.url}/#login`);
  const look = (state: 'hidden' | 'visible') => page.evaluate((value) => {
    Object.defineProperty(document, 'visibilityState', { value, configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  }, state);
  await page.getByLabel('Password', { exact: true }).fill('wrong');
  for (const times of [1, 2]) {
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.waitForFunction((count) => document.querySelectorAll('.requests > li').length === count, times);
  }
  await look('hidden');
  const port = Number(new URL(stack.url).port);
  await stack.close();
  stack = await new ScriptedStack().listen(port);
  await fetch(`${stack.url}/user/logout`, { method: 'POST', body: '{}' });
  await look('visible');
  await page.getByRole('region', { name: 'Requests' }).getByText('/user/logout').waitFor();
  expect(await page.locator('.requests > li').count()).toBe(1);
});

test('reads the OpenAPI document aloud as a list', async () => {
  const $ref = '#/components/schemas/Credentials';
  await start({
    openApi: {
      openapi: '3.0.3',
      info: { title: 'Auth', version: '1.2.3' },
      paths: {
        '/user/login': {
          post: {
            summary: 'Get tokens',
            security: [{ idToken: ['admins'] }, { accessToken: [] }],
            requestBody: { content: { 'application/json': { schema: { $ref } } } },
            responses: { 200: { description: 'Tokens' }, 401: { $ref: '#/components/responses/Unauthorized' } },
          },
        },
      },
      components: {
        schemas: { Credentials: { type: 'object', required: ['email'], properties: { email: { type: 'string', description: 'An address' }, hint: { type: 'string' } } } },
        responses: { Unauthorized: { description: 'Wrong credentials' } },
      },
    },
  });
  const { page } = await openPage(browser, stack.url);
  await page.getByRole('link', { name: 'OpenAPI document' }).click();
  await page.getByText('Get tokens').click();
  const text = await page.locator('#view').innerText();
  expect(text).toContain('Auth 1.2.3');
  expect(text).toContain('Wants: idToken (admins) or accessToken');
  expect(text).toMatch(/email string An address/);
  expect(text).toMatch(/hint string, optional/);
  expect(text).toMatch(/401\s+Wrong credentials/);
});

test('back and forward lead through the flows', async () => {
  await start();
  const { page } = await openPage(browser, stack.url);
  await page.getByRole('link', { name: 'Log in' }).click();
  await page.getByRole('link', { name: 'Private route' }).click();
  await page.goBack();
  await page.getByRole('heading', { name: 'Log in' }).and(page.locator('#view-title')).waitFor();
});
