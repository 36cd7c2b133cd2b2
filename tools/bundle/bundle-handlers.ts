import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build, BuildOptions, Metafile } from 'esbuild';
import { writeMetafile } from './bundled-packages';
import { lazyBuiltins } from './lazy-builtins';
import { REPLACED_MODULES, ReplacedModule, replaceModules } from './replaced-modules';

const HANDLERS = 'src/handlers';
const SUFFIX = '.lambda.ts';
const ASSETS = 'assets';

/**
 * Packages that the SDK imports only for credentials that do not come from the client's settings, and for event streams.
 * They stay outside the bundles and are never loaded: a test runs every bundle where they cannot be resolved.
 *
 * Without this list, INIT and the first request take 21 % more processor time (`npx tsx bench/handlers/leave-out.ts externals`).
 */
export const NEVER_REACHED: readonly string[] = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/core/event-streams',
  '@smithy/credential-provider-imds',
];

/** The steps that make the bundles start faster, apart from the replaced modules. */
export const OPTIMISATIONS = ['lazy-builtins', 'no-arrow-functions', 'externals'] as const;

/** What `bench/handlers/leave-out.ts` leaves out of a bundle to measure it. */
export type BundlePart = (typeof OPTIMISATIONS)[number] | ReplacedModule;

/** The file that Lambda loads. It awaits the INIT work of the handler, which only an ECMAScript module can do. */
function entry(file: string): string {
  const exportsReady = /^export const ready\b/m.test(readFileSync(file, 'utf8'));
  const path = JSON.stringify(resolve(file));
  return exportsReady
    ? `import { handler, ready } from ${path}; await ready; export { handler };`
    : `export { handler } from ${path};`;
}

/**
 * The esbuild options for a handler.
 *
 * @param directory where the bundle goes
 * @param leftOut an optimisation to leave out, for measuring it
 */
export function bundleOptions(file: string, directory: string, leftOut?: BundlePart) {
  const has = (part: BundlePart) => part !== leftOut;
  const replacements = Object.entries(REPLACED_MODULES).filter(([name]) => name !== leftOut).map(([, replacement]) => replacement);
  return {
    stdin: { contents: entry(file), resolveDir: HANDLERS, loader: 'ts' },
    outfile: join(directory, 'index.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // The client's package has no `exports`. Without this order, esbuild takes its CommonJS build.
    mainFields: ['module', 'main'],
    // V8 parses the arrow functions of a module twice, other functions only when they are called. Without it, INIT and
    // the first request take 4 % more processor time (`npx tsx bench/handlers/leave-out.ts no-arrow-functions`).
    // esbuild rewrites `this` in class fields and before `super()` incorrectly; a test checks each bundle for that.
    supported: { arrow: !has('no-arrow-functions') },
    external: has('externals') ? [...NEVER_REACHED] : [],
    // Without lazy built-ins, INIT and the first request take 61 % more (`npx tsx bench/handlers/leave-out.ts lazy-builtins`).
    plugins: [...has('lazy-builtins') ? [lazyBuiltins] : [], replaceModules(replacements)],
    legalComments: 'none',
    logLevel: 'warning',
  } as const satisfies BuildOptions;
}

/** The source files of the handlers, by the name of their function. */
export function handlerFiles(): Map<string, string> {
  const names = readdirSync(HANDLERS).filter((name) => name.endsWith(SUFFIX));
  return new Map(names.map((name) => [basename(name, SUFFIX), join(HANDLERS, name)]));
}

async function bundle(name: string, file: string): Promise<Metafile> {
  const directory = join(ASSETS, name);
  mkdirSync(directory, { recursive: true });
  const options = bundleOptions(file, directory);
  const { metafile } = await build({ ...options, metafile: true });
  // CDK uploads files with the mode they have here, and Lambda must be able to read them, whatever umask built them.
  chmodSync(directory, 0o755);
  chmodSync(options.outfile, 0o644);
  console.log(`${options.outfile.padEnd(40)} ${statSync(options.outfile).size.toLocaleString('en-US').padStart(9)} bytes`);
  return metafile;
}

async function main(metafile: string): Promise<void> {
  const files = handlerFiles();
  writeMetafile(metafile, await Promise.all([...files].map(([name, file]) => bundle(name, file))));
  for (const stale of readdirSync(ASSETS).filter((name) => !files.has(name))) {
    rmSync(join(ASSETS, stale), { recursive: true });
  }
}

if (require.main === module) {
  void main(process.argv[2]);
}
