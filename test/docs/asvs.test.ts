import { existsSync, readFileSync } from 'node:fs';
import * as ts from 'typescript';
import { Finding, Proof, STATES } from '../../tools/docs/asvs/finding';
import { LEVELS } from '../../tools/docs/asvs/levels';
import { asvsPage, CHAPTERS, stateById } from '../../tools/docs/asvs/page';

/* What docs/asvs.md claims: every requirement once, and each claim with a proof that exists. */

const page = readFileSync('docs/asvs.md', 'utf8');
const rows = CHAPTERS.flatMap((chapter) => chapter.rows);
const requirements = [...LEVELS].filter(([, level]) => level < 3).map(([id]) => id);

/** Names of tests and describe blocks, and of the rows of their tables. A test that is skipped proves nothing. */
function namesIn(file: string): Set<string> {
  const names = new Set<string>();
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) && /^(?:test|it|describe)\b(?!.*\.(?:skip|todo)\b)/.test(node.expression.getText().split('(')[0])) {
      const [title] = node.arguments;
      if (title && ts.isStringLiteralLike(title)) names.add(title.text);
    }
    if (ts.isArrayLiteralExpression(node)) {
      const [first] = node.elements;
      if (first && ts.isStringLiteralLike(first)) names.add(first.text);
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true));
  return names;
}

const namesByFile = new Map<string, Set<string>>();

/** What a proof names that is not there. */
function missing(proof: Proof): string[] {
  if (proof.kind === 'section') {
    const headings = existsSync(proof.page) ? [...readFileSync(proof.page, 'utf8').matchAll(/^#+ (.+)$/gm)].map(([, heading]) => heading) : [];
    return headings.includes(proof.heading) ? [] : [`${proof.page} has no section "${proof.heading}"`];
  }
  if (!existsSync(proof.file)) return [`${proof.file} does not exist`];
  const names = namesByFile.get(proof.file) ?? namesIn(proof.file);
  namesByFile.set(proof.file, names);
  return proof.titles.filter((title) => !names.has(title)).map((title) => `${proof.file} has no test "${title}"`);
}

test('the page is generated from the chapters', () => {
  expect(page).toBe(asvsPage());
});

test('there are 70 requirements of level 1 and 183 of level 2', () => {
  const countOf = (level: number) => [...LEVELS.values()].filter((each) => each === level).length;
  expect([countOf(1), countOf(2), countOf(3)]).toEqual([70, 183, 92]);
});

test('each requirement of levels 1 and 2 has one row, in its chapter and in order', () => {
  const ids = CHAPTERS.flatMap(({ rows: own }) => own.flatMap((each) => each.ids));
  expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
  expect(requirements.filter((id) => !ids.includes(id))).toEqual([]);
  expect(ids.filter((id) => !requirements.includes(id))).toEqual([]);
  for (const { number, rows: own } of CHAPTERS) for (const { ids: each } of own) for (const id of each) expect(id.split('.')[0]).toBe(String(number));
});

test('requirements that share a row are not applicable, and of the same chapter', () => {
  for (const { ids, finding } of rows.filter((each) => each.ids.length > 1)) {
    expect([ids, finding.state]).toEqual([ids, 'not applicable']);
  }
});

/** What each state has to bring. */
const NEEDS: Readonly<Record<Finding['state'], (finding: Finding) => boolean>> = {
  'holds': ({ proofs, instead, source }) => proofs.length > 0 && !instead && !source,
  'AWS': ({ source }) => /^https:\/\/docs\.aws\.amazon\.com\/[\w./-]+\.html$/.test(source ?? ''),
  'emulator': ({ proofs }) => proofs.some(({ kind }) => kind === 'tests'),
  'not applicable': ({ proofs, source }) => proofs.length === 0 && !source,
  'deviates': ({ instead }) => Boolean(instead),
};

test.each(rows.map(({ ids, finding }) => [ids.join(', '), finding] as const))('%s brings what its state needs', (_, finding) => {
  expect(finding.how).toMatch(/[.!]$/);
  expect(NEEDS[finding.state](finding)).toBe(true);
});

test('each test and section that a row names exists', () => {
  expect(rows.flatMap(({ ids, finding }) => finding.proofs.flatMap(missing).map((problem) => `${ids.join(', ')}: ${problem}`))).toEqual([]);
});

test('a test or section that does not exist is found', () => {
  const file = 'test/docs/asvs.test.ts';
  expect(missing({ kind: 'tests', file, titles: ['the page is generated from the chapters', 'nothing of this name'] })).toEqual([`${file} has no test "nothing of this name"`]);
  expect(missing({ kind: 'tests', file: 'test/gone.test.ts', titles: ['any'] })).toEqual(['test/gone.test.ts does not exist']);
  expect(missing({ kind: 'section', page: 'README.md', heading: 'Nothing of this name' })).toEqual(['README.md has no section "Nothing of this name"']);
});

test('the summary counts the rows of the page', () => {
  const total = page.match(/^\| \*\*All\*\* \| (.+) \|$/m)![1].split(' | ').map(Number);
  const inTables = page.split('\n').filter((line) => /^\| \d+\.\d+\.\d+/.test(line)).map((line) => line.slice(2).split(' | ')).filter((cells) => cells.length === 6);
  const counted = STATES.map((state) => inTables.filter((cells) => cells[3] === state).reduce((sum, [ids]) => sum + ids.split(', ').length, 0));
  expect(total).toEqual([...counted, requirements.length]);
  expect(stateById.size).toBe(requirements.length);
});
