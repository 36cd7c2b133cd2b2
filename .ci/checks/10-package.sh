#!/usr/bin/env bash
# the packed package synthesises an app in another folder, with nothing but its peers
set -euo pipefail
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tarball=$root/$(ls dist/js/*.tgz | head -n 1)
bytes=$(stat -c %s "$tarball")
echo "tarball: $bytes bytes"
[ "$bytes" -le 2000000 ] || { echo 'the tarball is over 2 MB'; exit 1; }
if tar tzf "$tarball" | grep -E '\.map$|(^|/)test/|(^|/)src/|\.ts$' | grep -v '\.d\.ts$'; then
  echo 'the tarball holds files that no user needs'
  exit 1
fi
# Lambda must be able to read the bundles, with the mode that they have in the package.
if tar tvzf "$tarball" | grep ' package/assets/' | grep -v '^-rw-r--r-- '; then
  echo 'the bundles cannot be read by others'
  exit 1
fi
if tar xzOf "$tarball" --wildcards '*.js' '*.mjs' | grep 'sourceMappingURL=data:' > /dev/null; then
  echo 'the tarball holds source maps'
  exit 1
fi

cd "$work"
cat > package.json <<'JSON'
{ "name": "consumer", "private": true }
JSON
npm install --no-progress "$tarball"
node --input-type=module -e "import { CognitoPasswordAuthApi, SignUpMode, TokenUse } from 'cdk-cognito-password-auth'"
node - <<'JS'
// What the install brought is the package, its two peers, and what those bring themselves.
const { packages } = JSON.parse(require('fs').readFileSync('package-lock.json', 'utf8'));
const expected = new Set(['cdk-cognito-password-auth']);
const add = (name) => {
  if (expected.has(name)) return;
  expected.add(name);
  Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}).forEach(add);
};
['aws-cdk-lib', 'constructs'].forEach(add);
const brought = Object.keys(packages).filter(Boolean).map((path) => path.replace(/^node_modules\//, ''));
const strangers = brought.filter((path) => !expected.has(path.split('/node_modules/')[0]));
if (strangers.length > 0) throw new Error(`the install brings more than the peers: ${strangers}`);
console.log(`installed: ${brought.filter((path) => !path.includes('/node_modules/')).join(', ')}`);

const { dependencies = {} } = require('cdk-cognito-password-auth/package.json');
if (Object.keys(dependencies).length > 0) throw new Error(`the package brings dependencies: ${Object.keys(dependencies)}`);
const { App, Stack } = require('aws-cdk-lib');
const { CognitoPasswordAuthApi } = require('cdk-cognito-password-auth');
const app = new App({ outdir: 'cdk.out' });
new CognitoPasswordAuthApi(new Stack(app, 'Consumer'), 'Auth');
const template = app.synth().getStackByName('Consumer').template;
const types = Object.values(template.Resources).map((resource) => resource.Type);
for (const type of ['AWS::Cognito::UserPool', 'AWS::Cognito::UserPoolClient', 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Authorizer', 'AWS::Lambda::Function']) {
  if (!types.includes(type)) throw new Error(`no ${type} in the template`);
}
console.log(`${types.length} resources with aws-cdk-lib ${require('aws-cdk-lib/package.json').version}`);
JS
