import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from '../../src';

/*
 * Lambda runs a function as another user than the one who uploads it, so others must be able to read its files.
 * https://docs.aws.amazon.com/lambda/latest/dg/nodejs-package.html
 */

const FILE = '644';
const FOLDER = '755';

const outdir = mkdtempSync(join(tmpdir(), 'umask-'));
afterAll(() => rmSync(outdir, { recursive: true }));

const modeOf = (path: string) => statSync(path).mode.toString(8).slice(-3);

test('the bundles of the package can be read by others', () => {
  const folders = readdirSync('assets').map((name) => join('assets', name));
  expect(folders.length).toBeGreaterThan(0);
  for (const folder of folders) {
    const files = readdirSync(folder).map((name) => join(folder, name));
    expect([folder, modeOf(folder)]).toEqual([folder, FOLDER]);
    expect(files.map((file) => [file, modeOf(file)])).toEqual(files.map((file) => [file, FILE]));
  }
});

test('a synthesis under umask 077 stages files that can be read by others', () => {
  const umask = process.umask(0o077);
  try {
    const app = new App({ analyticsReporting: false, outdir });
    new CognitoPasswordAuthApi(new Stack(app, 'Test'), 'Auth');
    app.synth();
  } finally {
    process.umask(umask);
  }
  const staged = readdirSync(outdir).filter((name) => name.startsWith('asset.'));
  // Only the files of the folder are uploaded, not the folder itself, so its mode does not matter.
  const files = staged.flatMap((folder) => readdirSync(join(outdir, folder)).map((name) => join(outdir, folder, name)));
  expect(files.length).toBeGreaterThanOrEqual(staged.length);
  expect(staged.length).toBeGreaterThan(0);
  expect(files.map(modeOf)).toEqual(files.map(() => FILE));
});
