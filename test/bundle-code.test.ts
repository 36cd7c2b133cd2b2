import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { newApp } from './support/synth';
import { BundleCode } from '../src/private/bundle-code';

const FOLDER = join('assets', 'private');

/** What an app with one function becomes, with its metadata, what it uploads and the files in there. */
function assemblyOf(code: lambda.Code, context: Record<string, unknown>) {
  const app = newApp(context);
  const stack = new Stack(app, 'Test');
  new lambda.Function(stack, 'Function', { code, handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X });
  const assembly = app.synth();
  const { file, manifest } = uploadsOf(assembly);
  const staged = join(dirname(file), manifest.source.path);
  const content = Object.fromEntries(readdirSync(staged).map((name) => [name, readFileSync(join(staged, name), 'utf8')]));
  // The hash names the upload wherever it stands; how it is made is nobody's concern.
  const { source, destinations } = manifest;
  const named = { resources: assembly.getStackByName('Test').template.Resources, source, destinations: Object.values(destinations) };
  return { content, ...JSON.parse(JSON.stringify(named).replaceAll(basename(staged).slice('asset.'.length), 'HASH')) };
}

function uploadsOf(assembly: CloudAssembly) {
  const [{ file }] = assembly.artifacts.filter(({ manifest }) => manifest.type === 'cdk:asset-manifest') as unknown as { file: string }[];
  const files = Object.values<any>(JSON.parse(readFileSync(file, 'utf8')).files);
  return { file, manifest: files.find(({ source }) => source.packaging === 'zip') };
}

test.each([
  ['with', { 'aws:cdk:enable-asset-metadata': true }],
  ['without', {}],
])('a function has the same code as by Code.fromAsset, %s metadata for local tools', (_, context) => {
  expect(assemblyOf(new BundleCode(FOLDER), context)).toEqual(assemblyOf(lambda.Code.fromAsset(FOLDER), context));
});

test('a function of a stage and a nested stack is uploaded from where its manifest says', () => {
  const app = newApp();
  const stack = new Stack(new Stage(app, 'Production'), 'Test');
  new lambda.Function(new NestedStack(stack, 'Nested'), 'Function', {
    code: new BundleCode(FOLDER), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X,
  });
  const { file, manifest } = uploadsOf(app.synth().getNestedAssembly('assembly-Production'));
  expect(readFileSync(resolve(dirname(file), manifest.source.path, 'index.mjs'))).toEqual(readFileSync(join(FOLDER, 'index.mjs')));
});

test('an upload that an earlier synthesis left half written is written again', () => {
  const app = newApp();
  new BundleCode(FOLDER).bind(new Stack(app, 'Test'));
  const [staged] = readdirSync(app.outdir).filter((name) => name.startsWith('asset.'));
  const file = join(app.outdir, staged, 'index.mjs');
  const whole = readFileSync(file);
  writeFileSync(file, whole.subarray(0, 100));
  new BundleCode(FOLDER).bind(new Stack(app, 'Again'));
  expect(readFileSync(file)).toEqual(whole);
});

test('one changed byte of a bundle is another upload', () => {
  const folder = mkdtempSync(join(tmpdir(), 'bundle-'));
  const hashes = ['a', 'b'].map((content) => {
    const bundle = join(folder, content);
    mkdirSync(bundle);
    writeFileSync(join(bundle, 'index.mjs'), content);
    return new BundleCode(bundle).bind(new Stack(newApp(), 'Test')).s3Location!.objectKey;
  });
  rmSync(folder, { recursive: true });
  expect(hashes[0]).not.toBe(hashes[1]);
});

test('whoever binds it to a property of another name finds that name in the metadata', () => {
  const stack = new Stack(newApp({ 'aws:cdk:enable-asset-metadata': true }), 'Test');
  const resource = new CfnResource(stack, 'Resource', { type: 'Test::Resource' });
  const code = new BundleCode(FOLDER);
  code.bind(resource);
  code.bindToResource(resource, { resourceProperty: 'Content' });
  expect(resource.getMetadata('aws:asset:property')).toBe('Content');
});
