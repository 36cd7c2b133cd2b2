import { cpSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as ts from 'typescript';
import { BUILD, ROOT } from '../settings';

/**
 * The library as it is published, beside its bundles, in a folder from which `aws-cdk-lib` is the newest release of
 * bench/package.json and not the floor that the library is developed against.
 */
export function buildPackage(): void {
  const folder = join(BUILD, 'package');
  rmSync(folder, { recursive: true, force: true });
  const { config } = ts.readConfigFile(join(ROOT, 'tsconfig.json'), (path) => readFileSync(path, 'utf8'));
  const { options } = ts.convertCompilerOptionsFromJson(config.compilerOptions, ROOT);
  const sources = readdirSync(join(ROOT, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') && !name.startsWith('handlers'));
  for (const name of sources) {
    const { outputText } = ts.transpileModule(readFileSync(join(ROOT, 'src', name), 'utf8'), { compilerOptions: options, fileName: join(ROOT, 'src', name) });
    const file = join(folder, 'lib', name.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, outputText);
  }
  cpSync(join(ROOT, 'assets'), join(folder, 'assets'), { recursive: true });
}
