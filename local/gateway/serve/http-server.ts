import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { LocalStackError } from '../../errors';
import { HeaderList, type HttpReply, type HttpRequest } from '../http-message';

/** Answers one request. Where `tooLarge` is true, the body exceeded the limit and was discarded. */
export type HttpHandler = (request: HttpRequest, tooLarge: boolean) => Promise<HttpReply>;

/** A server that only listens on the loopback interface. */
export interface LoopbackServer {
  /** Such as `http://127.0.0.1:3000`. */
  readonly url: string;
  close(): Promise<void>;
}

/**
 * Serves HTTP on 127.0.0.1.
 *
 * @param options.port - 0 for any free port
 * @param options.bodyLimit - maximum body size, in bytes
 * @throws LocalStackError where the port is in use
 */
export async function serveOnLoopback(handler: HttpHandler, options: { readonly port: number; readonly bodyLimit: number }): Promise<LoopbackServer> {
  const server = createServer((incoming, outgoing) => void exchange(incoming, outgoing, handler, options.bodyLimit));
  await listen(server, options.port);
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    }),
  };
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(error.code === 'EADDRINUSE'
      ? new LocalStackError(`port ${port} is in use; choose another with PORT=<number> or --port <number>`)
      : new LocalStackError(`cannot listen on port ${port}: ${error.message}`)));
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function exchange(incoming: IncomingMessage, outgoing: ServerResponse, handler: HttpHandler, bodyLimit: number): Promise<void> {
  try {
    const body = await readBody(incoming, bodyLimit);
    const reply = await handler(readRequest(incoming, body ?? Buffer.alloc(0)), body === undefined);
    write(outgoing, reply, body === undefined);
  } catch {
    // The client disconnected, or the response cannot be written: there is nobody to answer.
    outgoing.destroy();
  }
}

/** Reads the body; undefined where it exceeds the limit. */
async function readBody(incoming: IncomingMessage, limit: number): Promise<Buffer | undefined> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    // The rest is read and discarded: a client that is disconnected while sending would not see the response.
    if (bytes <= limit) chunks.push(chunk);
    else chunks.length = 0;
  }
  return bytes <= limit ? Buffer.concat(chunks) : undefined;
}

function readRequest(incoming: IncomingMessage, body: Buffer): HttpRequest {
  const target = incoming.url ?? '/';
  const [, path, query] = /^(?:https?:\/\/[^/?]*)?([^?]*)\??([^]*)$/.exec(target) ?? ['', '/', ''];
  const fields: [string, string][] = [];
  for (let index = 0; index < incoming.rawHeaders.length; index += 2) fields.push([incoming.rawHeaders[index], incoming.rawHeaders[index + 1]]);
  return {
    method: incoming.method ?? 'GET',
    path: path === '' ? '/' : path,
    headers: new HeaderList(fields),
    query: [...new URLSearchParams(query)],
    body,
    sourceIp: (incoming.socket.remoteAddress ?? '').replace(/^::ffff:/, ''),
    protocol: `HTTP/${incoming.httpVersion}`,
  };
}

function write(outgoing: ServerResponse, reply: HttpReply, close: boolean): void {
  const fields = new Map<string, string[]>();
  for (const [name, value] of reply.headers.entries()) fields.set(name, [...fields.get(name) ?? [], value]);
  for (const [name, values] of fields) outgoing.setHeader(name, values.length === 1 ? values[0] : values);
  if (reply.status !== 204 && reply.status !== 304) outgoing.setHeader('Content-Length', reply.body.length);
  if (close) outgoing.setHeader('Connection', 'close');
  outgoing.writeHead(reply.status);
  outgoing.end(reply.body);
}
