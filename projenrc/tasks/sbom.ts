import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { BundledPackage, bundledPackages, readMetafile } from './bundled-packages';

interface Component {
  readonly 'name': string;
  readonly 'version': string;
  readonly 'bom-ref': string;
  readonly 'hashes'?: readonly object[];
}

interface Dependency {
  readonly ref: string;
  readonly dependsOn?: readonly string[];
}

/** What this needs to know of CycloneDX; the rest is handed on as npm wrote it. */
export interface Bom {
  readonly metadata: { readonly component: Component; readonly [key: string]: unknown };
  readonly components: readonly Component[];
  readonly dependencies: readonly Dependency[];
}

/**
 * Of npm's bill of materials, which lists every tool of the build, the part that ships: this package and what is bundled
 * into it. Its peers are not in it, as their versions are up to who installs it.
 */
export function shippedOnly(bom: Bom, self: { name: string; version: string }, packages: readonly BundledPackage[]): Bom {
  const components = packages.map(({ name, version }) => {
    const candidates = bom.components.filter((candidate) => candidate.name === name && candidate.version === version);
    // A copy within another package has no tarball of its own, and so no hash.
    const component = candidates.find(({ hashes }) => hashes) ?? candidates[0];
    if (!component) {
      throw new Error(`${name} ${version} is bundled and package-lock.json does not know it; run npm ci`);
    }
    // It is in here whatever npm takes it for: a tool of the build, and so one that nobody would get.
    return { ...component, scope: 'required', properties: [] };
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

/** npm's own bill of materials of all that package-lock.json names, in CycloneDX. */
export function npmSbom(): Bom {
  const json = execFileSync('npm', ['sbom', '--sbom-format', 'cyclonedx', '--package-lock-only'], { encoding: 'utf8', maxBuffer: 2 ** 26 });
  return JSON.parse(json);
}

function main(): void {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  const bom = shippedOnly(npmSbom(), { name, version }, bundledPackages(process.argv.slice(2).map(readMetafile)));
  mkdirSync('dist/sbom', { recursive: true });
  writeFileSync(`dist/sbom/${name}.cdx.json`, JSON.stringify(bom, null, 2));
}

if (require.main === module) {
  main();
}
