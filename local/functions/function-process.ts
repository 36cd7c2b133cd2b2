import { ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { BOOTSTRAP_SOURCE } from './bootstrap-source';
import { FunctionError, FunctionErrorPayload } from './function-error';
import { LambdaFunction } from './lambda-function';

/** One invocation as the bootstrap receives it. */
export interface Invocation {
  readonly requestId: string;
  /** JSON text of the event. */
  readonly event: string;
  readonly functionArn: string;
  readonly traceId: string;
}

interface Message {
  readonly type: 'ready' | 'init-error' | 'result' | 'error';
  readonly requestId?: string;
  readonly payload?: string;
  readonly error?: FunctionErrorPayload;
}

/** Lambda stops an initialisation that takes longer than this, in milliseconds. */
const INIT_TIMEOUT = 10_000;

/** One process of one function: initialised once, then used for one invocation at a time. */
export class FunctionProcess {
  private readonly child: ChildProcess;
  private readonly initialised: Promise<void>;
  private readonly exited: Promise<void>;
  private waiting: { readonly accept: (message: Message) => void; readonly refuse: (error: Error) => void } | undefined;
  private ended = false;

  constructor(
    private readonly lambda: LambdaFunction,
    environment: Readonly<Record<string, string>>,
    onLine: (line: string) => void,
    onStart?: (pid: number) => void,
  ) {
    this.child = spawn(process.execPath, [
      `--max-old-space-size=${Math.max(32, Math.floor(lambda.memoryMegabytes * 0.9))}`,
      '--input-type=module', '--eval', BOOTSTRAP_SOURCE,
    ], { cwd: lambda.codeDirectory, env: environment, stdio: ['ignore', 'pipe', 'pipe', 'ipc'] });
    if (this.child.pid !== undefined) onStart?.(this.child.pid);
    for (const stream of [this.child.stdout, this.child.stderr]) {
      createInterface({ input: stream as Readable, crlfDelay: Infinity }).on('line', onLine);
    }
    this.child.on('message', (message) => this.waiting?.accept(message as Message));
    this.exited = new Promise((resolve) => {
      const end = (reason: string) => {
        this.ended = true;
        this.waiting?.refuse(new FunctionError({ errorType: 'Runtime.ExitError', errorMessage: reason }));
        resolve();
      };
      this.child.on('error', (error) => end(`the process could not be started: ${error.message}`));
      this.child.once('exit', (code, signal) => end(`Runtime exited with error: ${signal ? `signal: ${signal}` : `exit status ${code}`}`));
    });
    this.initialised = this.initialise();
    // Whoever invokes sees the failure; a process that is ended before its first invocation has nobody to tell.
    this.initialised.catch(() => undefined);
  }

  /** Whether the process can take another invocation. */
  get usable(): boolean {
    return !this.ended;
  }

  /**
   * Runs one invocation.
   *
   * @returns JSON text of what the handler returned
   * @throws FunctionError where the function fails; the process is then of no more use unless the handler merely threw
   */
  async invoke(invocation: Invocation): Promise<string> {
    await this.initialised;
    const milliseconds = this.lambda.timeoutSeconds * 1000;
    const timedOut = `Task timed out after ${this.lambda.timeoutSeconds.toFixed(2)} seconds`;
    const answer = this.next(milliseconds, 'Sandbox.Timedout', `RequestId: ${invocation.requestId} Error: ${timedOut}`);
    // A process that is gone by now is noticed by its exit, not by its channel.
    this.child.send({ ...invocation, deadline: Date.now() + milliseconds }, () => undefined);
    const message = await answer;
    if (message.type === 'result') return message.payload ?? 'null';
    throw new FunctionError(message.error ?? { errorType: 'Error', errorMessage: 'the function failed' });
  }

  /** Ends the process at once and waits until it is gone. */
  async kill(): Promise<void> {
    this.ended = true;
    this.child.kill('SIGKILL');
    await this.exited;
  }

  private async initialise(): Promise<void> {
    const message = await this.next(INIT_TIMEOUT, 'Sandbox.Timedout', 'Init timed out after 10.00 seconds');
    if (message.type === 'ready') return;
    this.ended = true;
    throw new FunctionError(message.error ?? { errorType: 'Runtime.Unknown', errorMessage: 'the function could not be initialised' });
  }

  private async next(timeout: number, errorType: string, errorMessage: string): Promise<Message> {
    if (this.ended) throw new FunctionError({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited' });
    let timer: NodeJS.Timeout | undefined;
    try {
      const message = await new Promise<Message>((accept, refuse) => {
        this.waiting = { accept, refuse };
        timer = setTimeout(() => {
          refuse(new FunctionError({ errorType, errorMessage }));
          void this.kill();
        }, timeout);
      });
      // What the function printed before it answered is in its pipe by now; let it be read first.
      await new Promise((resolve) => setImmediate(resolve));
      return message;
    } finally {
      clearTimeout(timer);
      this.waiting = undefined;
    }
  }
}
