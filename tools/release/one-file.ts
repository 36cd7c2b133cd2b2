import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, Plugin } from 'esbuild';

/**
 * Looks up each module of others once. What another file has loaded already, as an app has CDK, Node.js looks up anew
 * for each `require`, and there are some seventy.
 */
const onceEach: Plugin = {
  name: 'once-each',
  setup({ onLoad, onResolve }) {
    onResolve({ filter: /^[^./]/ }, ({ path, kind, namespace }) => {
      if (kind === 'entry-point') return undefined;
      return namespace === 'once' ? { path, external: true } : { path, namespace: 'once' };
    });
    onLoad({ filter: /.*/, namespace: 'once' }, ({ path }) => ({ contents: `module.exports = require(${JSON.stringify(path)});` }));
  },
};

/**
 * Makes one file of the modules that jsii compiled into `folder`: index.js with all that it loads of its own.
 * An app finds, opens and compiles it faster than seventy files. jsii also ends each file with its source map, the whole
 * source in it, and has no option against that; it stays behind here.
 */
export async function intoOneFile(folder: string): Promise<void> {
  const outfile = join(folder, 'index.js');
  const { outputFiles: [file] } = await build({
    entryPoints: [outfile],
    bundle: true,
    plugins: [onceEach],
    platform: 'node',
    target: 'node20',
    logLevel: 'warning',
    write: false,
  });
  for (const name of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
    if (name.endsWith('.js')) {
      rmSync(join(folder, name));
    }
  }
  writeFileSync(outfile, file.contents);
}

if (require.main === module) {
  void intoOneFile('lib');
}
