import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { strToU8, zipSync } from 'fflate';
import { AssemblyStack } from '../../../local/assembly/cloud-assembly';
import { CodeAssets } from '../../../local/assembly/code-asset';
import { temporaryFolder } from '../support/temporary-folder';

const lambda = { logicalId: 'Fn', type: 'AWS::Lambda::Function', properties: { Code: { S3Key: 'key' } } };
const assets = (path: string, assembly = temporaryFolder()) => new CodeAssets({ assets: new Map([['key', path]]) } as Partial<AssemblyStack> as AssemblyStack, assembly);

function archive(files: Record<string, string>): string {
  const path = join(temporaryFolder(), 'code.zip');
  writeFileSync(path, zipSync(Object.fromEntries(Object.entries(files).map(([name, text]) => [name, strToU8(text)]))));
  return path;
}

test('an archive is unpacked, and its folder removed at the end', () => {
  const code = assets(archive({ 'index.js': 'exports', 'lib/deep/helper.js': 'helper' }));
  const folder = code.directoryOf(lambda);
  expect(['index.js', 'lib/deep/helper.js'].map((name) => existsSync(join(folder, name)))).toEqual([true, true]);
  code.close();
  expect(existsSync(folder)).toBe(false);
});

test('an archive that writes outside of its folder is refused', () => {
  expect(() => assets(archive({ '../escaped.js': 'x' })).directoryOf(lambda)).toThrow('cannot be unpacked: it has an entry outside of its folder: ../escaped.js');
});

test('a copy stands where the packages of the app are found', () => {
  const app = temporaryFolder({ 'package.json': '{ "type": "module" }', 'cdk.out/asset.1/index.js': 'exports.handler = 1', 'node_modules/left/package.json': '{}' });
  const code = assets(join(app, 'cdk.out/asset.1'));
  expect(code.directoryOf(lambda).startsWith(join(app, 'node_modules/.cache/cdk-cognito-password-auth/function-'))).toBe(true);
  code.close();
});

test('inline code stands there too', () => {
  const app = temporaryFolder({ 'cdk.out/manifest.json': '{}', 'node_modules/left/package.json': '{}' });
  const code = assets('', join(app, 'cdk.out'));
  const folder = code.directoryOf({ ...lambda, properties: { Code: { ZipFile: 'exports.handler = 1' } } });
  expect(folder.startsWith(join(app, 'node_modules/.cache/cdk-cognito-password-auth/inline-function-'))).toBe(true);
  expect(existsSync(join(folder, 'index.js'))).toBe(true);
  code.close();
  expect(existsSync(folder)).toBe(false);
});

test('a package.json of the app does not decide how the code is read', () => {
  const app = temporaryFolder({ 'package.json': '{ "type": "module" }', 'cdk.out/asset.1/index.js': 'exports.handler = 1', 'cdk.out/asset.2/package.json': '{}' });
  const code = assets(join(app, 'cdk.out/asset.1'));
  const folder = code.directoryOf(lambda);
  expect(folder.startsWith(app)).toBe(false);
  expect(existsSync(join(folder, 'index.js'))).toBe(true);
  code.close();
  expect(assets(join(app, 'cdk.out/asset.2')).directoryOf(lambda)).toBe(join(app, 'cdk.out/asset.2'));
});
