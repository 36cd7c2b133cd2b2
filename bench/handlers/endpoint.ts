import { ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { selfSigned } from './certificate';
import { BUILD, ENDPOINT } from '../settings';

/** What the endpoint does instead of answering; see cognito-endpoint.ts. */
export interface Fault {
  readonly kind: 'hang-priming' | 'reset-priming' | 'reset' | 'error';
  /** The name of the error, where it answers with one. */
  readonly error?: string;
}

/** A running stand-in for Cognito's endpoint. */
export interface Endpoint {
  readonly port: number;
  /** The file that makes a client trust it, for `NODE_EXTRA_CA_CERTS`. */
  readonly certificateFile: string;
  close(): Promise<void>;
}

/** Starts the endpoint in a process of its own. `script` is what `buildScripts` made of cognito-endpoint.ts. */
export async function startEndpoint(script: string, fault?: Fault): Promise<Endpoint> {
  const { key, cert } = selfSigned(ENDPOINT);
  mkdirSync(BUILD, { recursive: true });
  const certificateFile = join(BUILD, `endpoint-${process.pid}-${Date.now()}.pem`);
  writeFileSync(certificateFile, cert);
  const child: ChildProcess = fork(script, {
    execArgv: [],
    env: { PATH: process.env.PATH, TLS_KEY: key, TLS_CERT: cert, ...fault && { FAULT: fault.kind }, ...fault?.error && { FAULT_NAME: fault.error } },
  });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(([status]) => { throw new Error(`the endpoint ended with status ${status} before it listened`); }),
  ]);
  return {
    port: (message as { port: number }).port,
    certificateFile,
    close: async () => {
      child.kill();
      await once(child, 'exit');
    },
  };
}
