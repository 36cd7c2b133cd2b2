import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Synthesis is mostly loading modules. What is not needed is not loaded: rooms of CDK for buckets, keys, networks and
 * facts of Regions, and what copies trees of files.
 */

const APP = `
const { App, Stack } = require('aws-cdk-lib');
const { CognitoPasswordAuthApi } = require('./src');
const app = new App({ outdir: process.argv[1] });
new CognitoPasswordAuthApi(new Stack(app, 'Test'), 'Auth', { accountRoutes: true });
app.synth();
console.log(JSON.stringify(Object.keys(require.cache)));
`;

const outdir = mkdtempSync(join(tmpdir(), 'synthesis-'));
afterAll(() => rmSync(outdir, { recursive: true }));

test('an app with the construct loads nothing of CDK that it does not need', () => {
  const output = execFileSync(process.execPath, ['--require', 'tsx/cjs', '--eval', APP, outdir], {
    encoding: 'utf8', env: { ...process.env, CDK_VALIDATION: 'false', NODE_OPTIONS: '' },
  });
  const loaded: string[] = JSON.parse(output);
  expect(loaded.filter((file) => file.includes('/aws-cdk-lib/aws-cognito/lib/user-pool.js'))).toHaveLength(1);
  expect(loaded.filter((file) => /\/(fs-extra|aws-cdk-lib\/(region-info|aws-s3|aws-s3-assets|aws-kms|aws-ec2))\//.test(file))).toEqual([]);
});
