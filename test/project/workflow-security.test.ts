import { readTask, readWorkflow, stepsOf, WORKFLOWS, workflowText } from './workflows';

const EXACT_VERSION = /^\d+\.\d+\.\d+$/;

/** What each job may do at GitHub, and nothing else. */
const PERMISSIONS = {
  'build': {
    'build': { contents: 'read' },
    'package-js': { contents: 'read' },
    'package-java': { contents: 'read' },
    'package-python': { contents: 'read' },
    'package-dotnet': { contents: 'read' },
    'package-go': { contents: 'read' },
  },
  'checks': { checks: { contents: 'read' } },
  'pull-request-lint': { validate: { 'pull-requests': 'read' } },
  'release': {
    release: { contents: 'read' },
    // Creates the tag and the release.
    release_github: { contents: 'write' },
    // Proves to the registry that this workflow publishes.
    release_npm: { 'contents': 'read', 'id-token': 'write' },
    release_pypi: { 'contents': 'read', 'id-token': 'write' },
    release_nuget: { 'contents': 'read', 'id-token': 'write' },
    // These have a secret of the registry instead.
    release_maven: { contents: 'read' },
    release_golang: { contents: 'read' },
  },
};

test('every job has its own permissions, and no more than these', () => {
  const permissionsOf = (name: string) => Object.fromEntries(Object.entries(readWorkflow(name).jobs).map(([id, job]) => [id, job.permissions]));
  expect(Object.fromEntries(WORKFLOWS.map((name) => [name, permissionsOf(name)]))).toEqual(PERMISSIONS);
});

test.each(WORKFLOWS)('%s.yml pins every action to a commit and names its version', (name) => {
  const references = workflowText(name).split('\n').filter((line) => line.includes('uses:')).map((line) => line.split('uses:')[1].trim());
  expect(references).toHaveLength(stepsOf(name).filter(({ uses }) => uses).length);
  for (const reference of references) {
    expect(reference).toMatch(/^[\w-]+\/[\w-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+$/);
  }
});

test.each(WORKFLOWS)('%s.yml runs programs of the lockfile, or of a package with an exact version', (name) => {
  const commands = stepsOf(name).flatMap(({ run = '' }) => run.split('\n')).filter((line) => /\bnpx\b/.test(line));
  for (const command of commands) {
    const words = command.slice(command.indexOf('npx')).replaceAll('\'', '').split(' ');
    if (words[1] === 'projen') continue;
    expect(words[1]).toBe('-p');
    expect(words[2].slice(words[2].lastIndexOf('@') + 1)).toMatch(EXACT_VERSION);
  }
});

test('the release workflow publishes to five registries with one version of publib', () => {
  const packages = stepsOf('release').flatMap(({ run = '' }) => run.match(/publib@[^' ]+/g) ?? []);
  expect(packages).toHaveLength(5);
  expect(new Set(packages).size).toBe(1);
});

test('the program that finds the next version has an exact version', () => {
  expect(readTask('bump').env.BUMP_PACKAGE).toMatch(/^commit-and-tag-version@\d+\.\d+\.\d+$/);
});

test.each(WORKFLOWS)('%s.yml keeps no token in a checkout', (name) => {
  for (const step of stepsOf(name).filter(({ uses }) => uses?.startsWith('actions/checkout@'))) {
    expect(step.with).toMatchObject({ 'persist-credentials': false });
    expect(step.with).not.toHaveProperty('token');
  }
});

test.each(WORKFLOWS)('%s.yml installs what the lockfile names, and no secret is near', (name) => {
  const { env, jobs } = readWorkflow(name);
  const everywhere = JSON.stringify([env, Object.values(jobs).map((job) => job.env)]);
  const installs = stepsOf(name).filter(({ run }) => /\bnpm (?:ci|i|install)\b/.test(run ?? ''));
  expect(everywhere).not.toContain('secrets.');
  for (const { run, env: own } of installs) {
    expect(run).toMatch(/^(?:cd \.repo && )?npm ci(?: --ignore-scripts)?$/);
    expect(JSON.stringify(own ?? {})).not.toContain('secrets.');
  }
});

test('the jobs that publish run no install scripts: these could ask GitHub for a proof of identity', () => {
  const { jobs } = readWorkflow('release');
  const publishing = Object.entries(jobs).filter(([, { permissions, steps }]) => permissions?.['id-token'] === 'write' || JSON.stringify(steps).includes('secrets.'));
  expect(publishing.map(([id]) => id).sort()).toEqual(['release_github', 'release_golang', 'release_maven', 'release_npm', 'release_nuget', 'release_pypi']);
  for (const [, { steps }] of publishing) {
    for (const { run } of steps.filter((step) => step.run?.includes('npm ci'))) expect(run).toContain('--ignore-scripts');
  }
});
