import { AsyncLocalStorage } from 'node:async_hooks';
import { CognitoCall, LogEntry, RequestLog } from './request-log';

interface Recording {
  functionName?: string;
  calls?: CognitoCall[];
}

/** As much of a request and its answer as the recorder reads. */
export interface RecordedRequest {
  readonly method: string;
  readonly path: string;
}

export interface RecordedReply {
  readonly status: number;
  readonly headers: { get(name: string): string | undefined };
}

/**
 * Writes the request log: watches each request from its arrival to its answer and gathers what was called meanwhile.
 *
 * A call says which function signed it, or nothing where it needs no signature. It is put down to the one request in
 * flight that it can belong to; where there are several, the calls of all of them are left open rather than guessed.
 */
export class RequestRecorder {
  private readonly current = new AsyncLocalStorage<Recording>();
  private readonly inFlight = new Set<Recording>();

  public constructor(private readonly log: RequestLog) {}

  /** Answers a request and logs it. A failure to answer is not logged and goes to the caller. */
  public async record<R extends RecordedReply>({ method, path }: RecordedRequest, answer: () => Promise<R>): Promise<R> {
    const recording: Recording = { calls: [] };
    const at = new Date().toISOString();
    const start = performance.now();
    this.inFlight.add(recording);
    try {
      const reply = await this.current.run(recording, answer);
      this.log.add({ at, method, path, ...outcome(reply, start), ...recording });
      return reply;
    } finally {
      this.inFlight.delete(recording);
    }
  }

  /** Notes, within the answering of a request, which function it goes to. */
  public invoking(functionName: string | undefined): void {
    const recording = this.current.getStore();
    if (recording) recording.functionName = functionName;
  }

  /** Notes a call to Cognito. @param functionName whose credentials signed it, if any did */
  public called(call: CognitoCall, functionName: string | undefined): void {
    const candidates = [...this.inFlight].filter((recording) => recording.functionName !== undefined
      && (functionName === undefined || recording.functionName === functionName));
    if (candidates.length === 1) candidates[0].calls?.push(call);
    else for (const recording of candidates) recording.calls = undefined;
  }
}

function outcome({ status, headers }: RecordedReply, start: number): Pick<LogEntry, 'status' | 'milliseconds' | 'requestId'> {
  return { status, milliseconds: performance.now() - start, requestId: headers.get('x-amzn-requestid') };
}
