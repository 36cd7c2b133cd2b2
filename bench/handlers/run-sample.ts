import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import { Scripts } from './build';
import { Endpoint } from './endpoint';
import { SampleOrder, SampleReport } from './sample';
import { Subject } from './subjects';
import { ENDPOINT, LAMBDA_FLAGS, REGION } from '../settings';

/** What of a subject a process needs to know. Without a status, any answer is right. */
export type Run = Pick<Subject, 'id' | 'file' | 'eventFile' | 'environment'> & { readonly status?: number };

export interface SampleOptions {
  readonly node: string;
  /** Beside Lambda's. */
  readonly nodeOptions?: readonly string[];
  readonly scripts: Scripts;
  readonly endpoint: Pick<Endpoint, 'port' | 'certificateFile'>;
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
export async function runSample(subject: Run, { node, nodeOptions = [], scripts, endpoint, warmCalls }: SampleOptions): Promise<SampleReport> {
  const { file, eventFile, status, environment, id } = subject;
  const order: SampleOrder = { file, eventFile, status, warmCalls, endpoint: { host: ENDPOINT, port: endpoint.port } };
  const child = spawn(node, [...LAMBDA_FLAGS, ...nodeOptions, scripts.sample, JSON.stringify(order)], {
    env: { ...lambdaEnvironment(endpoint.certificateFile), ...environment },
    stdio: ['ignore', 'ignore', 'pipe', 'pipe'],
  });
  const [[exitCode], errors, report] = await Promise.all([once(child, 'exit'), text(child.stderr!), text(child.stdio[3] as Readable)]);
  if (exitCode !== 0) {
    throw new Error(`${id} failed on ${node}:\n${errors}`);
  }
  return JSON.parse(report);
}
