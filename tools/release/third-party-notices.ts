import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { BundledPackage, bundledPackages, readMetafile } from '../bundle/bundled-packages';

/** Licences whose code may be redistributed in a package under Apache-2.0. */
export const ALLOWED_LICENSES: readonly string[] = ['0BSD', 'Apache-2.0', 'BSD-2-Clause', 'BSD-3-Clause', 'ISC', 'MIT'];

const RULE = '-'.repeat(80);

function textOf({ folder }: BundledPackage, pattern: RegExp): string | undefined {
  const name = readdirSync(folder).find((candidate) => pattern.test(candidate));
  return name && readFileSync(join(folder, name), 'utf8').replace(/\r\n/g, '\n').trim();
}

/** The licence of a package that states it only in its sources. */
function textOfOurs({ name }: BundledPackage): string | undefined {
  const file = join('projenrc/licenses', `${name.replace('/', '+')}.txt`);
  return existsSync(file) ? readFileSync(file, 'utf8').trim() : undefined;
}

export function licenseOf(bundled: BundledPackage): string {
  const { name, version, license } = bundled;
  if (!ALLOWED_LICENSES.includes(license)) {
    throw new Error(`${name} ${version} is bundled and its licence is '${license}'; only the licences in ALLOWED_LICENSES are allowed`);
  }
  const text = textOf(bundled, /^licen[cs]e/i) ?? textOfOurs(bundled);
  if (!text) {
    throw new Error(`${name} ${version} is bundled and has no file with its licence, which must ship with it; copy the text from its sources into projenrc/licenses`);
  }
  return text;
}

/** The text of THIRD-PARTY-NOTICES: each text once, below the packages that have it. */
export function notices(packages: readonly BundledPackage[]): string {
  const byText = new Map<string, BundledPackage[]>();
  for (const bundled of packages) {
    const text = [licenseOf(bundled), textOf(bundled, /^notice/i)].filter(Boolean).join('\n\n');
    byText.set(text, [...byText.get(text) ?? [], bundled]);
  }
  return [
    'This package ships code of the packages below. Their licences follow.',
    ...[...byText].map(([text, owners]) => [
      RULE,
      ...owners.map(({ name, version, license }) => `${name} ${version} (${license})`),
      '',
      text,
    ].join('\n')),
    '',
  ].join('\n\n');
}

if (require.main === module) {
  writeFileSync('THIRD-PARTY-NOTICES', notices(bundledPackages(process.argv.slice(2).map(readMetafile))));
}
