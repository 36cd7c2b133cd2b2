import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { App, CfnResource, NestedStack, Stack, Stage } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { CloudAssembly } from 'aws-cdk-lib/cx-api';
import { newApp } from '../support/synth';
import { BundleCode } from '../../src/private/functions/bundle-code';

const FOLDER = resolve('assets', 'private');

const outdirs = mkdtempSync(join(tmpdir(), 'bundle-code-'));
afterAll(() => rmSync(outdirs, { recursive: true }));

/** What an app with one function becomes, with its metadata, what it uploads and the files in there. */
function assemblyOf(code: lambda.Code, context: Record<string, unknown>) {
  // One for each, as CDK remembers what it put where.
  const outdir = mkdtempSync(join(outdirs, 'cdk.out-'));
  const app = new App({ analyticsReporting: false, context, outdir });
  const stack = new Stack(app, 'Test');
  new lambda.Function(stack, 'Function', { code, handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X });
  const assembly = app.synth();
  const { file, manifest } = uploadsOf(assembly);
  const staged = resolve(dirname(file), manifest.source.path);
  const content = Object.fromEntries(readdirSync(staged).map((name) => [name, readFileSync(join(staged, name), 'utf8')]));
  // The hash names the upload wherever it stands; how it is made is nobody's concern.
  const { source, destinations } = manifest;
  const named = { resources: assembly.getStackByName('Test').template.Resources, source, destinations: Object.values(destinations) };
  return { content, ...JSON.parse(JSON.stringify(named).replace(/[0-9a-f]{64}/g, 'HASH')) };
}

function uploadsOf(assembly: CloudAssembly) {
  const [{ file }] = assembly.artifacts.filter(({ manifest }) => manifest.type === 'cdk:asset-manifest') as unknown as { file: string }[];
  const files = Object.values<any>(JSON.parse(readFileSync(file, 'utf8')).files);
  return { file, manifest: files.find(({ source }) => source.packaging === 'zip') };
}

test.each([
  ['with', { 'aws:cdk:enable-asset-metadata': true }],
  ['without', {}],
  ['where nothing is copied, with', { 'aws:cdk:enable-asset-metadata': true, 'aws:cdk:disable-asset-staging': true }],
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

describe('a bundle of several files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(outdirs, 'bundle-'));
  });

  /** Makes a bundle and puts it into an assembly. */
  function upload(name: string, files: Record<string, string>): { readonly bundle: string; readonly staged: string } {
    const [bundle, outdir] = [join(folder, name), join(folder, `${name}.out`)];
    mkdirSync(bundle);
    for (const [file, content] of Object.entries(files)) writeFileSync(join(bundle, file), content);
    new BundleCode(bundle).bind(new Stack(new App({ outdir }), 'Test'));
    const [staged] = readdirSync(outdir).filter((entry) => entry.startsWith('asset.'));
    return { bundle, staged: join(outdir, staged) };
  }

  const contentOf = (staged: string) => Object.fromEntries(readdirSync(staged).map((file) => [file, readFileSync(join(staged, file), 'utf8')]));

  test('is uploaded whole', () => {
    expect(contentOf(upload('whole', { a: '1', b: '2' }).staged)).toEqual({ a: '1', b: '2' });
  });

  test('is another upload with one byte or one name changed', () => {
    const variants: Record<string, string>[] = [{ a: '1', b: '2' }, { a: '1', b: '3' }, { a: '0', b: '2' }, { a: '1', c: '2' }, { a: '12', b: '' }];
    const names = variants.map((files, index) => basename(upload(String(index), files).staged));
    expect(new Set(names).size).toBe(variants.length);
  });

  test('is written again where an earlier synthesis left it half written', () => {
    const { bundle, staged } = upload('broken-off', { a: 'one', b: 'two' });
    writeFileSync(join(staged, 'a'), 'o');
    rmSync(join(staged, 'b'));
    new BundleCode(bundle).bind(new Stack(new App({ outdir: dirname(staged) }), 'Test'));
    expect(contentOf(staged)).toEqual({ a: 'one', b: 'two' });
  });
});

test('whoever binds it to a property of another name finds that name in the metadata', () => {
  const stack = new Stack(newApp({ 'aws:cdk:enable-asset-metadata': true }), 'Test');
  const resource = new CfnResource(stack, 'Resource', { type: 'Test::Resource' });
  const code = new BundleCode(FOLDER);
  code.bind(resource);
  code.bindToResource(resource, { resourceProperty: 'Content' });
  expect(resource.getMetadata('aws:asset:property')).toBe('Content');
});
