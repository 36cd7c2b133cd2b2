import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { CfnResource, Stack } from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { newApp } from './support/synth';
import { BundleCode } from '../src/private/bundle-code';

const FOLDER = join('assets', 'private');

/** What an app with one function becomes, its metadata and its list of files to upload included. */
function assemblyOf(code: lambda.Code, context: Record<string, unknown>) {
  const app = newApp(context);
  const stack = new Stack(app, 'Test');
  new lambda.Function(stack, 'Function', { code, handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X });
  const assembly = app.synth();
  const [{ file }] = assembly.artifacts.filter(({ manifest }) => manifest.type === 'cdk:asset-manifest') as unknown as { file: string }[];
  return { template: assembly.getStackByName('Test').template, assets: JSON.parse(readFileSync(file, 'utf8')).files };
}

test.each([
  ['with', { 'aws:cdk:enable-asset-metadata': true }],
  ['without', {}],
])('a function has the same code as by Code.fromAsset, %s metadata for local tools', (_, context) => {
  const { template, assets } = assemblyOf(new BundleCode(FOLDER), context);
  const expected = assemblyOf(lambda.Code.fromAsset(FOLDER), context);
  expect(template.Resources).toEqual(expected.template.Resources);
  // The template's own entry is named by its hash, and the same one.
  expect(assets).toEqual(expected.assets);
});

test('whoever binds it to a property of another name finds that name in the metadata', () => {
  const stack = new Stack(newApp({ 'aws:cdk:enable-asset-metadata': true }), 'Test');
  const resource = new CfnResource(stack, 'Resource', { type: 'Test::Resource' });
  const code = new BundleCode(FOLDER);
  code.bind(resource);
  code.bindToResource(resource, { resourceProperty: 'Content' });
  expect(resource.getMetadata('aws:asset:property')).toBe('Content');
});
