import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/** Every page of the documentation. */
export const PAGES: readonly string[] = [
  'README.md', 'CHANGELOG.md', 'CONTRIBUTING.md', 'SECURITY.md',
  ...readdirSync('docs', { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.md')).map((name) => join('docs', name)),
];
