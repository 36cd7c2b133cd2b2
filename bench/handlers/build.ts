import { mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, BuildOptions } from 'esbuild';
import { BENCH, BUILD } from '../settings';

/** The programs that a run starts, compiled so that no sample pays for compiling. */
export interface Scripts {
  readonly sample: string;
  readonly endpoint: string;
}

export async function buildScripts(): Promise<Scripts> {
  mkdirSync(BUILD, { recursive: true });
  const script = async (name: string) => {
    const outfile = join(BUILD, `${name}.cjs`);
    await build({
      entryPoints: [join(BENCH, 'handlers', `${name}.ts`)],
      outfile,
      bundle: true,
      platform: 'node',
      target: 'node20',
      logLevel: 'warning',
    });
    return outfile;
  };
  return { sample: asModule(await script('sample-process')), endpoint: await script('cognito-endpoint') };
}

/**
 * Starts a script from an ECMAScript module, as Lambda's runtime (`/var/runtime/index.mjs`) is one. Node.js 22 takes
 * milliseconds to make ready for the first of them, which Lambda has spent before it loads a function.
 */
function asModule(script: string): string {
  const file = script.replace(/\.cjs$/, '.mjs');
  writeFileSync(file, `import { createRequire } from 'node:module';\ncreateRequire(import.meta.url)(${JSON.stringify(script)});\n`);
  return file;
}

/** The SDK as `esbuild --bundle --platform=node` bundles it: what NodejsFunction ships. Returns files by handler. */
export async function buildSdkDefaults(): Promise<Map<string, string>> {
  return buildEach((name) => ({
    entryPoints: [join(BENCH, 'baselines', 'sdk-defaults', `${name}.ts`)],
    outfile: join(BUILD, 'sdk-defaults', name, 'index.js'),
    bundle: true,
    platform: 'node',
    target: 'node22',
    logLevel: 'warning',
  }));
}

/** The bare signed request, minified and awaited in INIT as the shipped bundles are. Returns files by handler. */
export async function buildLimit(): Promise<Map<string, string>> {
  return buildEach((name) => ({
    stdin: {
      contents: `import { handler, ready } from './${name}'; await ready; export { handler };`,
      resolveDir: join(BENCH, 'baselines', 'limit'),
      loader: 'ts',
    },
    outfile: join(BUILD, 'limit', name, 'index.mjs'),
    bundle: true,
    minify: true,
    platform: 'node',
    format: 'esm',
    target: 'node22',
    logLevel: 'warning',
  }));
}

async function buildEach(options: (name: string) => BuildOptions & { readonly outfile: string }): Promise<Map<string, string>> {
  const files = new Map<string, string>();
  for (const name of ['login', 'signup']) {
    const chosen = options(name);
    await build(chosen);
    files.set(name, chosen.outfile);
  }
  return files;
}

/** The bundles that the package ships, by function. */
export function shippedBundles(assets: string): Map<string, string> {
  const names = readdirSync(assets, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map((entry) => entry.name);
  if (names.length === 0) {
    throw new Error(`${assets} holds no bundle; run "npx projen bundle" first`);
  }
  return new Map(names.map((name) => [name, join(assets, name, 'index.mjs')]));
}
