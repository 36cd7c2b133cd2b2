import { readFileSync } from 'node:fs';
import { LOG } from '../../src/routes/contract';
import { OPERATIONS } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';

/* What docs/security-model.md lists must be all that there is. */

const page = readFileSync('docs/security-model.md', 'utf8');

function sectionOf(heading: string): string {
  const [, section] = page.split(`\n## ${heading}\n`);
  return section.split('\n## ')[0];
}

test('every route that anyone may call is among the ways to sign in, and so is every public operation of Cognito', () => {
  const ways = sectionOf('Ways to sign in');
  const open = ROUTES.filter(({ token }) => token === 'none').map(({ method, path }) => `\`${method} /${path}\``);
  expect(open.filter((route) => !ways.includes(route))).toEqual([]);
  const unprotected = Object.entries(OPERATIONS).filter(([, authorization]) => authorization !== 'iam').map(([operation]) => `\`${operation}\``);
  expect(unprotected.length).toBeGreaterThan(10);
  expect(unprotected.filter((operation) => !ways.includes(operation))).toEqual([]);
});

test('every member of a log line is described', () => {
  const [, members] = sectionOf('Logs').match(/^\| functions \|(.+)$/m)!;
  expect([...members.matchAll(/`(\w+)`/g)].map(([, name]) => name).sort()).toEqual(Object.values(LOG).sort());
});

test('the times of sessions are those of the props', () => {
  const { types } = JSON.parse(readFileSync('.jsii', 'utf8')) as { types: Record<string, { properties?: { name: string; docs?: { default?: string } }[] }> };
  const properties = Object.values(types).flatMap((type) => type.properties ?? []);
  const defaults = new Map(properties.map(({ name, docs }) => [name, docs?.default]));
  expect(sectionOf('Sessions')).toMatch(/\| 1 hour \| `idTokenValidity`, `accessTokenValidity` \|/);
  expect([defaults.get('idTokenValidity'), defaults.get('accessTokenValidity')]).toEqual(['Duration.hours(1)', 'Duration.hours(1)']);
  expect(sectionOf('Sessions')).toMatch(/\| 30 days after the sign-in, used or not \| `refreshTokenValidity` \|/);
  expect(defaults.get('refreshTokenValidity')).toBe('Duration.days(30)');
});
