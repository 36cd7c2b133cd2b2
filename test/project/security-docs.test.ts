import { existsSync, readFileSync } from 'node:fs';

/* What SECURITY.md claims names the tests that prove it; a test that is gone proves nothing. docs/asvs.md is held to more: see test/docs. */

const page = readFileSync('SECURITY.md', 'utf8');

/** Rows of the table below a heading, as lists of cells, without its head. */
function rowsBelow(heading: string): string[][] {
  const [, section] = page.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0].split('\n').filter((line) => line.startsWith('| ')).slice(1)
    .map((line) => line.slice(1, -1).split(' | ').map((cell) => cell.trim()));
}

test('every test that SECURITY.md names is there', () => {
  const named = [...page.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test('every row of SECURITY.md, "What is defended", has a test', () => {
  const rows = rowsBelow('What is defended');
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row.at(-1)).toMatch(/^`test\/[^`]+`(, `test\/[^`]+`)*$/);
});
