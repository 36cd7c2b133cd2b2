import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { NEVER_REACHED } from '../../tools/bundle/bundle-handlers';
import { bundledPackages, externals, readMetafile } from '../../tools/bundle/bundled-packages';
import { npmSbom, readLockfile, shippedOnly } from '../../tools/release/sbom';
import { ALLOWED_LICENSES, licenseOf, notices } from '../../tools/release/third-party-notices';

/** The metafiles that `npx projen notices` is told of; `npx projen pre-compile` writes them. */
const task: string = JSON.parse(readFileSync('.projen/tasks.json', 'utf8')).tasks.notices.steps[0].exec;
const metafiles = task.split(' ').slice(2).map(readMetafile);
const packages = bundledPackages(metafiles);

test('what ships beside what jsii compiles is a bundle whose metafile is known', () => {
  const [{ files }] = JSON.parse(execFileSync('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], { encoding: 'utf8', maxBuffer: 2 ** 26 }));
  const shipped: string[] = files.map(({ path }: { path: string }) => path);
  const code = shipped.filter((path) => /\.[cm]?js$/.test(path) && !path.startsWith('lib/'));
  const outputs = metafiles.flatMap((metafile) => Object.keys(metafile.outputs));
  expect(code.length).toBeGreaterThanOrEqual(7);
  expect(code.filter((path) => !outputs.includes(path))).toEqual([]);
  expect(shipped).toContain('THIRD-PARTY-NOTICES');
}, 60_000);

test('every bundled package is in THIRD-PARTY-NOTICES with the text of its licence', () => {
  const page = readFileSync('THIRD-PARTY-NOTICES', 'utf8');
  expect(packages.map(({ name }) => name)).toEqual(expect.arrayContaining(['@aws-sdk/client-cognito-identity-provider', '@smithy/core', 'qrcode-generator']));
  for (const bundled of packages) {
    const { name, version, license } = bundled;
    expect(page).toContain(`\n${name} ${version} (${license})\n`);
    expect(page).toContain(licenseOf(bundled));
    expect(licenseOf(bundled)).toMatch(/Copyright|Apache License/);
  }
  expect(page).toBe(notices(packages));
});

test('every licence is one under which the code may be handed on', () => {
  expect(packages.filter(({ license }) => !ALLOWED_LICENSES.includes(license))).toEqual([]);
  const [some] = packages;
  expect(() => notices([{ ...some, license: 'GPL-3.0-only' }])).toThrow(`${some.name} ${some.version} is bundled and its licence is 'GPL-3.0-only'`);
  expect(() => notices([{ ...some, name: 'some', folder: 'src' }])).toThrow('has no file with its licence');
});

test('the list of what stays outside the bundles is what the metafiles say, no more and no less', () => {
  expect(externals(metafiles)).toEqual([...NEVER_REACHED].sort());
});

test('the bill of materials lists what is bundled, with its origin, hash and licence, and no tool of the build', () => {
  const { components, metadata, dependencies } = shippedOnly(npmSbom(), { name: 'cdk-cognito-password-auth', version: '1.2.3' }, packages, readLockfile());
  expect(components.map(({ name, version }) => `${name} ${version}`)).toEqual(packages.map(({ name, version }) => `${name} ${version}`));
  for (const component of components) {
    expect(component).toMatchObject({
      purl: expect.stringMatching(/^pkg:npm\//),
      hashes: [{ alg: 'SHA-512', content: expect.stringMatching(/^[0-9a-f]{128}$/) }],
      licenses: [{ license: { id: packages.find(({ name }) => name === component.name)!.license } }],
    });
  }
  expect(metadata.component).toMatchObject({ name: 'cdk-cognito-password-auth', version: '1.2.3', purl: 'pkg:npm/cdk-cognito-password-auth@1.2.3' });
  const refs = [metadata.component['bom-ref'], ...components.map((component) => component['bom-ref'])];
  expect(dependencies.flatMap(({ ref, dependsOn = [] }) => [ref, ...dependsOn]).filter((ref) => !refs.includes(ref))).toEqual([]);
}, 60_000);
