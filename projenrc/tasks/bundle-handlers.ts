import { mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build } from 'esbuild';
import { lazyBuiltins, sdkTrims } from './bundle-plugins';

const HANDLERS = 'src/handlers';
const SUFFIX = '.lambda.ts';
const ASSETS = 'assets';

/**
 * What the SDK loads only for credentials that a Lambda function never has (profiles, SSO, instance metadata) and for
 * event streams, which Cognito has none of. Bundled, they make up half of the bytes and hundreds of lazy wrappers.
 * They stay outside, unreached: tests run every handler where none of them can be resolved.
 */
const NEVER_REACHED = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@aws-sdk/nested-clients/*',
  '@aws-sdk/signature-v4-multi-region',
  '@aws-sdk/token-providers',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
];

/** The file that Lambda loads: the handler, and its INIT work awaited, which only an ECMAScript module can do. */
function entry(file: string): string {
  const exportsReady = /^export const ready\b/m.test(readFileSync(file, 'utf8'));
  const path = JSON.stringify(resolve(file));
  return exportsReady
    ? `import { handler, ready } from ${path}; await ready; export { handler };`
    : `export { handler } from ${path};`;
}

async function bundle(file: string): Promise<void> {
  const directory = join(ASSETS, basename(file, SUFFIX));
  const outfile = join(directory, 'index.mjs');
  mkdirSync(directory, { recursive: true });
  await build({
    stdin: { contents: entry(file), resolveDir: HANDLERS, loader: 'ts' },
    outfile,
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // The client has no `exports`; without this order esbuild takes its monolithic CommonJS build.
    mainFields: ['module', 'main'],
    external: NEVER_REACHED,
    plugins: [lazyBuiltins, sdkTrims],
    legalComments: 'none',
    logLevel: 'warning',
  });
  console.log(`${outfile.padEnd(40)} ${statSync(outfile).size.toLocaleString('en-US').padStart(9)} bytes`);
}

async function main(): Promise<void> {
  const files = readdirSync(HANDLERS).filter((name) => name.endsWith(SUFFIX)).map((name) => join(HANDLERS, name));
  await Promise.all(files.map(bundle));
  const current = new Set(files.map((file) => basename(file, SUFFIX)));
  for (const stale of readdirSync(ASSETS).filter((name) => !current.has(name))) {
    rmSync(join(ASSETS, stale), { recursive: true });
  }
}

void main();
