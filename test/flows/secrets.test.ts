import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { Code, Function, Runtime } from 'aws-cdk-lib/aws-lambda';
import { SignUpMode } from '../../src';
import { enrolTotp, expectStatus, logIn, newEmail, otherCode, totpCode } from './accounts';
import { Answer, serve, ServedConstruct } from './stack';
import { ROUTES } from '../../src/routes/table';

/*
 * Canaries through every route, right and wrong: none of them may be printed, told by an error, or stand in a process's
 * environment or in what is deployed.
 */

const CANARY = { first: 'Canary-First-7531', second: 'Canary-Second-8642', wrong: 'Canary-Wrong-9753', path: 'Canary-Path-1111', header: 'Canary-Header-2222' };

jest.setTimeout(60_000);
/** The one that requests go to now. */
let stack: ServedConstruct;
const stacks: ServedConstruct[] = [];
const called = new Set<string>();
const printed: string[] = [];
const pids: number[] = [];
const failures: Answer[] = [];
const secrets = new Set<string>(Object.values(CANARY));
const environments: string[] = [];

async function begin(...[props, build]: Parameters<typeof serve>): Promise<void> {
  const real = await serve(props, build, {
    log: (line) => void printed.push(line),
    onFunctionStart: ({ pid }) => void pids.push(pid),
  });
  stacks.push(real);
  const call: typeof real.call = (method, path, options) => {
    called.add(`${method} ${path}`);
    return real.call(method, path, options);
  };
  stack = { ...real, call, post: (path, body, token) => call('POST', path, { body, token }) };
}

/** Sends a request, and remembers each secret that its answer holds. */
async function post(path: string, body?: unknown, token?: string): Promise<Answer> {
  return remember(await stack.post(path, body, token));
}

function remember(answer: Answer): Answer {
  if (answer.status >= 400) failures.push(answer);
  else for (const value of Object.values(answer.json ?? {})) if (typeof value === 'string' && value.length > 24 && !value.includes(' ')) secrets.add(value);
  return answer;
}

function codeFor(email: string): string {
  const code = stack.codeFor(email);
  secrets.add(code);
  return code;
}

beforeAll(async () => {
  await begin({ accountRoutes: true, mfa: Mfa.OPTIONAL });
  const email = newEmail('canary');
  const credentials = { email, password: CANARY.first };

  for (const body of [credentials, { ...credentials, password: CANARY.wrong }, { email, password: [CANARY.wrong] }, `{"email":"${email}","password":"${CANARY.wrong}`,
    { ...credentials, padding: CANARY.wrong.repeat(600) }, CANARY.wrong]) {
    await post('/signup', body);
    await post('/login', body);
  }
  const { accessToken, idToken, refreshToken } = await logIn(stack, email, CANARY.first);
  [accessToken, idToken, refreshToken].forEach((token) => secrets.add(token));
  expectStatus(await post('/private', undefined, idToken), 200);
  await post('/private', undefined, accessToken);
  await post('/private', undefined, CANARY.header);
  expectStatus(await post('/token/refresh', { refreshToken }), 200);
  await post('/token/refresh', { refreshToken: CANARY.wrong });
  await post('/logout', { refreshToken: CANARY.wrong });
  expectStatus(remember(await stack.call('GET', '/me', { token: accessToken })), 200);
  remember(await stack.call('PATCH', '/me', { token: accessToken, body: { attributes: { email: `new-${email}` } } }));
  await post('/me/email/verify', { code: otherCode(codeFor(`new-${email}`)) }, accessToken);
  await post('/password/change', { currentPassword: CANARY.wrong, newPassword: CANARY.second }, accessToken);
  expectStatus(await post('/password/change', { currentPassword: CANARY.first, newPassword: CANARY.second }, accessToken), 200);

  const secret = await enrolTotp(stack, accessToken);
  secrets.add(secret);
  await post('/mfa/totp/verify', { code: otherCode(totpCode(stack, secret)) }, accessToken);
  remember(await stack.call('PUT', '/mfa', { token: accessToken, body: { sms: 'preferred' } }));
  const { session } = expectStatus(await post('/login', { email, password: CANARY.second }), 200);
  const challenge = { email, session, challenge: 'SOFTWARE_TOKEN_MFA' };
  await post('/login/challenge', { ...challenge, answers: { code: otherCode(totpCode(stack, secret)) } });
  await post('/login/challenge', { ...challenge, session: CANARY.wrong, answers: { code: totpCode(stack, secret) } });

  await post('/password/forgot', { email });
  const code = codeFor(email);
  await post('/password/reset', { email, code: otherCode(code), password: CANARY.wrong });
  await post('/password/reset', { email, code, password: 'short' });
  expectStatus(await post('/password/reset', { email, code, password: CANARY.first }), 200);
  await post('/logout/everywhere', undefined, accessToken);
  remember(await stack.call('DELETE', '/me', { token: accessToken }));

  // What the gateway answers by itself.
  remember(await stack.call('POST', `/${CANARY.path}?password=${CANARY.path}`, { headers: { 'User-Agent': CANARY.header, 'X-Custom': CANARY.header } }));
  remember(await stack.call('POST', '/login', { body: credentials, headers: { 'Content-Type': 'text/plain' } }));

  await signUpByCode();

  for (const pid of pids) if (existsSync(`/proc/${pid}/environ`)) environments.push(readFileSync(`/proc/${pid}/environ`, 'utf8'));
});

/** What only this mode has, and a route whose authorizer is a function. */
async function signUpByCode(): Promise<void> {
  await begin({ signUpMode: SignUpMode.EMAIL_CODE }, (auth, scope) => {
    const handler = new Function(scope, 'Reports', {
      runtime: Runtime.NODEJS_22_X, handler: 'index.handler', code: Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
    });
    auth.addPrivateRoute('reports', { handler, allowedGroups: ['admins'] });
  });
  const email = newEmail('canary-code');
  await post('/signup', { email, password: 'short' });
  for (const password of [CANARY.first, CANARY.second]) expectStatus(await post('/signup', { email, password }), 202);
  expectStatus(await post('/signup/resend', { email }), 202);
  const code = codeFor(email);
  await post('/signup/resend', { email: CANARY.wrong });
  await post('/login', { email, password: CANARY.first });
  await post('/signup/confirm', { email, code: otherCode(code) });
  expectStatus(await post('/signup/confirm', { email, code }), 200);
  await post('/signup/confirm', { email, code });
  const { idToken, accessToken, refreshToken } = await logIn(stack, email, CANARY.first);
  [accessToken, idToken, refreshToken].forEach((token) => secrets.add(token));
  for (const token of [idToken, accessToken, CANARY.header]) {
    const response = await fetch(`${stack.url}/reports`, { headers: { Authorization: token } });
    remember({ status: response.status, headers: response.headers, text: await response.text(), json: undefined });
  }
}

afterAll(async () => {
  for (const each of stacks) await each.close();
  process.stdout.write(`secrets: ${secrets.size} canaries, ${printed.length} printed lines, ${failures.length} failures, ${environments.length} environments\n`);
});

/** A code is six digits, which other numbers may hold by chance. */
function holds(text: string, secret: string): boolean {
  return /^\d{6}$/.test(secret) ? new RegExp(`(?<![0-9a-f])${secret}(?![0-9a-f])`).test(text) : text.includes(secret);
}

function found(texts: readonly string[]): string[] {
  return texts.filter((text) => [...secrets].some((secret) => holds(text, secret)));
}

test('every route took part', () => {
  expect(ROUTES.map(({ method, path }) => `${method} /${path}`).filter((route) => !called.has(route))).toEqual([]);
});

test('there are tokens, codes, a session and a secret among the canaries, and failures of every function', () => {
  expect(secrets.size).toBeGreaterThan(14);
  expect(failures.length).toBeGreaterThan(20);
  expect(pids.length).toBeGreaterThanOrEqual(8);
});

test('no line that functions or gateway print holds one', () => {
  const lines = stacks.flatMap(({ logs }) => logs);
  expect(lines.length).toBeGreaterThan(30);
  expect(lines.filter((line) => line.includes('"authorize"')).length).toBeGreaterThanOrEqual(2);
  expect(found([...lines, ...printed])).toEqual([]);
});

test('no failure holds one', () => {
  expect(found(failures.map(({ text, headers }) => `${text} ${JSON.stringify([...headers])}`))).toEqual([]);
});

test('no function has one in its environment', () => {
  // Only there can one process read it of another.
  if (process.platform === 'linux') expect(environments.length).toBeGreaterThan(0);
  expect(found(environments)).toEqual([]);
});

test('what is deployed has no place for one', () => {
  const template = JSON.stringify(stacks.map((each) => each.template));
  expect(found([template])).toEqual([]);
  for (const each of stacks) expect(Object.keys(each.template)).not.toContain('Outputs');
  expect(template).not.toMatch(/ClientSecret|GenerateSecret":true|SecretsManager|NoEcho|BEGIN [A-Z ]*PRIVATE KEY|AKIA[A-Z0-9]{16}/);
});

test('nor have the bundles', () => {
  const assets = join(__dirname, '..', '..', 'assets');
  for (const name of readdirSync(assets)) {
    expect(readFileSync(join(assets, name, 'index.mjs'), 'utf8')).not.toMatch(/BEGIN [A-Z ]*PRIVATE KEY|(?:AKIA|ASIA)[A-Z0-9]{16}/);
  }
});
