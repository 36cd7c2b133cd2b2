import { cpSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { BUILD, ROOT } from '../settings';

/**
 * The library as it is published, file by file beside its bundles, in a folder from which `aws-cdk-lib` is the newest
 * release of bench/package.json and not the floor that the library is developed against.
 */
export async function buildPackage(): Promise<void> {
  const folder = join(BUILD, 'package');
  rmSync(folder, { recursive: true, force: true });
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts') && !name.startsWith('handlers'));
  await build({
    entryPoints: sources.map((name) => join(ROOT, 'src', name)),
    outdir: join(folder, 'lib'),
    outbase: join(ROOT, 'src'),
    format: 'cjs',
    platform: 'node',
    target: 'es2022',
    logLevel: 'warning',
  });
  cpSync(join(ROOT, 'assets'), join(folder, 'assets'), { recursive: true });
}
