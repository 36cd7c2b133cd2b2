import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { USAGE } from '../../local/cli/arguments';

const docs = readFileSync(join(__dirname, '../../docs/local.md'), 'utf8');

test('docs/local.md shows the recipe that is run here', () => {
  expect(docs).toContain(readFileSync(join(__dirname, 'jest.test.ts'), 'utf8'));
});

test('docs/local.md names every option', () => {
  const options = USAGE.match(/--[a-z]+/g)!;
  expect(options.filter((option) => !docs.includes(`\`${option}`))).toEqual([]);
});
