import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { Documentation, Language } from 'jsii-docgen';

/*
 * Writes API.md as `jsii-docgen` does. That takes for the library's dependencies whatever jsii assembly lies anywhere
 * below the project, and where the benchmark is installed, its newer CDK; here it sees those of the project alone.
 */
async function main(): Promise<void> {
  const project = mkdtempSync(join(tmpdir(), 'api-reference-'));
  try {
    for (const name of ['.jsii', 'package.json', 'node_modules']) {
      symlinkSync(resolve(name), join(project, name));
    }
    const documentation = await Documentation.forProject(project);
    const markdown = await documentation.toMarkdown({ language: Language.TYPESCRIPT, allSubmodules: true });
    writeFileSync('API.md', markdown.render());
  } finally {
    rmSync(project, { recursive: true });
  }
}

void main();
