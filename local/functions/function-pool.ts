import { randomBytes, randomUUID } from 'node:crypto';
import { FunctionError } from './function-error';
import { FunctionProcess } from './function-process';
import { LambdaFunction } from './lambda-function';

/** Most processes of one function on one machine, whatever the template reserves. */
const MOST_PROCESSES = 10;

/** Most bytes that a function may return, as on Lambda. */
const RESPONSE_LIMIT = 6 * 1024 * 1024;

/** The processes of one function: as many as there are requests at once, kept warm, each used for one request at a time. */
export class FunctionPool {
  private readonly processes = new Set<FunctionProcess>();
  private readonly idle: FunctionProcess[] = [];
  private readonly queue: (() => void)[] = [];
  private closed = false;

  constructor(
    readonly lambda: LambdaFunction,
    private readonly environment: Readonly<Record<string, string>>,
    private readonly onLine: (line: string) => void,
    private readonly onStart?: (pid: number) => void,
  ) {}

  /**
   * Invokes the function; waits for its turn where all processes are busy.
   *
   * @returns what the handler returned
   * @throws FunctionError
   */
  async invoke(event: object): Promise<unknown> {
    const capacity = Math.min(MOST_PROCESSES, this.lambda.reservedConcurrency ?? MOST_PROCESSES);
    if (capacity === 0) throw new FunctionError({ errorType: 'TooManyRequestsException', errorMessage: 'Rate Exceeded.' });
    const worker = await this.acquire(capacity);
    try {
      return this.parse(await worker.invoke({
        requestId: randomUUID(),
        event: JSON.stringify(event),
        functionArn: this.lambda.arn,
        traceId: `Root=1-${Math.floor(Date.now() / 1000).toString(16)}-${randomBytes(12).toString('hex')};Sampled=0`,
      }));
    } finally {
      await this.release(worker);
    }
  }

  /** Ends all processes; invocations under way fail. */
  async close(): Promise<void> {
    this.closed = true;
    for (const wake of this.queue.splice(0)) wake();
    await Promise.all([...this.processes].map((worker) => worker.kill()));
  }

  private async acquire(capacity: number): Promise<FunctionProcess> {
    for (;;) {
      if (this.closed) throw new FunctionError({ errorType: 'Runtime.ExitError', errorMessage: 'the local stack is closed' });
      const warm = this.idle.pop();
      if (warm?.usable) return warm;
      if (warm) {
        this.processes.delete(warm);
      } else if (this.processes.size < capacity) {
        const worker = new FunctionProcess(this.lambda, this.environment, this.onLine, this.onStart);
        this.processes.add(worker);
        return worker;
      } else {
        await new Promise<void>((resolve) => this.queue.push(resolve));
      }
    }
  }

  private async release(worker: FunctionProcess): Promise<void> {
    if (worker.usable) {
      this.idle.push(worker);
    } else {
      await worker.kill();
      this.processes.delete(worker);
    }
    this.queue.shift()?.();
  }

  private parse(payload: string): unknown {
    const bytes = Buffer.byteLength(payload);
    if (bytes <= RESPONSE_LIMIT) return JSON.parse(payload);
    throw new FunctionError({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: `Response payload size (${bytes} bytes) exceeded maximum allowed payload size (${RESPONSE_LIMIT} bytes).`,
    });
  }
}
