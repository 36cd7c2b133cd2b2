/** What one process measures. Times in milliseconds, memory in megabytes (10^6 bytes). */
export interface Sample {
  /** Loading the bundle until its module is evaluated, awaited work included. */
  readonly init: number;
  readonly first: number;
  /** CPU time, user and system, of INIT and the first request together. */
  readonly cpu: number;
  /** CPU time of the first request alone. */
  readonly firstCpu: number;
  /** Resident memory after the first request. */
  readonly rss: number;
  /** The median of the later calls. */
  readonly warm: number;
  /** CPU time of one later call. */
  readonly warmCpu: number;
}

/** What a sample process reports. */
export interface SampleReport {
  /** The HTTP status of the first answer. */
  readonly status: number;
  readonly sample: Sample;
}

/** What a sample process is told, as its one argument. */
export interface SampleOrder {
  readonly file: string;
  readonly eventFile: string;
  /** The HTTP status that a right answer has; any where there is none. */
  readonly status?: number;
  readonly warmCalls: number;
  readonly endpoint: { readonly host: string; readonly port: number };
}
