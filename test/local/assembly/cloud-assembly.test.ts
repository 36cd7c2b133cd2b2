import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { App, CfnOutput, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import { readAssemblyStack } from '../../../local/assembly/cloud-assembly';
import { functionWithRole, synthesise } from '../support/fixture-app';
import { templateAssembly } from '../support/template-assembly';
import { temporaryFolder } from '../support/temporary-folder';

function appWith(build: (app: App) => void): string {
  const app = new App({ outdir: temporaryFolder(), analyticsReporting: false });
  build(app);
  return app.synth().directory;
}

const addStack = (scope: App | Stage, id: string, props = {}) => new CfnOutput(new Stack(scope, id, props), 'O', { value: id });

test('the only stack is taken without a name, in a placeholder environment', () => {
  const stack = readAssemblyStack(appWith((app) => addStack(app, 'One')));
  expect(stack).toMatchObject({ stackName: 'One', account: '123456789012', region: 'us-east-1' });
});

test('a stack keeps its own environment', () => {
  const stack = readAssemblyStack(appWith((app) => addStack(app, 'One', { env: { account: '111122223333', region: 'eu-west-1' } })));
  expect(stack).toMatchObject({ account: '111122223333', region: 'eu-west-1' });
});

test('several stacks are told apart by name, those of a stage included', () => {
  const directory = appWith((app) => {
    addStack(app, 'One');
    addStack(new Stage(app, 'Prod'), 'Two', { stackName: 'renamed' });
  });
  expect(() => readAssemblyStack(directory)).toThrow(`the cloud assembly in ${directory} holds 2 stacks (One, Prod/Two); choose one with --stack NAME`);
  expect(readAssemblyStack(directory, 'Prod/Two').stackName).toBe('renamed');
  expect(readAssemblyStack(directory, 'renamed').stackName).toBe('renamed');
  expect(() => readAssemblyStack(directory, 'Three')).toThrow(`the cloud assembly in ${directory} holds no stack 'Three', only One, Prod/Two`);
});

test('assets are found by their object key', () => {
  const { assets, template } = readAssemblyStack(synthesise((stack) => functionWithRole(stack, 'Fn', 'export const handler = 1;')));
  const code = Object.values(template.Resources ?? {}).find(({ Type }) => Type === 'AWS::Lambda::Function')?.Properties?.Code;
  expect(assets.get((code as { S3Key: string }).S3Key)).toMatch(/asset\.[0-9a-f]{64}$/);
});

test('a folder without an assembly, or with a broken one, is named', () => {
  const empty = temporaryFolder();
  expect(() => readAssemblyStack(empty)).toThrow(`no cloud assembly in ${empty}: manifest.json is missing; run 'npx cdk synth' first`);
  const broken = templateAssembly({});
  writeFileSync(join(broken, 'Stack.template.json'), '{');
  expect(() => readAssemblyStack(broken)).toThrow(`cannot read ${join(broken, 'Stack.template.json')}: `);
  const none = temporaryFolder({ 'manifest.json': '{"artifacts":{}}' });
  expect(() => readAssemblyStack(none)).toThrow(`the cloud assembly in ${none} holds no stack`);
});

test('the template of a nested stack is found among the assets, in a stage too, and named where it is missing', () => {
  const directory = appWith((app) => {
    const parent = new Stack(new Stage(app, 'Prod'), 'Parent');
    functionWithRole(new NestedStack(parent, 'Orders'), 'Fn', 'export const handler = 1;');
  });
  const { assets, template } = readAssemblyStack(directory);
  const [name, lambda] = Object.entries(template.Resources ?? {}).find(([, { Type }]) => Type === 'AWS::Lambda::Function')!;
  expect(name).toMatch(/^Orders-Fn\w+$/);
  expect(assets.has((lambda.Properties?.Code as { S3Key: string }).S3Key)).toBe(true);

  const file = [...assets.values()].find((path) => path.endsWith('.nested.template.json'))!;
  rmSync(file);
  expect(() => readAssemblyStack(directory)).toThrow(`cannot read ${file}: ENOENT`);
});
