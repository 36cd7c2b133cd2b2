import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { bundleOptions } from '../../tools/bundle/bundle-handlers';
import { resources, synth } from '../support/synth';

const page = readFileSync('docs/support.md', 'utf8');
const { peerDependencies, devDependencies, engines, jsii: { targets } } = JSON.parse(readFileSync('package.json', 'utf8'));

/** The cells of the row that begins with `name`. */
function row(name: string): string[] {
  const line = page.split('\n').find((candidate) => candidate.startsWith(`| ${name} |`));
  if (!line) throw new Error(`docs/support.md has no row '${name}'`);
  return line.split('|').slice(2, -1).map((cell) => cell.trim());
}

test.each(['aws-cdk-lib', 'constructs'])('the range of %s is that of the package, and its floor is what the tests run on', (peer) => {
  const [range, tested] = row(`\`${peer}\``);
  expect(range).toBe(peerDependencies[peer]);
  expect(range).toBe(`^${devDependencies[peer]}`);
  expect(tested).toBe(`${devDependencies[peer]} and the newest release`);
});

test('Node.js', () => {
  expect(row('Node.js that runs the CDK app')[0]).toBe(engines.node);
});

test('Lambda runtimes: the default of every function, and the oldest that the bundles are compiled for', () => {
  const { template }: { template: Template } = synth();
  const functions = Object.values(resources(template, 'AWS::Lambda::Function')).map(({ Properties }) => Properties);
  const [runtimes, tested] = row('Lambda runtime');
  const oldest = bundleOptions('src/handlers/login.lambda.ts', 'unwritten').target.replace('node', '');
  expect(runtimes).toBe(`\`${functions[0].Runtime}\`; \`nodejs${oldest}.x\` by \`functionOptions.runtime\``);
  expect(tested).toContain(`Node.js ${oldest}`);
  expect(new Set(functions.map(({ Runtime, Architectures }) => `${Runtime} ${Architectures}`)).size).toBe(1);
  expect(row('Lambda architecture')[0]).toContain(`\`${functions[0].Architectures[0]}\`;`);
});

test('every language is named with the name of its package', () => {
  expect(Object.keys(targets).sort()).toEqual(['dotnet', 'go', 'java', 'python']);
  expect(row('Python')[0]).toBe(`PyPI \`${targets.python.distName}\``);
  expect(row('Java')[0]).toBe(`Maven \`${targets.java.maven.groupId}:${targets.java.maven.artifactId}\``);
  expect(row('Go')[0]).toBe(`\`${targets.go.moduleName}/${targets.go.packageName}\``);
  expect(row('C#')[0]).toBe(`NuGet \`${targets.dotnet.packageId}\``);
});
