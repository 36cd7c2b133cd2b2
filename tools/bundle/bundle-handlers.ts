import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { build, BuildOptions, Metafile } from 'esbuild';
import { lazyBuiltins, sdkTrims } from './bundle-plugins';
import { writeMetafile } from './bundled-packages';

const HANDLERS = 'src/handlers';
const SUFFIX = '.lambda.ts';
const ASSETS = 'assets';

/**
 * What the SDK loads only for event streams, which Cognito has none of. It stays outside, unreached: tests run every
 * bundle where it cannot be resolved.
 */
export const NEVER_REACHED: readonly string[] = ['@smithy/core/event-streams'];

/** The file that Lambda loads: the handler, and its INIT work awaited, which only an ECMAScript module can do. */
function entry(file: string): string {
  const exportsReady = /^export const ready\b/m.test(readFileSync(file, 'utf8'));
  const path = JSON.stringify(resolve(file));
  return exportsReady
    ? `import { handler, ready } from ${path}; await ready; export { handler };`
    : `export { handler } from ${path};`;
}

/** The recipe of a handler's bundle; it goes into `directory`. */
export function bundleOptions(file: string, directory: string) {
  return {
    stdin: { contents: entry(file), resolveDir: HANDLERS, loader: 'ts' },
    outfile: join(directory, 'index.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    // The client has no `exports`; without this order esbuild takes its monolithic CommonJS build.
    mainFields: ['module', 'main'],
    // V8 parses the arrow functions of a module whole before any is called, and only skims functions. What esbuild makes
    // of `this` in a class field or before `super()` is wrong: a test reads each bundle for it.
    supported: { arrow: false },
    external: [...NEVER_REACHED],
    plugins: [lazyBuiltins, sdkTrims],
    legalComments: 'none',
    logLevel: 'warning',
  } as const satisfies BuildOptions;
}

/** The handlers' source files by the name of their function. */
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
