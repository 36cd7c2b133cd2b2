import { readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildSync } from 'esbuild';

/**
 * Makes one file of what jsii, or the compiler for it, put into `folder`: index.js with all that it loads of its own.
 * An app finds, opens and compiles it faster than seventy files. jsii also ends each file with its source map, the whole
 * source in it, and has no option against that; it stays behind here.
 */
export function intoOneFile(folder: string): void {
  const outfile = join(folder, 'index.js');
  const { outputFiles: [file] } = buildSync({
    entryPoints: [outfile],
    outfile,
    allowOverwrite: true,
    bundle: true,
    packages: 'external',
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
  intoOneFile('lib');
}
