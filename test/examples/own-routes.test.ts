import { execSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { LocalStack, startLocalStack } from '../../local/stack';

const assembly = mkdtempSync(join(tmpdir(), 'own-routes-'));
let local: LocalStack;

beforeAll(async () => {
  const path = `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}`;
  execSync('npx tsx app.ts', { cwd: 'examples/own-routes', stdio: 'pipe', env: { ...process.env, CDK_OUTDIR: assembly, PATH: path } });
  local = await startLocalStack({ assembly });
}, 60_000);
afterAll(async () => {
  await local?.close();
  rmSync(assembly, { recursive: true, force: true });
});

async function send(method: string, path: string, options: { token?: string; body?: object } = {}) {
  const response = await fetch(`${local.url}/${path}`, {
    method,
    headers: { 'Content-Type': 'application/json', ...options.token ? { Authorization: options.token } : {} },
    body: options.body && JSON.stringify(options.body),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : undefined };
}

test('each route opens to whom it says', async () => {
  const credentials = { email: 'jane@example.com', password: 'Correct-Horse-7' };
  await send('POST', 'user/signup', { body: credentials });
  const { idToken, accessToken } = (await send('POST', 'user/login', { body: credentials })).json;

  expect(await send('GET', 'menu')).toEqual({ status: 200, json: { route: 'GET /menu' } });
  expect(await send('DELETE', 'orders/7', { token: idToken }))
    .toEqual({ status: 200, json: { route: 'DELETE /orders/{id}', id: '7', sub: expect.any(String) } });
  const order = { dish: 'Soup', count: 2 };
  expect((await send('POST', 'orders', { body: order })).status).toBe(401);
  expect(await send('POST', 'orders', { token: idToken, body: order })).toMatchObject({ status: 200, json: order });
  expect(await send('POST', 'orders', { token: idToken, body: { dish: 'Soup' } })).toMatchObject({ status: 400, json: { code: 'invalid_request' } });
  expect(await send('GET', 'reports', { token: idToken })).toMatchObject({ status: 403, json: { code: 'forbidden' } });

  expect((await send('GET', 'vault', { token: accessToken })).status).toBe(200);
  await send('POST', 'user/logout/everywhere', { token: accessToken });
  local.clock.advance(61_000);
  expect(await send('GET', 'vault', { token: accessToken })).toMatchObject({ status: 401, json: { code: 'unauthorized' } });
});
