import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import type { IncomingMessage, RequestOptions } from 'node:http';
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https';
import type { Socket } from 'node:net';

const MAX_CONNECT_MS = 1_000;
const MAX_MS = 3_000;
/** Far larger than any response of Cognito. */
const MAX_BYTES = 1024 * 1024;

const POOL = { keepAlive: true, maxSockets: 50 };

/** The target of a request. `http:` is for a local Cognito. */
export type Address = Pick<RequestOptions, 'hostname' | 'port' | 'protocol'>;

export type TransportRequest = Address & Pick<RequestOptions, 'headers' | 'method' | 'path'>;

export interface TransportReply {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/**
 * The HTTP connections of a function. It is passed to the SDK's client as `requestHandler`, and used without the SDK as
 * well. The SDK's own handler is 6 KB larger, sets four timers per call and reads responses as streams.
 */
export class Transport {
  private readonly httpsAgent = new HttpsAgent(POOL);
  private readonly httpAgent = new HttpAgent(POOL);

  /**
   * Sends a request and waits for the complete response, whatever its status.
   *
   * @throws Error named `TimeoutError` if connecting takes more than one second or the whole request more than three,
   * `AbortError` if the signal aborts, and Node.js' own errors otherwise
   */
  async send(request: TransportRequest, body?: string | Uint8Array, signal?: AbortSignal): Promise<TransportReply> {
    return new Promise((resolve, reject) => {
      if (signal?.aborted) {
        reject(named('AbortError'));
        return;
      }
      const sent = request.protocol === 'https:'
        ? httpsRequest({ ...request, agent: this.httpsAgent })
        : httpRequest({ ...request, agent: this.httpAgent });
      const fail = (error: Error) => {
        release();
        sent.destroy();
        reject(error);
      };
      const abort = () => fail(named('AbortError'));
      const timer = setTimeout(() => fail(named('TimeoutError')), MAX_MS);
      const release = () => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', abort);
      };
      signal?.addEventListener('abort', abort);
      sent.on('error', fail);
      sent.on('socket', (socket) => boundConnecting(socket, fail));
      sent.on('response', (response) => collect(response, fail, (reply) => {
        release();
        resolve(reply);
      }));
      sent.end(body);
    });
  }

  /** Closes all connections. The next request opens a new one. */
  dropConnections(): void {
    this.httpsAgent.destroy();
    this.httpAgent.destroy();
  }
}

function collect(response: IncomingMessage, fail: (error: Error) => void, done: (reply: TransportReply) => void): void {
  const chunks: Buffer[] = [];
  let bytes = 0;
  response.on('error', fail);
  response.on('data', (chunk: Buffer) => {
    bytes += chunk.length;
    if (bytes > MAX_BYTES) fail(new Error('the response is too large'));
    chunks.push(chunk);
  });
  response.on('end', () => done({ status: response.statusCode ?? 0, headers: response.headers, body: Buffer.concat(chunks) }));
}

function boundConnecting(socket: Socket, fail: (error: Error) => void): void {
  if (!socket.connecting) return;
  const timer = setTimeout(() => fail(named('TimeoutError')), MAX_CONNECT_MS);
  const connected = () => clearTimeout(timer);
  socket.once('connect', connected);
  socket.once('close', connected);
}

function named(name: string): Error {
  return Object.assign(new Error(name), { name });
}
