#!/usr/bin/env bash
# the recipes of docs/local.md for Jest and Playwright run as a reader copies them, from the installed package
set -euo pipefail
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
if ! command -v chromium; then
  apt-get update -qq
  DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends chromium
fi

tarball=$root/$(ls dist/js/*.tgz | head -n 1)
cd "$work"
echo '{ "name": "consumer", "private": true, "scripts": { "dev": "node front-end.mjs" } }' > package.json
# TypeScript 5: newer ones are not what ts-jest takes.
npm install --no-progress "$tarball" aws-cdk-lib constructs tsx typescript@5 @types/node jest@30 ts-jest@29 @types/jest@30 @playwright/test

# Each block whose first line names a file becomes that file.
node - "$root/docs/local.md" <<'JS'
const { mkdirSync, readFileSync, writeFileSync } = require('node:fs');
const blocks = [...readFileSync(process.argv[2], 'utf8').matchAll(/^```\w+\n(\/\/ (\S+\.\w+)\n[^]*?)^```$/gm)];
mkdirSync('e2e');
const names = blocks.map(([, code, name]) => (writeFileSync(name, code), name));
const expected = 'signup.test.ts playwright.config.mjs e2e/signup.spec.mjs';
if (names.join(' ') !== expected) throw new Error(`docs/local.md has the files ${names.join(' ')}, and not ${expected}`);
JS

echo 'module.exports = { preset: "ts-jest", testMatch: ["**/*.test.ts"] };' > jest.config.cjs
echo '{ "compilerOptions": { "target": "es2022", "module": "commonjs", "moduleResolution": "node10", "strict": true, "skipLibCheck": true, "types": ["jest", "node"] } }' > tsconfig.json
npx jest --ci

cat > app.ts <<'TS'
import { App, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, SignUpMode } from 'cdk-cognito-password-auth';
new CognitoPasswordAuthApi(new Stack(new App(), 'Recipe'), 'Auth', { signUpMode: SignUpMode.EMAIL_CODE });
TS
echo '{ "app": "npx tsx app.ts" }' > cdk.json

# The front end of a reader: on another origin than the API.
cat > front-end.mjs <<'JS'
import { createServer } from 'node:http';
const page = `<!doctype html><title>Front end</title>
<form id="signup"><label>Email <input name="email"></label><label>Password <input name="password" type="password"></label><button>Sign up</button></form>
<form id="confirm" hidden><label>Code <input name="code"></label><button>Confirm</button></form>
<p id="outcome"></p>
<script>
const post = (path, body) => fetch('http://127.0.0.1:3000/user' + path, {
  method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body),
});
const [signup, confirm] = document.forms;
signup.onsubmit = async (event) => {
  event.preventDefault();
  confirm.hidden = !(await post('/signup', { email: signup.email.value, password: signup.password.value })).ok;
};
confirm.onsubmit = async (event) => {
  event.preventDefault();
  const confirmed = await post('/signup/confirm', { email: signup.email.value, code: confirm.code.value });
  const { token } = await (await post('/login', { email: signup.email.value, password: signup.password.value })).json();
  outcome.textContent = confirmed.ok && token ? 'Welcome' : 'No';
};
</script>`;
createServer((_request, response) => response.setHeader('Content-Type', 'text/html').end(page)).listen(5173, '127.0.0.1');
JS

# The recipe as it stands, in the Chromium that is there instead of the one that Playwright would download.
cat > chromium.config.mjs <<'JS'
import recipe from './playwright.config.mjs';
export default { ...recipe, use: { ...recipe.use, launchOptions: { executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', args: ['--no-sandbox'] } } };
JS
npx playwright test --config chromium.config.mjs --reporter list --retries 0
left=$(ls node_modules/.cache/cdk-cognito-password-auth)
[ -z "$left" ] || { echo "Playwright ended the command, and it left $left"; exit 1; }
