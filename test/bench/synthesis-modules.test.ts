import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Synthesis is mostly loading modules, so modules of CDK that the construct does not need are not loaded.
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
  expect(loaded.filter((file) => /\/aws-cdk-lib\/(aws-ec2|aws-dynamodb|aws-sqs|aws-sns)\//.test(file))).toEqual([]);
});
