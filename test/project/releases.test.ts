import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/* What the workflows do at GitHub, as far as it can be seen here. */

const workflow = (name: string) => readFileSync(`.github/workflows/${name}.yml`, 'utf8');

test.each(['build', 'release', 'checks'])('%s.yml builds the Go module with the Go that its go.mod asks for', (name) => {
  const promised = /^\| Go \|.*\| Go ([\d.]+) \|/m.exec(readFileSync('docs/support.md', 'utf8'))![1];
  const versions = [...workflow(name).matchAll(/go-version: (.*)/g)].map(([, version]) => version);
  expect(versions).toEqual([`^${promised}.0`]);
});

test('no job of a release holds a token of npm, PyPI or NuGet: GitHub vouches for it, and npm says so in the provenance', () => {
  const jobs = new Map(workflow('release').split(/^ {2}(?=release_?\w*:$)/m).slice(1).map((job) => [job.split(':')[0], job]));
  for (const [job, variable] of [['release_npm', 'NPM_TRUSTED_PUBLISHER'], ['release_pypi', 'PYPI_TRUSTED_PUBLISHER'], ['release_nuget', 'NUGET_TRUSTED_PUBLISHER']]) {
    expect(jobs.get(job)).toContain(`${variable}: "true"`);
    expect(jobs.get(job)).toContain('id-token: write');
    expect(jobs.get(job)).not.toMatch(/TOKEN: \$|API_KEY|PASSWORD/);
  }
  expect(jobs.get('release_npm')).toContain('NPM_CONFIG_PROVENANCE: "true"');
});

test('a commit that no user notices makes no release', () => {
  const folder = mkdtempSync(join(tmpdir(), 'releasable-'));
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=Jane', '-c', 'user.email=jane@example.com', ...args], { cwd: folder });
  try {
    git('init', '--quiet');
    const subjects = ['chore: begin', 'docs: a page', 'test: a case', 'build: a tool', 'feat: a route', 'fix(local): an answer', 'perf: less', 'feat!: another name', 'refactor: rooms'];
    for (const subject of subjects) git('commit', '--quiet', '--allow-empty', '--message', subject);
    git('tag', 'v0.0.0', 'HEAD~8');
    const { tasks } = JSON.parse(readFileSync('.projen/tasks.json', 'utf8'));
    const commits = execFileSync('sh', ['-c', tasks['bump:releasable-commits'].steps[0].exec], { cwd: folder, encoding: 'utf8', env: { ...process.env, LATEST_TAG: 'v0.0.0' } });
    expect(commits.trim().split('\n').map((line) => line.replace(/^\w+ /, ''))).toEqual(['feat!: another name', 'perf: less', 'fix(local): an answer', 'feat: a route']);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

test('a pull request may be called by every type that makes a release', () => {
  const types = /types: \|-\n((?: {12}\w+\n)+)/.exec(workflow('pull-request-lint'))![1].trim().split(/\s+/);
  const { tasks } = JSON.parse(readFileSync('.projen/tasks.json', 'utf8'));
  const releasable = /\^\(([\w|]+)\)/.exec(tasks['bump:releasable-commits'].steps[0].exec)![1].split('|');
  expect(types).toEqual(expect.arrayContaining([...releasable, 'docs', 'test']));
});

test('an upgrade asks nobody anything', () => {
  const { tasks } = JSON.parse(readFileSync('.projen/tasks.json', 'utf8'));
  expect(tasks.upgrade.env).toMatchObject({ npm_config_yes: 'true' });
});
