import { HeaderList, HttpReply, HttpRequest } from './gateway/http-message';
import { Outbox } from './outbox';

/** Path below which the local stack answers for itself. No API is served there. */
const OWN_PATH = '/_local/';

/**
 * Answers what belongs to the local stack itself and not to the API: `GET /_local/outbox` lists the messages that
 * Cognito would have sent, newest last.
 *
 * @returns undefined where the request is for the API
 */
export function answerLocally(request: HttpRequest, outbox: Outbox): HttpReply | undefined {
  if (!request.path.startsWith(OWN_PATH)) return undefined;
  // The codes in the outbox are secrets: only a program of this machine that knows whom it talks to may read them.
  // A page of another origin reaches 127.0.0.1 through a name of its own, and that name stands in the Host field.
  if (!isLoopback(request)) return json(403, { message: 'this answers only on 127.0.0.1 or localhost' });
  if (request.path !== '/_local/outbox') return json(404, { message: `there is no ${request.path}` });
  if (request.method !== 'GET') return json(405, { message: 'only GET is answered here' });
  return json(200, outbox.list());
}

function isLoopback(request: HttpRequest): boolean {
  const host = (request.headers.get('host') ?? '').replace(/:\d+$/, '').toLowerCase();
  return ['127.0.0.1', '::1'].includes(request.sourceIp) && ['127.0.0.1', 'localhost', '[::1]'].includes(host);
}

function json(status: number, body: unknown): HttpReply {
  const headers = new HeaderList([['Content-Type', 'application/json'], ['Cache-Control', 'no-store'], ['X-Content-Type-Options', 'nosniff']]);
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}
