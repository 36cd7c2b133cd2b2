import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Scripts } from './build';
import { Endpoint } from './endpoint';
import { Sample, SampleOrder } from './sample';
import { Subject } from './subjects';
import { ENDPOINT, LAMBDA_FLAGS, REGION } from '../settings';

export interface SampleOptions {
  readonly node: string;
  readonly scripts: Scripts;
  readonly endpoint: Endpoint;
  readonly warmCalls: number;
}

/** What Lambda gives every function, and nothing of this machine's. */
export function lambdaEnvironment(certificateFile: string): Record<string, string> {
  return {
    AWS_REGION: REGION,
    AWS_DEFAULT_REGION: REGION,
    AWS_ACCESS_KEY_ID: 'ASIABENCHBENCHBENCH0',
    AWS_SECRET_ACCESS_KEY: 'benchbenchbenchbenchbenchbenchbenchbench',
    AWS_SESSION_TOKEN: 't'.repeat(700),
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs',
    AWS_LAMBDA_FUNCTION_NAME: 'bench',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '512',
    LANG: 'en_US.UTF-8',
    TZ: ':UTC',
    NODE_EXTRA_CA_CERTS: certificateFile,
  };
}

/** One sample of one subject, in a fresh process. Throws with what the process wrote where it failed. */
export async function runSample({ file, eventFile, status, environment, id }: Subject, options: SampleOptions): Promise<Sample> {
  const order: SampleOrder = { file, eventFile, status, warmCalls: options.warmCalls, endpoint: { host: ENDPOINT, port: options.endpoint.port } };
  const child = spawn(options.node, [...LAMBDA_FLAGS, options.scripts.sample, JSON.stringify(order)], {
    env: { ...lambdaEnvironment(options.endpoint.certificateFile), ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [[exitCode], errors, result] = await Promise.all([once(child, 'exit'), text(child.stderr!), text(child.stdio[3] as Readable)]);
  if (exitCode !== 0) {
    throw new Error(`${id} failed on ${options.node}:\n${errors}`);
  }
  return JSON.parse(result);
}
