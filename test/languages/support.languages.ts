import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* What the packages themselves demand of a language, against what docs/support.md promises. */

const page = readFileSync('docs/support.md', 'utf8');
const needs = (language: string) => page.split('\n').find((line) => line.startsWith(`| ${language} |`))!.split('|')[3].trim();
const find = (folder: string, ending: string) =>
  join(folder, readdirSync(folder, { recursive: true, encoding: 'utf8' }).find((name) => name.endsWith(ending))!);

test('Python', () => {
  const metadata = execFileSync('tar', ['xzOf', find('dist/python', '.tar.gz'), '--wildcards', '*/PKG-INFO'], { encoding: 'utf8' });
  expect(needs('Python')).toBe(`Python ${/^Requires-Python: (.*)$/m.exec(metadata)?.[1]}`);
});

test('Java', () => {
  expect(needs('Java')).toBe(`Java ${/<target>(.*)<\/target>/.exec(readFileSync(find('dist/java', '.pom'), 'utf8'))?.[1]}`);
});

test('Go', () => {
  expect(needs('Go')).toBe(`Go ${/^go (.*)$/m.exec(readFileSync(find('dist/go', 'go.mod'), 'utf8'))?.[1]}`);
});

test('C#: the sources', () => {
  const folder = mkdtempSync(join(tmpdir(), 'dotnet-'));
  try {
    execFileSync('npx', ['jsii-pacmak', '--target', 'dotnet', '--code-only', '--outdir', folder], { stdio: 'pipe' });
    expect(needs('C#')).toBe(/<TargetFramework>(.*)<\/TargetFramework>/.exec(readFileSync(find(folder, '.csproj'), 'utf8'))?.[1]);
    expect(readFileSync(find(folder, '/CognitoPasswordAuthApi.cs'), 'utf8')).toContain('public CognitoPasswordAuthApi(Constructs.Construct scope, string id');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}, 120_000);
