import { execFileSync } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { join, resolve } from 'node:path';

export const BENCH = __dirname;
export const ROOT = resolve(BENCH, '..');
/** What a run builds for itself; nothing in it is kept. */
export const BUILD = join(BENCH, '.build');

/** The major versions of Node.js that Lambda offers and this library supports there. */
export const NODE_MAJORS = [22, 24] as const;
export type NodeMajor = (typeof NODE_MAJORS)[number];

/** The flags with which Lambda starts Node.js in a function of 512 MB. */
export const LAMBDA_FLAGS = ['--expose-gc', '--max-http-header-size=81920', '--max-semi-space-size=25', '--max-old-space-size=460'];

export const REGION = 'us-east-1';
export const ENDPOINT = `cognito-idp.${REGION}.amazonaws.com`;

/** Calls of a warm function in one sample. */
export const WARM_CALLS = 300;

function positiveInteger(name: string, standard: number): number {
  const text = process.env[name];
  if (text === undefined) {
    return standard;
  }
  const value = Number(text);
  if (!Number.isInteger(value) || value < 1) {
    throw new Error(`${name} must be a whole number of at least 1; it is '${text}'`);
  }
  return value;
}

/** Samples of each subject. Fewer than 15 are for trying; their medians are not for quoting. */
export const rounds = () => positiveInteger('BENCH_ROUNDS', 15);

/** The binary of a Node.js release, from a package of the npm registry. */
export function nodeBinary(major: NodeMajor): string {
  const name = `node${major}-${process.platform}-${process.arch}`;
  try {
    return require.resolve(`${name}/bin/node`, { paths: [BENCH] });
  } catch {
    throw new Error(`bench/package.json has no Node.js ${major} for ${process.platform} on ${process.arch}; add '${name}' to its optionalDependencies`);
  }
}

/** For example `v22.23.3`. */
export const nodeVersion = (major: NodeMajor) => execFileSync(nodeBinary(major), ['--version'], { encoding: 'utf8' }).trim();

/** A machine with one core measures how the stub and the sample wait for each other. */
export function assertMeasurable(): void {
  if (availableParallelism() < 2) {
    throw new Error('the benchmark needs two cores: one for the sample, one for the endpoint that answers it');
  }
}
