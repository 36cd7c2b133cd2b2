import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readTask, readWorkflow, stepsOf } from './workflows';

/** The version of Go that docs/support.md promises, from its row `| Go | module | Go 1.25 | … |`. */
function supportedGo(): string {
  const row = readFileSync('docs/support.md', 'utf8').split('\n').find((line) => line.startsWith('| Go |'))!;
  return row.split('|')[3].trim().replace('Go ', '');
}

/** The commits, as subjects from newest to oldest, for which projen would make a release after tag v0.0.0. */
function releasableCommits(folder: string): string[] {
  const [{ exec }] = readTask('bump:releasable-commits').steps;
  const oneline = execFileSync('sh', ['-c', exec], { cwd: folder, encoding: 'utf8', env: { ...process.env, LATEST_TAG: 'v0.0.0' } });
  return oneline.trim().split('\n').map((line) => line.slice(line.indexOf(' ') + 1));
}

/** Runs `use` in a repository whose only commits have these subjects, the first of them tagged as v0.0.0. */
function withCommits(subjects: readonly string[], use: (folder: string) => void): void {
  const folder = mkdtempSync(join(tmpdir(), 'releasable-'));
  const git = (...args: string[]) => execFileSync('git', ['-c', 'user.name=Jane', '-c', 'user.email=jane@example.com', ...args], { cwd: folder });
  try {
    git('init', '--quiet');
    subjects.forEach((subject, index) => {
      git('commit', '--quiet', '--allow-empty', '--message', subject);
      if (index === 0) git('tag', 'v0.0.0');
    });
    use(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

test.each(['build', 'release', 'checks'])('%s.yml builds the Go module with the version of Go that docs/support.md promises', (name) => {
  const versions = stepsOf(name).filter(({ uses }) => uses?.startsWith('actions/setup-go@')).map((step) => step.with!['go-version']);
  expect(versions).toEqual([`^${supportedGo()}.0`]);
});

test.each([
  ['release_npm', 'NPM_TRUSTED_PUBLISHER'],
  ['release_pypi', 'PYPI_TRUSTED_PUBLISHER'],
  ['release_nuget', 'NUGET_TRUSTED_PUBLISHER'],
])('%s publishes as a trusted publisher, without a token of the registry', (name, variable) => {
  const job = readWorkflow('release').jobs[name];
  const env = Object.assign({}, job.env, ...job.steps.map((step) => step.env));
  expect(env).toMatchObject({ [variable]: 'true' });
  expect(job.permissions).toMatchObject({ 'id-token': 'write' });
  expect(Object.keys(env).filter((key) => /TOKEN$|API_KEY|PASSWORD/.test(key))).toEqual([]);
});

test('npm shows the provenance of a release', () => {
  const publish = readWorkflow('release').jobs.release_npm.steps.at(-1)!;
  expect(publish.env).toMatchObject({ NPM_CONFIG_PROVENANCE: 'true' });
});

test('only commits that a user can notice make a release', () => {
  const subjects = ['chore: begin', 'docs: a page', 'test: a case', 'build: a tool', 'feat: a route', 'fix(local): an answer', 'perf: less', 'feat!: another name', 'refactor: folders'];
  withCommits(subjects, (folder) => {
    expect(releasableCommits(folder)).toEqual(['feat!: another name', 'perf: less', 'fix(local): an answer', 'feat: a route']);
  });
});

test('the title of a pull request may have every type of commit that makes a release, and docs and test', () => {
  const [lint] = readWorkflow('pull-request-lint').jobs.validate.steps;
  const types = String(lint.with!.types).trim().split('\n');
  // In the pattern that the task gives to `git log --grep`.
  const [, releasable] = /\^\(([\w|]+)\)/.exec(readTask('bump:releasable-commits').steps[0].exec)!;
  expect(types).toEqual(expect.arrayContaining([...releasable.split('|'), 'docs', 'test']));
});

test('npx projen upgrade never waits for an answer', () => {
  expect(readTask('upgrade').env).toMatchObject({ npm_config_yes: 'true' });
});
