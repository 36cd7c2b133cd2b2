import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, Metafile } from 'esbuild';
import * as ts from 'typescript';
import { writeMetafile } from './bundled-packages';
import { buildPageAssets } from '../../local/playground';

const ENTRY_POINTS = { 'cdk-cognito-password-auth': 'local/bin.ts', 'local': 'local/library.ts' };

/** Bundles the command and the library into one file each, which need nothing but Node.js. */
export async function bundleLocalStack(directory: string): Promise<Metafile[]> {
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  const { metafile } = await build({
    entryPoints: ENTRY_POINTS,
    outdir: directory,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node20',
    // Names stay readable: a fault in here shows in the stack trace of somebody who has no source map.
    minifySyntax: true,
    minifyWhitespace: true,
    define: { PLAYGROUND_ASSETS: JSON.stringify(buildPageAssets()) },
    legalComments: 'none',
    logLevel: 'warning',
    metafile: true,
  });
  const command = join(directory, 'cdk-cognito-password-auth.js');
  writeFileSync(command, `#!/usr/bin/env node\n${readFileSync(command, 'utf8')}`);
  chmodSync(command, 0o755);
  writeFileSync(join(directory, 'local.d.ts'), declarations(ENTRY_POINTS.local));
  return [metafile, await pageMetafile()];
}

/** The declarations of a file whose exports are spelled out in it. */
function declarations(fileName: string): string {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(fileName, 'utf8'), { fileName, compilerOptions: {} });
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));
  if (/\bimport\b/.test(outputText.replace(/\/\*[^]*?\*\//g, ''))) throw new Error(`the declarations of ${fileName} refer to another file`);
  return outputText;
}

/** What esbuild says of the page, which is in the bundles as text, where it does not see it. */
async function pageMetafile(): Promise<Metafile> {
  const { metafile } = await build({ entryPoints: ['local/playground/page/main.ts'], bundle: true, minify: true, write: false, metafile: true });
  return metafile;
}

async function main(metafile: string): Promise<void> {
  writeMetafile(metafile, await bundleLocalStack('bin'));
  for (const name of readdirSync('bin')) {
    console.log(`${join('bin', name).padEnd(40)} ${statSync(join('bin', name)).size.toLocaleString('en-US').padStart(9)} bytes`);
  }
}

if (require.main === module) {
  void main(process.argv[2]);
}
