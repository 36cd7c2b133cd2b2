import { readFileSync } from 'node:fs';
import { plan } from '../../tools/release/package-languages';

const LANGUAGES = ['js', ...Object.keys(JSON.parse(readFileSync('package.json', 'utf8')).jsii.targets)];

test('the package is made for npm, PyPI, Maven, NuGet and Go', () => {
  expect([...LANGUAGES].sort()).toEqual(['dotnet', 'go', 'java', 'js', 'python']);
});

test('a language whose tool is missing gets its sources at least', () => {
  expect(plan(LANGUAGES, () => true)).toEqual({ built: LANGUAGES, sourcesOnly: [] });
  expect(plan(LANGUAGES, (tool) => tool !== 'dotnet')).toEqual({ built: LANGUAGES.filter((language) => language !== 'dotnet'), sourcesOnly: ['dotnet'] });
});

test('a language without a program that builds its package is rejected', () => {
  expect(() => plan(['js', 'fortran'], () => true)).toThrow('TOOLS names no program that builds the package of fortran');
});
