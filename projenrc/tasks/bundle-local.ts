import { chmodSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, Metafile } from 'esbuild';
import * as ts from 'typescript';
import { buildPageAssets } from '../../local/playground';

const ENTRY_POINTS = { 'cdk-cognito-password-auth': 'local/bin.ts', 'local': 'local/library.ts' };

/** Bundles the command and the library into one file each, which need nothing but Node.js. */
export async function bundleLocalStack(directory: string): Promise<void> {
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
  writeFileSync(join(directory, 'LICENSES.txt'), licences(metafile));
}

/** The declarations of a file whose exports are spelled out in it. */
function declarations(fileName: string): string {
  const { outputText, diagnostics = [] } = ts.transpileDeclaration(readFileSync(fileName, 'utf8'), { fileName, compilerOptions: {} });
  if (diagnostics.length > 0) throw new Error(ts.formatDiagnostics(diagnostics, ts.createCompilerHost({})));
  if (/\bimport\b/.test(outputText.replace(/\/\*[^]*?\*\//g, ''))) throw new Error(`the declarations of ${fileName} refer to another file`);
  return outputText;
}

/** The licence of every package that is in the bundles: each wants to travel with its code. */
function licences({ inputs }: Metafile): string {
  const packages = new Set(Object.keys(inputs).flatMap((path) => /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path) ?? []));
  // The page's own library is in the bundles as text, where esbuild does not see it.
  packages.add('node_modules/qrcode-generator');
  return `The local stack holds code of these packages.\n\n${[...packages].sort().map(licence).join('\n')}`;
}

function licence(folder: string): string {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
  const file = readdirSync(folder).find((candidate) => /^licen[cs]e/i.test(candidate));
  return `${name} ${version} (${license})\n\n${file ? readFileSync(join(folder, file), 'utf8').trim() : ''}\n\n`;
}

async function main(): Promise<void> {
  await bundleLocalStack('bin');
  for (const name of readdirSync('bin')) {
    console.log(`${join('bin', name).padEnd(40)} ${statSync(join('bin', name)).size.toLocaleString('en-US').padStart(9)} bytes`);
  }
}

if (require.main === module) {
  void main();
}
