import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** The program that builds the package of each language. */
const TOOLS: Readonly<Record<string, string>> = { js: 'npm', python: 'python3', java: 'mvn', go: 'go', dotnet: 'dotnet' };

export interface Plan {
  /** Languages whose package is built, ready for their registry. */
  readonly built: string[];
  /** Languages for which only sources are generated. */
  readonly sourcesOnly: string[];
}

/** Which packages a machine can build, by the programs it has. */
export function plan(languages: readonly string[], has: (tool: string) => boolean): Plan {
  const unknown = languages.filter((language) => !TOOLS[language]);
  if (unknown.length > 0) {
    throw new Error(`TOOLS names no program that builds the package of ${unknown.join(', ')}; add one`);
  }
  return {
    built: languages.filter((language) => has(TOOLS[language])),
    sourcesOnly: languages.filter((language) => !has(TOOLS[language])),
  };
}

function isHere(tool: string): boolean {
  return spawnSync(tool, ['--version'], { stdio: 'ignore' }).error === undefined;
}

function pacmak(languages: readonly string[], ...options: string[]): void {
  if (languages.length > 0) {
    const { status } = spawnSync('jsii-pacmak', ['--target', ...languages, ...options], { stdio: 'inherit' });
    if (status !== 0) {
      throw new Error(`jsii-pacmak failed for ${languages.join(', ')}`);
    }
  }
}

function main(): void {
  const { outdir, targets } = JSON.parse(readFileSync('package.json', 'utf8')).jsii;
  const languages = ['js', ...Object.keys(targets)];
  const { built, sourcesOnly } = plan(languages, isHere);
  // Packages of an earlier run are removed, so that they are not mistaken for new ones.
  for (const language of languages) {
    rmSync(join(outdir, language), { recursive: true, force: true });
  }
  pacmak(built);
  pacmak(sourcesOnly, '--code-only');
  console.log(`packages: ${built.map((language) => join(outdir, language)).join(', ')}`);
  for (const language of sourcesOnly) {
    console.log(`generated sources only, as ${TOOLS[language]} is not on this machine: ${join(outdir, language)}`);
  }
}

if (require.main === module) {
  main();
}
