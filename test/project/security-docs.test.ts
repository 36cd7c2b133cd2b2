import { existsSync, readFileSync } from 'node:fs';

/* What is claimed of the package's security names the tests that prove it; a test that is gone proves nothing. */

const PAGES = { 'SECURITY.md': readFileSync('SECURITY.md', 'utf8'), 'docs/asvs.md': readFileSync('docs/asvs.md', 'utf8') };

/** Rows of the table below a heading, as lists of cells, without its head. */
function rowsBelow(page: keyof typeof PAGES, heading: string): string[][] {
  const [, section] = PAGES[page].split(`\n## ${heading}\n`);
  return section.split('\n## ')[0].split('\n').filter((line) => line.startsWith('| ')).slice(1)
    .map((line) => line.slice(1, -1).split(' | ').map((cell) => cell.trim()));
}

/** `6.2.2, 6.2.3` as numbers that can be compared. */
const requirements = (rows: string[][]) => rows.flatMap(([ids]) => ids.split(', '));

test.each(Object.entries(PAGES))('every test that %s names is there', (_page, text) => {
  const named = [...text.matchAll(/`(test\/[\w./-]+)`/g)].map(([, path]) => path);
  expect(named.length).toBeGreaterThan(10);
  expect(named.filter((path) => !existsSync(path))).toEqual([]);
});

test.each([['SECURITY.md', 'What is defended'], ['docs/asvs.md', 'What holds']] as const)('every row of %s, "%s", has a test', (page, heading) => {
  const rows = rowsBelow(page, heading);
  expect(rows.length).toBeGreaterThan(10);
  for (const row of rows) expect(row.at(-1)).toMatch(/^`test\/[^`]+`(, `test\/[^`]+`)*$/);
});

test('a requirement of ASVS holds or deviates, once, and is of a chapter that applies', () => {
  const [held, deviating] = [rowsBelow('docs/asvs.md', 'What holds'), rowsBelow('docs/asvs.md', 'What deviates')];
  const all = [...requirements(held), ...requirements(deviating)];
  for (const id of all) expect(id).toMatch(/^(2|3|6|7|13|14|15|16)\.\d\.\d{1,2}$/);
  expect(all.filter((id, index) => all.indexOf(id) !== index)).toEqual([]);
  for (const row of deviating) expect(row.map((cell) => cell.length > 0)).toEqual([true, true, true]);
});
