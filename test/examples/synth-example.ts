import { execSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, resolve } from 'node:path';
import { Template } from 'aws-cdk-lib/assertions';

/**
 * Synthesises an example as a reader would: with the command of its `cdk.json`, in its folder.
 *
 * @param keepIn - where the cloud assembly goes. @default - it is removed
 */
export function synthExample(name: string, stack: string, keepIn?: string): Template {
  const folder = resolve('examples', name);
  const { app } = JSON.parse(readFileSync(join(folder, 'cdk.json'), 'utf8'));
  const outdir = keepIn ?? mkdtempSync(join(tmpdir(), `${name}-`));
  try {
    execSync(app, {
      cwd: folder,
      stdio: 'pipe',
      env: { ...process.env, CDK_OUTDIR: outdir, PATH: `${resolve('node_modules/.bin')}${delimiter}${process.env.PATH}` },
    });
    return Template.fromJSON(JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), 'utf8')));
  } finally {
    if (!keepIn) rmSync(outdir, { recursive: true, force: true });
  }
}
