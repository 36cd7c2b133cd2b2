#!/usr/bin/env bash
# the installed command serves examples in a folder outside of the repository
set -euo pipefail
root=$PWD
work=$(mktemp -d)
pids=()
cleanup() {
  for pid in "${pids[@]}"; do kill "$pid" 2> /dev/null || true; done
  rm -rf "$work"
}
trap cleanup EXIT

tarball=$root/$(ls dist/js/*.tgz | head -n 1)
cd "$work"
echo '{ "name": "consumer", "private": true }' > package.json
npm install --no-progress "$tarball" aws-cdk-lib constructs tsx typescript typescript-5@npm:typescript@5 @types/node

cat > types.ts <<'TS'
import { LocalStack, startLocalStack } from 'cdk-cognito-password-auth/local';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';
export const start: Promise<LocalStack> = startLocalStack({ assembly: 'cdk.out', users: [{ email: 'jane@example.com', password: 'Correct-Horse-7' }] });
export const construct: typeof CognitoPasswordAuthApi = CognitoPasswordAuthApi;
TS
resolves() { node "node_modules/$1/bin/tsc" --noEmit --strict --skipLibCheck --target es2022 --types node --module "$2" --moduleResolution "$3" types.ts; }
for modules in 'node16 node16' 'nodenext nodenext' 'esnext bundler'; do
  resolves typescript $modules
  resolves typescript-5 $modules
done
# The last TypeScript that has it. It reads `typesVersions` instead of `exports`.
resolves typescript-5 commonjs node10
node -e 'for (const path of ["", "/local", "/package.json", "/.jsii", "/lib/index.js"]) require.resolve(`cdk-cognito-password-auth${path}`)'

for example in quick-start own-routes mfa; do
  mkdir "$example"
  cp "$root/examples/$example/app.ts" "$root/examples/$example/cdk.json" "$example/"
  (cd "$example" && exec npx cdk-cognito-password-auth local --app 'npx tsx app.ts' --port 0 --json > "$work/$example.log" 2> "$work/$example.errors") &
  pids+=($!)
done

cat > assert.mjs <<'JS'
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { setTimeout as wait } from 'node:timers/promises';

const events = (example) => readFileSync(`${example}.log`, 'utf8').split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line));
async function event(example, matches) {
  for (let attempt = 0; attempt < 600; attempt += 1) {
    const found = events(example).find(matches);
    if (found) return found;
    await wait(200);
  }
  throw new Error(`${example}: ${readFileSync(`${example}.errors`, 'utf8')}`);
}
async function call(url, method, path, { body, token } = {}) {
  const response = await fetch(url + path, {
    method,
    headers: { ...body && { 'Content-Type': 'application/json' }, ...token && { Authorization: token } },
    body: body && JSON.stringify(body),
  });
  const text = await response.text();
  return { status: response.status, json: text ? JSON.parse(text) : undefined };
}
const jane = { email: 'jane@example.com', password: 'Correct-Horse-7' };
const ready = async (example) => {
  const { url, milliseconds } = await event(example, ({ event: name }) => name === 'ready');
  console.log(`${example}: ready ${milliseconds} ms after synthesis at ${url}`);
  return url;
};

const quickStart = await ready('quick-start');
assert.equal((await call(quickStart, 'POST', '/user/signup', { body: jane })).status, 200);
const login = await call(quickStart, 'POST', '/user/login', { body: jane });
assert.equal(login.status, 200);
assert.deepEqual(await call(quickStart, 'POST', '/user/private', { token: login.json.token }), { status: 200, json: { message: `Email ${jane.email} has been authorized` } });
assert.equal((await call(quickStart, 'POST', '/user/private')).status, 401);
const { request } = await event('quick-start', (candidate) => candidate.event === 'request' && candidate.request.path === '/user/login');
assert.deepEqual(request.calls.map(({ operation }) => operation), ['AdminInitiateAuth']);
assert.match(await (await fetch(`${quickStart}/`)).text(), /<title>/);

const ownRoutes = await ready('own-routes');
assert.equal((await call(ownRoutes, 'GET', '/menu')).status, 200);
assert.equal((await call(ownRoutes, 'GET', '/orders')).status, 401);
await call(ownRoutes, 'POST', '/user/signup', { body: jane });
const { token } = (await call(ownRoutes, 'POST', '/user/login', { body: jane })).json;
assert.equal((await call(ownRoutes, 'GET', '/orders/7', { token })).json.id, '7');
assert.equal((await call(ownRoutes, 'GET', '/reports', { token })).status, 403);

const mfa = await ready('mfa');
assert.equal((await call(mfa, 'POST', '/user/signup', { body: jane })).status, 202);
const [{ code }] = (await call(mfa, 'GET', '/_local/outbox')).json;
assert.equal((await call(mfa, 'POST', '/user/signup/confirm', { body: { email: jane.email, code } })).status, 200);
const tokens = (await call(mfa, 'POST', '/user/login', { body: jane })).json;
assert.match((await call(mfa, 'POST', '/user/mfa/totp', { token: tokens.accessToken })).json.otpauthUri, /^otpauth:\/\/totp\//);
JS
node assert.mjs
