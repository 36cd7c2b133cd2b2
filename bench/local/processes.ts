import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';

/** A process that told where it listens. */
export interface Listening {
  readonly url: string;
  /** Milliseconds from the start of the process to the line that told it. */
  readonly milliseconds: number;
  readonly line: string;
  stop(): Promise<void>;
}

/** Starts Node.js with these arguments, and waits for a line of its output that holds an address. */
export async function listening(
  args: readonly string[], address: RegExp, options: { cwd?: string; env?: Record<string, string> } = {},
): Promise<Listening> {
  const began = performance.now();
  const child = spawn(process.execPath, args, { cwd: options.cwd, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('close', () => resolve()));
  const line = await firstLine(child, address, ended);
  return {
    url: address.exec(line)![1],
    milliseconds: performance.now() - began,
    line,
    stop: async () => {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

function firstLine(child: ChildProcess, wanted: RegExp, ended: Promise<void>): Promise<string> {
  return new Promise((resolve, reject) => {
    createInterface({ input: child.stdout! }).on('line', (line) => {
      if (wanted.test(line)) resolve(line);
    });
    void ended.then(() => reject(new Error(`${child.spawnargs.join(' ')} ended before it listened`)));
  });
}
