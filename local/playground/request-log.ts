/** A request that an API of the local stack answered. Holds no body, header or query: those carry secrets. */
export interface LogEntry {
  /** Counts up from 1, in the order of the answers. */
  readonly id: number;
  /** When the request came: ISO 8601. */
  readonly at: string;
  /** The value of `x-amzn-requestid`. */
  readonly requestId?: string;
  readonly method: string;
  /** Without its query. */
  readonly path: string;
  readonly status: number;
  readonly milliseconds: number;
  /** The function that ran; absent where the gateway answered by itself. */
  readonly functionName?: string;
  /** What the function called at Cognito, in that order; absent where requests at the same time leave it open whose calls they were. */
  readonly calls?: readonly CognitoCall[];
}

export interface CognitoCall {
  /** For example `AdminInitiateAuth`. */
  readonly operation: string;
  /** The name of the exception, where there was one. */
  readonly error?: string;
  readonly milliseconds: number;
}

// A page shows some dozens; a stack that runs for days must not grow without bound.
const KEPT_ENTRIES = 500;

/** The newest requests, in memory. `GET /_local/log?after=<id>` answers with what `since` gives. */
export class RequestLog {
  private readonly entries: LogEntry[] = [];
  private lastId = 0;

  /**
   * @param announce is told of every entry, for instance to print it
   * @param capacity how many entries are kept
   */
  public constructor(private readonly announce?: (entry: LogEntry) => void, private readonly capacity = KEPT_ENTRIES) {
    if (!Number.isInteger(capacity) || capacity < 1) throw new RangeError(`a request log keeps at least one entry, not ${capacity}`);
  }

  public add(entry: Omit<LogEntry, 'id'>): LogEntry {
    const { method, path, status, milliseconds, at, requestId, functionName, calls } = entry;
    const numbered = {
      id: ++this.lastId,
      at,
      method,
      path: path.split('?', 1)[0],
      status,
      milliseconds,
      requestId,
      functionName,
      calls: calls && [...calls],
    };
    this.entries.push(numbered);
    if (this.entries.length > this.capacity) this.entries.shift();
    this.announce?.(numbered);
    return numbered;
  }

  /** The kept entries with a higher id, oldest first; all of them for 0, and for an id that only the log of an earlier run can have given. */
  public since(id = 0): readonly LogEntry[] {
    return id > this.lastId ? [...this.entries] : this.entries.filter((entry) => entry.id > id);
  }
}
