import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { enrolTotp, expectStatus, logIn, newEmail, otherCode, totpCode } from './accounts';
import { CANARY, CanaryRecorder } from './canaries';
import { ServedConstruct } from './stack';
import { SignUpMode } from '../../src';
import { ObjectSchema } from '../../src/routes/schemas';
import { ROUTES } from '../../src/routes/table';
import { exampleBody } from '../support/example-body';

/*
 * Sends canaries through every route, in requests that succeed and in requests that fail. No log line, error, environment
 * or template may hold one.
 */

jest.setTimeout(60_000);

const recorder = new CanaryRecorder();
let environments: readonly string[];

beforeAll(async () => {
  await useAutoConfirm();
  await useEmailCode();
  environments = recorder.environments();
});

afterAll(async () => {
  const { secrets, lines, failures } = recorder;
  await recorder.close();
  process.stdout.write(`secrets: ${secrets.size} canaries, ${lines.length} printed lines, ${failures.length} failures, ${environments.length} environments\n`);
});

async function useAutoConfirm(): Promise<void> {
  const stack = await recorder.serve({ accountRoutes: true, mfa: Mfa.OPTIONAL });
  const email = newEmail('canary');
  await signUpAndLogIn(stack, email);
  const { accessToken } = await useTokens(stack, email);
  await changeAccount(stack, email, accessToken);
  await useAuthenticatorApp(stack, email, accessToken);
  await resetPassword(stack, email);
  await callOtherRoutes(stack, accessToken);
  await stack.post('/logout/everywhere', undefined, accessToken);
  await stack.call('DELETE', '/me', { token: accessToken });

  // API Gateway answers these itself.
  await stack.call('POST', `/${CANARY.path}?password=${CANARY.path}`, { headers: { 'User-Agent': CANARY.header, 'X-Custom': CANARY.header } });
  await stack.call('POST', '/login', { body: { email, password: CANARY.password }, headers: { 'Content-Type': 'text/plain' } });
}

/** Calls the routes that only this mode has, and a route whose authorizer is a function. */
async function useEmailCode(): Promise<void> {
  const stack = await recorder.serve({ signUpMode: SignUpMode.EMAIL_CODE }, (auth, scope) => {
    const handler = new Function(scope, 'Reports', {
      runtime: Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
    });
    auth.addPrivateRoute('reports', { handler, allowedGroups: ['admins'] });
  });
  const email = newEmail('canary-code');
  await stack.post('/signup', { email, password: 'short' });
  for (const password of [CANARY.password, CANARY.newPassword]) expectStatus(await stack.post('/signup', { email, password }), 202);
  expectStatus(await stack.post('/signup/resend', { email }), 202);
  const code = stack.codeFor(email);
  await stack.post('/signup/resend', { email: CANARY.wrongPassword });
  await stack.post('/login', { email, password: CANARY.password });
  await stack.post('/signup/confirm', { email, code: otherCode(code) });
  expectStatus(await stack.post('/signup/confirm', { email, code }), 200);
  await stack.post('/signup/confirm', { email, code });

  const { idToken, accessToken } = await logIn(stack, email, CANARY.password);
  for (const token of [idToken, accessToken, CANARY.header]) {
    const response = await fetch(`${stack.url}/reports`, { headers: { Authorization: token } });
    recorder.record({ status: response.status, headers: response.headers, text: await response.text(), json: undefined });
  }
}

async function signUpAndLogIn(stack: ServedConstruct, email: string): Promise<void> {
  const credentials = { email, password: CANARY.password };
  const bodies = [
    credentials,
    { ...credentials, password: CANARY.wrongPassword },
    { email, password: [CANARY.wrongPassword] },
    `{"email":"${email}","password":"${CANARY.wrongPassword}`,
    { ...credentials, padding: CANARY.wrongPassword.repeat(600) },
    CANARY.wrongPassword,
  ];
  for (const body of bodies) {
    await stack.post('/signup', body);
    await stack.post('/login', body);
  }
}

async function useTokens(stack: ServedConstruct, email: string) {
  const tokens = await logIn(stack, email, CANARY.password);
  expectStatus(await stack.post('/private', undefined, tokens.idToken), 200);
  await stack.post('/private', undefined, tokens.accessToken);
  await stack.post('/private', undefined, CANARY.header);
  expectStatus(await stack.post('/token/refresh', { refreshToken: tokens.refreshToken }), 200);
  await stack.post('/token/refresh', { refreshToken: CANARY.wrongPassword });
  await stack.post('/logout', { refreshToken: CANARY.wrongPassword });
  return tokens;
}

async function changeAccount(stack: ServedConstruct, email: string, accessToken: string): Promise<void> {
  expectStatus(await stack.call('GET', '/me', { token: accessToken }), 200);
  await stack.call('PATCH', '/me', { token: accessToken, body: { attributes: { email: `new-${email}` } } });
  await stack.post('/me/email/verify', { code: otherCode(stack.codeFor(`new-${email}`)) }, accessToken);
  await stack.post('/password/change', { currentPassword: CANARY.wrongPassword, newPassword: CANARY.newPassword }, accessToken);
  expectStatus(await stack.post('/password/change', { currentPassword: CANARY.password, newPassword: CANARY.newPassword }, accessToken), 200);
}

async function useAuthenticatorApp(stack: ServedConstruct, email: string, accessToken: string): Promise<void> {
  const secret = await enrolTotp(stack, accessToken);
  await stack.post('/mfa/totp/verify', { code: otherCode(totpCode(stack, secret)) }, accessToken);
  await stack.call('PUT', '/mfa', { token: accessToken, body: { sms: 'preferred' } });
  const { session } = expectStatus(await stack.post('/login', { email, password: CANARY.newPassword }), 200);
  const challenge = { email, session, challenge: 'SOFTWARE_TOKEN_MFA' };
  await stack.post('/login/challenge', { ...challenge, answers: { code: otherCode(totpCode(stack, secret)) } });
  await stack.post('/login/challenge', { ...challenge, session: CANARY.wrongPassword, answers: { code: totpCode(stack, secret) } });
  for (const expected of [secret, session]) expect(recorder.secrets).toContain(expected);
}

async function resetPassword(stack: ServedConstruct, email: string): Promise<void> {
  await stack.post('/password/forgot', { email });
  const code = stack.codeFor(email);
  await stack.post('/password/reset', { email, code: otherCode(code), password: CANARY.wrongPassword });
  await stack.post('/password/reset', { email, code, password: 'short' });
  expectStatus(await stack.post('/password/reset', { email, code, password: CANARY.password }), 200);
}

/** A body that reaches the handler, with a canary in every member that takes any text. */
function canariesFor(body: ObjectSchema): object {
  const free = Object.entries(body.properties ?? {}).filter(([, schema]) => 'type' in schema && schema.type === 'string' && !schema.pattern && !schema.enum);
  return { ...exampleBody(body), ...Object.fromEntries(free.map(([name]) => [name, CANARY.wrongPassword])) };
}

/** The routes that end the session, and so come last. */
const LAST = ['logoutEverywhere', 'deleteMe'];

/** Calls every route for which no other function here has a request. */
async function callOtherRoutes(stack: ServedConstruct, accessToken: string): Promise<void> {
  for (const { name, method, path, body } of stack.routes) {
    if (LAST.includes(name) || recorder.called.has(`${method} /${path}`)) continue;
    for (const token of [accessToken, CANARY.header]) await stack.call(method, `/${path}`, { token, body: body && canariesFor(body) });
  }
}

describe('the canaries went everywhere', () => {
  test('every route was called', () => {
    expect([...recorder.called]).toEqual(expect.arrayContaining(ROUTES.map(({ method, path }) => `${method} /${path}`)));
  });

  test('tokens, codes, a session and a TOTP secret are among them', () => {
    expect(recorder.secrets.size).toBeGreaterThan(14);
  });

  test('requests failed, in every function', () => {
    expect(recorder.failures.length).toBeGreaterThan(20);
    expect(recorder.functionCount).toBeGreaterThanOrEqual(8);
  });
});

describe('no canary leaks', () => {
  test('into a line that the functions or the gateway print', () => {
    const lines = recorder.stacks.flatMap(({ logs }) => logs);
    expect(lines.length).toBeGreaterThan(30);
    expect(lines.filter((line) => line.includes('"authorize"')).length).toBeGreaterThanOrEqual(2);
    expect(recorder.leaksIn(recorder.lines)).toEqual([]);
  });

  test('into the body or a header of an error', () => {
    expect(recorder.leaksIn(recorder.failures.map(({ text, headers }) => `${text} ${JSON.stringify([...headers])}`))).toEqual([]);
  });

  test('into the environment of a function', () => {
    // Only Linux lets a process read the environment of another.
    if (process.platform === 'linux') expect(environments.length).toBeGreaterThan(0);
    expect(recorder.leaksIn(environments)).toEqual([]);
  });

  test('into a template', () => {
    for (const { template } of recorder.stacks) {
      const text = JSON.stringify(template);
      expect(recorder.leaksIn([text])).toEqual([]);
      expect(template).not.toHaveProperty('Outputs');
      expect(text).not.toMatch(/ClientSecret|GenerateSecret":true|SecretsManager|NoEcho|BEGIN [A-Z ]*PRIVATE KEY|AKIA[A-Z0-9]{16}/);
    }
  });
});

test('no bundle holds a private key or an access key id', () => {
  const assets = join(__dirname, '../../assets');
  for (const name of readdirSync(assets)) {
    expect(readFileSync(join(assets, name, 'index.mjs'), 'utf8')).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|(?:AKIA|ASIA)[A-Z0-9]{16}/);
  }
});
