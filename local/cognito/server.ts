import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CognitoEmulator } from './emulator';
import { CognitoError } from './errors';
import { isLoopbackHost } from '../gateway/serve/loopback-host';

export interface RunningServer {
  /** Without a slash at its end. */
  readonly url: string;
  close(): Promise<void>;
}

const TARGET = /^AWSCognitoIdentityProviderService\.(\w+)$/;
const JWKS_PATH = /^\/([\w-]+)\/\.well-known\/jwks\.json$/;
const CREDENTIAL = /Credential=([^/,\s]+)\//;
const LARGEST_BODY = 1024 * 1024;
// A Lambda that is not called for a while keeps its connection; closing it under its feet would look like a fault of Cognito.
const KEEP_ALIVE = 120_000;

/** Serves an emulator over the protocol awsJson1.1, on the loopback interface only. */
export async function startServer(emulator: CognitoEmulator, port: number): Promise<RunningServer> {
  const server = createServer({ keepAliveTimeout: KEEP_ALIVE }, (request, response) => {
    void answer(emulator, request, response);
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      resolve();
    });
  });
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () => new Promise((resolve, reject) => {
      server.close((error) => error ? reject(error) : resolve());
      server.closeAllConnections();
    }),
  };
}

async function answer(emulator: CognitoEmulator, request: IncomingMessage, response: ServerResponse): Promise<void> {
  try {
    // Only programs of this machine call it, and they know its address: a browser page that rebound a name does not get in.
    if (!isLoopbackHost(request.headers.host)) throw new CognitoError('UnrecognizedClientException', 'This answers only on 127.0.0.1 or localhost');
    const jwks = request.method === 'GET' ? JWKS_PATH.exec(request.url ?? '') : null;
    if (jwks) {
      send(response, 200, emulator.jwks(jwks[1]), 'application/json');
      return;
    }
    const operation = TARGET.exec(request.headers['x-amz-target']?.toString() ?? '')?.[1];
    if (request.method !== 'POST' || !operation) throw new CognitoError('UnknownOperationException', 'Unknown operation');
    const accessKeyId = CREDENTIAL.exec(request.headers.authorization ?? '')?.[1];
    send(response, 200, await emulator.call(operation, await readBody(request), accessKeyId));
  } catch (error) {
    sendError(response, error);
  }
}

async function readBody(request: IncomingMessage): Promise<Record<string, unknown>> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > LARGEST_BODY) throw new CognitoError('SerializationException', 'Request body is too large');
    chunks.push(chunk);
  }
  const body = parse(Buffer.concat(chunks).toString('utf8') || '{}');
  if (typeof body !== 'object' || body === null || Array.isArray(body)) throw new CognitoError('SerializationException', 'Unexpected body');
  return body as Record<string, unknown>;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new CognitoError('SerializationException', 'Request body is not JSON');
  }
}

function sendError(response: ServerResponse, error: unknown): void {
  if (error instanceof CognitoError) {
    response.setHeader('x-amzn-errortype', `${error.name}:`);
    response.setHeader('x-amzn-errormessage', encodeURIComponent(error.message));
    send(response, 400, { __type: error.name, message: error.message });
    return;
  }
  // A fault of the emulator's own: the developer must see it, and the caller must not take it for an answer of Cognito's.
  console.error('Cognito: the local stack failed', error);
  send(response, 500, { __type: 'InternalErrorException', message: 'The local stack failed; its log says why' });
}

function send(response: ServerResponse, status: number, body: object, contentType = 'application/x-amz-json-1.1'): void {
  const content = JSON.stringify(body);
  response.writeHead(status, {
    'content-type': contentType,
    'content-length': Buffer.byteLength(content),
    'x-amzn-requestid': randomUUID(),
  });
  response.end(content);
}
