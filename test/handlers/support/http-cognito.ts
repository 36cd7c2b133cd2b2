import { createServer, IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';

/** A request that came, by its operation; a GET has none. */
export interface Seen {
  readonly operation: string;
  readonly socket: Socket;
  readonly headers: IncomingMessage['headers'];
  /** The parsed body; undefined for a GET. */
  readonly input: any;
}

type Behaviour = (seen: Seen, response: ServerResponse, count: number) => void;

/** An endpoint for the real SDK, which behaves as it is told. */
export async function httpCognito(behave: Behaviour) {
  const seen: Seen[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      const one = {
        operation: String(request.headers['x-amz-target'] ?? request.method).replace(/^.*\./, ''),
        socket: request.socket,
        headers: request.headers,
        input: chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString()) : undefined,
      };
      seen.push(one);
      behave(one, response, seen.length);
    });
  });
  server.on('connection', (socket) => sockets.add(socket));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    seen,
    close: async () => {
      sockets.forEach((socket) => socket.destroy());
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

/** Sends a reply as Cognito does. */
export function reply(response: ServerResponse, body: object, status = 200): void {
  response.writeHead(status, { 'Content-Type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
}
