import { ChildProcess, execFileSync, spawn } from 'node:child_process';
import { existsSync, readdirSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';
import { OTHER_PASSWORD, PASSWORD } from './accounts';
import { isAlive } from '../support/is-alive';

/* Each example as its reader starts it: one command, answers at once, and nothing left after Ctrl-C. */

const started: ChildProcess[] = [];
afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

interface RunningExample {
  readonly url: string;
  readonly stageUrl: string;
  readonly process: ChildProcess;
  readonly printed: { stdout: string; stderr: string };
  readonly ended: Promise<number | null>;
}

async function startExample(name: string): Promise<RunningExample> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'local/cli.ts', `examples/${name}`, '--port', '0'], { stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const printed = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => printed.stdout += chunk);
  child.stderr.on('data', (chunk) => printed.stderr += chunk);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  const address = /Serving (\S+) \(also (\S+)\).*Ctrl-C ends it\./s;
  while (!address.test(printed.stdout)) {
    if (child.exitCode !== null) throw new Error(`the example ended: ${printed.stderr}`);
    await wait(50);
  }
  const [, url, stageUrl] = address.exec(printed.stdout)!;
  return { url, stageUrl, process: child, printed, ended };
}

/** The ids of the processes that run below one. */
function descendants(pid: number): number[] {
  const parents = execFileSync('ps', ['-A', '-o', 'pid=,ppid='], { encoding: 'utf8' }).trim().split('\n').map((line) => line.trim().split(/\s+/).map(Number));
  const children = parents.filter(([, parent]) => parent === pid).map(([child]) => child);
  return [...children, ...children.flatMap(descendants)];
}

/** Presses Ctrl-C, and waits for the end of everything. */
async function stop({ process: child, ended, printed }: RunningExample): Promise<void> {
  const below = descendants(child.pid!);
  // At least the functions that answered.
  expect(below.length).toBeGreaterThanOrEqual(2);
  const saidBefore = printed.stderr;
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  // The kernel lists a process a moment longer than it runs.
  for (let tries = 0; tries < 100 && below.some(isAlive); tries += 1) await wait(50);
  expect(below.filter(isAlive)).toEqual([]);
  expect(printed.stderr).toBe(saidBefore);
}

interface Answer {
  readonly status: number;
  readonly json: any;
}

const post = (url: string, body?: object, token?: string) => send('POST', url, body, token);
const get = (url: string, token?: string) => send('GET', url, undefined, token);

async function send(method: string, url: string, body?: object, token?: string): Promise<Answer> {
  const response = await fetch(url, {
    method,
    headers: { ...body ? { 'Content-Type': 'application/json' } : {}, ...token ? { Authorization: token } : {} },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : undefined };
}

const email = 'jane@example.com';

/** What each example is for, in a few requests. */
const VISITS: { readonly [name: string]: (example: RunningExample) => Promise<void> } = {
  'quick-start': async ({ url, stageUrl }) => {
    for (const base of [url, stageUrl]) {
      expect(await post(`${base}/user/signup`, { email, password: PASSWORD })).toMatchObject({ status: 200 });
      const { json: { token } } = await post(`${base}/user/login`, { email, password: PASSWORD });
      expect(await post(`${base}/user/private`, undefined, token)).toEqual({ status: 200, json: { message: `Email ${email} has been authorized` } });
      expect(await post(`${base}/user/private`)).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    }
    expect(await post(`${url}/user/signup`, { email, password: OTHER_PASSWORD })).toMatchObject({ status: 409 });
  },

  // The tutorial's passwords are short, and its client knows three routes, `message` and `token`.
  'tutorial': async ({ url }) => {
    const credentials = { email, password: 'secret' };
    expect(await post(`${url}/user/signup`, { email, password: 'short' })).toMatchObject({ status: 400 });
    expect(await post(`${url}/user/signup`, { email })).toMatchObject({ status: 400, json: { message: 'Invalid input' } });
    expect(await post(`${url}/user/signup`, credentials)).toEqual({ status: 200, json: { message: 'User registration successful' } });
    const { status, json: { message, token } } = await post(`${url}/user/login`, credentials);
    expect([status, message]).toEqual([200, 'Success']);
    expect(await post(`${url}/user/private`, undefined, token)).toEqual({ status: 200, json: { message: `Email ${email} has been authorized` } });
    expect(await post(`${url}/user/password/forgot`, { email })).toMatchObject({ status: 404, json: { code: 'not_found' } });
  },

  'email-code': async ({ url, printed }) => {
    expect(await post(`${url}/user/signup`, { email, password: PASSWORD })).toMatchObject({ status: 202 });
    const outbox = await (await fetch(`${url}/_local/outbox`)).json() as { to: string; kind: string; code: string; at: string }[];
    expect(outbox).toEqual([{ to: email, kind: 'sign-up', code: expect.stringMatching(/^\d{6}$/), at: expect.stringMatching(/^\d{4}-.*Z$/) }]);
    expect(printed.stdout).toContain(`outbox: sign-up for ${email}`);
    // Who types the lines in their order comes to the code before the login that needs it.
    expect(printed.stdout).toMatch(/\/user\/signup .*\n.*\/user\/signup\/confirm .*"code":"'\$CODE'".*\n.*\/user\/login .*\n.*\/user\/private /);
    expect(await post(`${url}/user/signup/confirm`, { email, code: outbox[0].code })).toMatchObject({ status: 200 });
    expect(await post(`${url}/user/login`, { email, password: PASSWORD })).toMatchObject({ status: 200, json: { message: 'Success' } });
  },

  'mfa': async ({ url }) => {
    await post(`${url}/user/signup`, { email, password: PASSWORD });
    const [{ code }] = await (await fetch(`${url}/_local/outbox`)).json() as { code: string }[];
    await post(`${url}/user/signup/confirm`, { email, code });
    const { json: { accessToken, refreshToken } } = await post(`${url}/user/login`, { email, password: PASSWORD });
    expect(await post(`${url}/user/mfa/totp`, undefined, accessToken)).toMatchObject({ status: 200, json: { otpauthUri: expect.stringMatching(/^otpauth:\/\/totp\//) } });
    const refreshed = await post(`${url}/user/token/refresh`, { refreshToken });
    expect(refreshed).toMatchObject({ status: 200, json: { refreshToken: expect.any(String) } });
    expect(refreshed.json.refreshToken).not.toBe(refreshToken);
  },

  'own-routes': async ({ url }) => {
    await post(`${url}/user/signup`, { email, password: PASSWORD });
    const { json: { idToken } } = await post(`${url}/user/login`, { email, password: PASSWORD });
    expect(await post(`${url}/orders`)).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    expect(await post(`${url}/orders`, {}, idToken)).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
    const order = { dish: 'Soup', count: 2 };
    expect(await post(`${url}/orders`, order, idToken)).toEqual({ status: 200, json: expect.objectContaining({ ...order, sub: expect.any(String) }) });
    expect(await get(`${url}/reports`, idToken)).toMatchObject({ status: 403 });
  },

  'existing-pool': async ({ url }) => {
    expect(await post(`${url}/user/signup`, { email, password: PASSWORD })).toMatchObject({ status: 202 });
    const [{ code }] = (await get(`${url}/_local/outbox`)).json as { code: string }[];
    expect(await post(`${url}/user/signup/confirm`, { email, code })).toMatchObject({ status: 200 });
    const { json: { idToken } } = await post(`${url}/user/login`, { email, password: PASSWORD });
    expect(await post(`${url}/user/private`, undefined, idToken)).toMatchObject({ status: 200 });
  },

  'custom-domain': async ({ printed }) => {
    const [, base] = /^In the place of https:\/\/api\.example\.com\/accounts: (\S+)$/m.exec(printed.stdout)!;
    expect(await post(`${base}/signup`, { email, password: PASSWORD })).toMatchObject({ status: 200 });
    const { json: { idToken } } = await post(`${base}/login`, { email, password: PASSWORD });
    expect(await post(`${base}/private`, undefined, idToken)).toMatchObject({ status: 200 });
    expect(await post(`${base}/private`)).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
  },

  'nested-stacks': async ({ url, printed }) => {
    await post(`${url}/user/signup`, { email, password: PASSWORD });
    const { json: { idToken } } = await post(`${url}/user/login`, { email, password: PASSWORD });
    expect(await get(`${url}/orders`, idToken)).toEqual({ status: 200, json: { orders: [], email } });
    expect(await get(`${url}/orders`)).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
    expect(printed.stdout).toMatch(/^NestedStacks-Accounts-AuthLoginFunction\w+ \{.*"route":"login","outcome":"ok".*\}$/m);
    const document = await get(`${url}/_local/openapi.json`);
    expect(document).toMatchObject({ status: 200, json: { servers: [{ url }] } });
  },

  // What it adds is seen by who runs it, and not by who calls it.
  'observability': async ({ url, printed }) => {
    await post(`${url}/user/signup`, { email, password: PASSWORD });
    expect(await post(`${url}/user/login`, { email, password: PASSWORD })).toMatchObject({ status: 200 });
    expect(printed.stdout).toMatch(/^\S+ \{.*"route":"login","outcome":"ok".*\}$/m);
  },

  'waf': async ({ url, printed }) => {
    expect(printed.stdout).toMatch(/^AuthWebAclAssociation\w+ .* is not enforced here: .*$/m);
    expect(await post(`${url}/user/signup`, { email, password: PASSWORD })).toMatchObject({ status: 200 });
    expect(await post(`${url}/user/login`, { email, password: PASSWORD })).toMatchObject({ status: 200 });
  },
};

// Those in other languages are built from the packed library, by `npx projen test:languages`.
test('every example in TypeScript is visited', () => {
  const folders = readdirSync('examples').filter((name) => existsSync(`examples/${name}/app.ts`));
  expect(Object.keys(VISITS).sort()).toEqual(folders.sort());
});

test.each(Object.entries(VISITS))('examples/%s', async (name, visit) => {
  const example = await startExample(name);
  await visit(example);
  await stop(example);
}, 60_000);
