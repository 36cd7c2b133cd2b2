import { aws_cognito as cognito } from 'aws-cdk-lib';
import { LambdaIntegration } from 'aws-cdk-lib/aws-apigateway';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { Browser, Page } from 'playwright-core';
import { launchBrowser, openPage, outcome } from './browser';
import { SignUpMode } from '../../src';
import { serve, ServedConstruct } from '../flows/stack';

/* The page against the stack that would be deployed: the template, the bundles, and the emulated Cognito. */

let browser: Browser;
let stack: ServedConstruct | undefined;

beforeAll(async () => { browser = await launchBrowser(); });
afterAll(async () => browser.close());
afterEach(async () => stack?.close());

const view = (page: Page, name: string) => page.getByRole('heading', { name, exact: true }).and(page.locator('#view-title')).waitFor();
const press = async (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();
const password = (page: Page, label = 'Password') => page.getByLabel(label, { exact: true });
const code = (page: Page) => page.getByRole('textbox', { name: 'Code' });
const log = (page: Page) => page.getByRole('region', { name: 'Requests' });

test('signs up, logs in and calls the private route of the default stack', async () => {
  stack = await serve();
  const { page, faults } = await openPage(browser, stack.url);
  await page.getByLabel('Email').fill('ada@example.com');
  await password(page).fill('Correct-Horse-7');
  await press(page, 'Sign up');
  await view(page, 'Log in');
  await log(page).getByText('AdminCreateUser').waitFor();
  await log(page).getByText('AdminSetUserPassword').waitFor();

  await password(page).fill('Wrong-Horse-8');
  await press(page, 'Log in');
  expect(await outcome(page, 'invalid_credentials')).toContain('401');
  await log(page).getByText('NotAuthorizedException').waitFor();
  await password(page).fill('Correct-Horse-7');
  await press(page, 'Log in');
  await view(page, 'Tokens');
  expect(await page.getByRole('region', { name: 'ID token' }).innerText()).toMatch(/token_use\s+id/);

  await page.getByRole('link', { name: 'Private route' }).click();
  for (const [choice, expected] of [['ID token (', '200'], ['Access token', '401'], ['ID token, tampered with', '401'], ['No token', '401']]) {
    await page.getByRole('radio', { name: choice }).check();
    await press(page, 'Call it');
    await outcome(page, expected);
  }
  await page.getByRole('link', { name: 'Tokens' }).click();
  await press(page, 'Refresh');
  expect(await outcome(page, '/user/token/refresh')).toContain('200');
  await press(page, 'Log out');
  await outcome(page, '204');
  expect(faults).toEqual([]);
});

test('leads through a whole account with e-mailed codes and an authenticator app', async () => {
  const mfa = { mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: true, sms: false } };
  stack = await serve({ signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true, ...mfa });
  const { page, faults } = await openPage(browser, stack.url, { movableClock: true });
  const useMessage = async (kind: string) => page.getByRole('region', { name: 'Outbox' }).getByRole('button', { name: kind }).first().click();

  await press(page, 'Make up an account');
  const email = await page.getByLabel('Email').inputValue();
  await press(page, 'Sign up');
  await view(page, 'Confirm the address');
  await useMessage('Confirm the address');
  await press(page, 'Confirm');
  await view(page, 'Log in');
  await press(page, 'Log in');
  await view(page, 'Tokens');

  await page.getByRole('link', { name: 'Second factor' }).click();
  await press(page, 'Get a secret');
  await page.getByRole('img', { name: 'QR code' }).waitFor();
  await press(page, 'Fill in the current code');
  await press(page, 'Prove the app');
  expect(await outcome(page, '/user/mfa/totp/verify')).toContain('200');

  await page.getByRole('link', { name: 'Forgot the password' }).click();
  await press(page, 'Send a code');
  await view(page, 'Reset the password');
  await useMessage('Reset the password');
  await password(page, 'New password').fill('Another-Horse-9');
  await press(page, 'Reset the password');
  await view(page, 'Log in');
  await press(page, 'Log in');
  await view(page, 'Answer the challenge');
  await page.getByText('SOFTWARE_TOKEN_MFA', { exact: true }).waitFor();
  await code(page).fill('000000');
  await press(page, 'Send the code');
  await outcome(page, 'invalid_challenge');

  // Each code is taken once.
  stack.clock.advance(30_000);
  await page.clock.fastForward(30_000);
  await page.getByRole('link', { name: 'Log in' }).click();
  await password(page).fill('Another-Horse-9');
  await press(page, 'Log in');
  await view(page, 'Answer the challenge');
  await press(page, 'Fill in the current code');
  await press(page, 'Send the code');
  await view(page, 'Tokens');

  await page.getByRole('link', { name: 'Profile' }).click();
  await press(page, 'Read the profile');
  await page.getByRole('table', { name: 'Profile' }).getByText(email).waitFor();
  await page.getByLabel('New value').fill('new.address@example.com');
  await press(page, 'Change it');
  await outcome(page, 'PATCH /user/me');
  await useMessage('Prove a new address');
  await press(page, 'Prove the address');
  expect(await outcome(page, '/user/me/email/verify')).toContain('200');

  await page.getByRole('link', { name: 'Delete the account' }).click();
  await press(page, 'Delete the account…');
  await press(page, 'Delete it');
  await outcome(page, 'DELETE /user/me');
  await page.getByText('Nobody is logged in').first().waitFor();
  expect(faults).toEqual([]);
});

test("a developer's own route is found in the template, with the token that it wants", async () => {
  stack = await serve({}, (auth, scope) => {
    const handler = new LambdaFunction(scope, 'Orders', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async (event) => ({ statusCode: 200, body: JSON.stringify({ order: event.pathParameters.id }) });'),
    });
    auth.restApi.root.addResource('orders').addResource('{id}').addMethod('GET', new LambdaIntegration(handler), { authorizer: auth.authorizer });
  });
  const { page } = await openPage(browser, stack.url);
  await page.getByRole('link', { name: 'GET /orders/{id}' }).click();
  expect(await page.locator('.routes').innerText()).toContain('ID token');
  await page.getByLabel('Path: id').fill('42');
  await press(page, 'Send');
  expect(await outcome(page, '/orders/42')).toContain('401');
});
