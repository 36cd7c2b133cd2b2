import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { dirname, join } from 'node:path';
import { Metafile } from 'esbuild';

/** A third-party package of which at least a part is bundled. */
export interface BundledPackage {
  readonly folder: string;
  readonly name: string;
  readonly version: string;
  /** The SPDX expression of its package.json. */
  readonly license: string;
}

/** Writes esbuild's metafiles of several bundles into one file, for `npx projen notices` and `npx projen sbom`. */
export function writeMetafile(path: string, metafiles: readonly Metafile[]): void {
  const merged: Metafile = {
    inputs: Object.assign({}, ...metafiles.map(({ inputs }) => inputs)),
    outputs: Object.assign({}, ...metafiles.map(({ outputs }) => outputs)),
  };
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, JSON.stringify(merged));
}

export function readMetafile(path: string): Metafile {
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (cause) {
    throw new Error(`${path} does not exist; run the task that writes the bundle, which writes it too`, { cause });
  }
}

const PACKAGE_FOLDER = /^(?:.*\/)?node_modules\/(?:@[^/]+\/)?[^/]+/;

/** The packages of which at least one byte is in an output, by name. */
export function bundledPackages(metafiles: readonly Metafile[]): BundledPackage[] {
  const folders = new Set<string>();
  for (const output of metafiles.flatMap(({ outputs }) => Object.values(outputs))) {
    for (const [path, { bytesInOutput }] of Object.entries(output.inputs)) {
      const folder = PACKAGE_FOLDER.exec(path)?.[0];
      if (folder && bytesInOutput > 0) folders.add(folder);
    }
  }
  return [...folders].map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    return { folder, name, version, license };
  }).sort((a, b) => a.name.localeCompare(b.name, 'en') || a.version.localeCompare(b.version, 'en'));
}

/** The modules that the bundles import at run time, apart from those of Node.js. */
export function externals(metafiles: readonly Metafile[]): string[] {
  const imports = metafiles.flatMap(({ outputs }) => Object.values(outputs)).flatMap((output) => output.imports);
  return [...new Set(imports.filter(({ external, path }) => external && !builtinModules.includes(path.replace(/^node:/, ''))).map(({ path }) => path))].sort();
}
