import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { BundledPackage, bundledPackages, readMetafile } from '../bundle/bundled-packages';

interface Component {
  readonly 'name': string;
  readonly 'version': string;
  readonly 'bom-ref': string;
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

/** The parts of a CycloneDX document that are read or changed here. */
export interface Bom {
  readonly metadata: { readonly component: Component; readonly [key: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly Dependency[];
}

export interface Lockfile {
  readonly packages: Readonly<Record<string, { readonly integrity?: string }>>;
}

/** From the lockfile, as npm leaves the hash out where another package carries a copy of the same release. */
function hashOf(lockfile: Lockfile, folder: string): object {
  const sha512 = /^sha512-(.+)$/.exec(lockfile.packages[folder]?.integrity ?? '')?.[1];
  if (!sha512) {
    throw new Error(`package-lock.json has no SHA-512 of ${folder}, which is bundled`);
  }
  return { alg: 'SHA-512', content: Buffer.from(sha512, 'base64').toString('hex') };
}

/**
 * Of npm's bill of materials, which lists every tool of the build, the part that ships: this package and what is bundled
 * into it. The peer dependencies are left out, as the app chooses their versions.
 */
export function shippedOnly(bom: Bom, self: { name: string; version: string }, packages: readonly BundledPackage[], lockfile: Lockfile): Bom {
  const components = packages.map(({ name, version, folder }) => {
    const component = bom.components.find((candidate) => candidate.name === name && candidate.version === version);
    if (!component) {
      throw new Error(`${name} ${version} is bundled and package-lock.json does not list it; run npm ci`);
    }
    // npm lists it as a development dependency, and so as optional. It is bundled, and so always present.
    return { ...component, scope: 'required', properties: [], hashes: [hashOf(lockfile, folder)] };
  });
  const refs = components.map((component) => component['bom-ref']);
  const root = `${self.name}@${self.version}`;
  return {
    ...bom,
    metadata: {
      ...bom.metadata,
      lifecycles: [{ phase: 'build' }],
      component: { ...bom.metadata.component, ...self, 'bom-ref': root, 'purl': `pkg:npm/${self.name}@${self.version}` } as Component,
    },
    components,
    dependencies: [
      { ref: root, dependsOn: refs },
      ...bom.dependencies.filter(({ ref }) => refs.includes(ref))
        .map(({ ref, dependsOn = [] }) => ({ ref, dependsOn: dependsOn.filter((dependency) => refs.includes(dependency)) })),
    ],
  };
}

/** npm's CycloneDX bill of materials for everything in package-lock.json. */
export function npmSbom(): Bom {
  const json = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return JSON.parse(json);
}

export function readLockfile(): Lockfile {
  return JSON.parse(readFileSync('package-lock.json', 'utf8'));
}

function main(): void {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const bom = shippedOnly(npmSbom(), { name, version }, bundledPackages(process.argv.slice(2).map(readMetafile)), readLockfile());
  mkdirSync('dist/sbom', { recursive: true });
  writeFileSync(`dist/sbom/${name}.cdx.json`, JSON.stringify(bom, null, 2));
}

if (require.main === module) {
  main();
}
