import { Agent, createServer, IncomingMessage, request as httpRequest, Server, ServerResponse } from 'node:http';
import { AddressInfo } from 'node:net';
import { setTimeout } from 'node:timers/promises';

/** What can go wrong with one call, and whether Cognito had done its work by then. */
export const FAULTS = {
  'connection refused': { commits: false, once: false },
  'throttled': { commits: false, once: false },
  'answered 500': { commits: false, once: false },
  'reset before commit': { commits: false, once: false },
  'reset after commit': { commits: true, once: false },
  // The SDK's own retry meets a Cognito that has done it already.
  'first answer lost': { commits: true, once: true },
  'no answer': { commits: false, once: false },
  'function killed before commit': { commits: false, once: true },
  'function killed after commit': { commits: true, once: true },
} as const;

export type FaultName = keyof typeof FAULTS;

/** The nth call of an operation within one request, counted from 0; the SDK's retries of a call are the same call. */
export interface CallPlace {
  readonly operation: string;
  readonly nth: number;
}

interface Armed {
  readonly place: CallPlace;
  readonly fault: FaultName;
  /** The call just before it; none where it is the first of the request. */
  readonly before?: CallPlace;
}

/** Words that a caller must never see. */
export const LEAK = 'leaked arn:aws:cognito-idp:us-east-1:123456789012:userpool/secret';

/**
 * Stands between one function and Cognito, on the loopback interface: hands calls on, remembers them, and lets one call
 * of a request fail.
 */
export class FaultProxy {
  /** Starts one on a free port. */
  static async start(): Promise<FaultProxy> {
    const proxy = new FaultProxy();
    await proxy.listen(0);
    return proxy;
  }

  /** Where Cognito is. */
  upstream = '';
  /** The newest process of the function. */
  pid: number | undefined;
  /** How often the armed fault has struck. */
  strikes = 0;
  private readonly agent = new Agent({ keepAlive: true });
  private readonly placesByInvocation = new Map<string, CallPlace>();
  private server!: Server;
  private port = 0;
  private armed: Armed | undefined;
  private closing: Promise<void> | undefined;

  private constructor() {}

  /** How long Cognito takes to answer, in milliseconds; for a test to change. */
  latency: (operation: string, status: number, body: string) => number = () => 0;

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The calls since the last `expect()`, in their order, without retries. */
  get calls(): readonly CallPlace[] {
    return [...this.placesByInvocation.values()];
  }

  /** Forgets what was, heals, and lets nothing fail. */
  async heal(): Promise<void> {
    this.placesByInvocation.clear();
    this.armed = undefined;
    this.strikes = 0;
    if (!this.closing) return;
    this.server.closeAllConnections();
    await this.closing;
    this.closing = undefined;
    await this.listen(this.port);
  }

  /** Lets one call of the next request fail. */
  async arm(armed: Armed): Promise<void> {
    await this.heal();
    this.armed = armed;
    if (armed.fault === 'connection refused' && !armed.before) {
      this.strikes += 1;
      this.refuse();
      this.server.closeAllConnections();
      await this.closing;
    }
  }

  async close(): Promise<void> {
    this.agent.destroy();
    this.server.closeAllConnections();
    await (this.closing ?? new Promise<void>((resolve) => this.server.close(() => resolve())));
  }

  private async listen(port: number): Promise<void> {
    this.server = createServer({ keepAliveTimeout: 120_000 }, (request, response) => void this.serve(request, response));
    // A function that is killed takes its connections with it.
    this.server.on('connection', (socket) => socket.on('error', () => undefined));
    await new Promise<void>((resolve, reject) => this.server.once('error', reject).listen(port, '127.0.0.1', resolve));
    this.port = (this.server.address() as AddressInfo).port;
  }

  /** Takes no connection any more; those under way end with their answer. */
  private refuse(): void {
    this.closing ??= new Promise((resolve) => this.server.close(() => resolve()));
  }

  private async serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const operation = request.headers['x-amz-target']?.toString().split('.')[1];
    // What warms the connection is no call.
    if (!operation) return void response.writeHead(400).end();
    const body = await readAll(request);
    const place = this.placeOf(request, operation);
    const { armed } = this;
    if (armed && same(armed.place, place) && !(FAULTS[armed.fault].once && this.strikes > 0)) {
      this.strikes += 1;
      return this.strike(armed.fault, request, response, body);
    }
    const answer = await this.forward(request, body);
    await setTimeout(this.latency(operation, answer.status, body.toString()));
    if (armed?.fault === 'connection refused' && armed.before && same(armed.before, place)) {
      this.strikes += 1;
      response.setHeader('Connection', 'close');
      this.refuse();
    }
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  private async strike(fault: FaultName, request: IncomingMessage, response: ServerResponse, body: Buffer): Promise<void> {
    if (FAULTS[fault].commits) await this.forward(request, body);
    switch (fault) {
      case 'throttled': return sendError(response, 400, 'TooManyRequestsException');
      case 'answered 500': return sendError(response, 500, 'InternalErrorException');
      case 'no answer': return;
      case 'function killed before commit':
      case 'function killed after commit':
        process.kill(this.pid!, 'SIGKILL');
        return;
      case 'connection refused': this.refuse();
    }
    request.socket.resetAndDestroy();
  }

  private placeOf(request: IncomingMessage, operation: string): CallPlace {
    const invocation = String(request.headers['amz-sdk-invocation-id']);
    const known = this.placesByInvocation.get(invocation);
    if (known) return known;
    const place = { operation, nth: this.calls.filter((call) => call.operation === operation).length };
    this.placesByInvocation.set(invocation, place);
    return place;
  }

  private forward(request: IncomingMessage, body: Buffer): Promise<{ status: number; headers: Record<string, string>; body: Buffer }> {
    return new Promise((resolve, reject) => {
      const { connection: _, ...headers } = request.headers;
      httpRequest(this.upstream, { method: 'POST', headers, agent: this.agent }, (answer) => {
        readAll(answer).then((content) => resolve({
          status: answer.statusCode!,
          headers: { 'content-type': answer.headers['content-type']!, 'content-length': String(content.length) },
          body: content,
        }), reject);
      }).on('error', reject).end(body);
    });
  }
}

function same(a: CallPlace, b: CallPlace): boolean {
  return a.operation === b.operation && a.nth === b.nth;
}

function sendError(response: ServerResponse, status: number, type: string): void {
  response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1', 'x-amzn-errortype': type });
  response.end(JSON.stringify({ __type: type, message: LEAK }));
}

async function readAll(stream: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of stream as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
}
