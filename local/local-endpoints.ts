import { HeaderList, HttpReply, HttpRequest } from './gateway/http-message';
import { isLoopbackHost } from './gateway/serve/loopback-host';
import { Outbox } from './outbox';
import { PlaygroundInfo, playgroundResponse, RequestLog } from './playground';

/** Path below which the local stack answers for itself. No API is served there. */
const OWN_PATH = '/_local/';

/** What the local stack tells of itself. */
export interface OwnEndpoints {
  readonly outbox: Outbox;
  readonly requests: RequestLog;
  readonly playground: PlaygroundInfo;
  /** The OpenAPI document of the first API, where it has one. */
  readonly openApi: () => object | undefined;
  /** Whether the playground stands at `/`, beside its place below {@link OWN_PATH}. */
  readonly playgroundAtRoot: boolean;
}

/**
 * Answers what belongs to the local stack itself and not to the API: `GET /` is the playground, `GET /_local/outbox`
 * lists the messages that Cognito would have sent, newest last, `GET /_local/log?after=<id>` the requests, and
 * `GET /_local/openapi.json` describes the first API.
 *
 * @returns undefined where the request is for the API
 */
export function answerLocally(request: HttpRequest, own: OwnEndpoints): HttpReply | undefined {
  const page = request.path === '/' && request.method === 'GET' && own.playgroundAtRoot;
  if (!page && !request.path.startsWith(OWN_PATH)) return undefined;
  // The codes in the outbox are secrets: only a program of this machine that knows whom it talks to may read them.
  // A page of another origin reaches 127.0.0.1 through a name of its own, and that name stands in the Host field.
  if (!isLoopback(request)) return json(403, { message: 'this answers only on 127.0.0.1 or localhost' });
  if (isOfAnotherSite(request)) return json(403, { message: 'this does not answer the pages of other sites' });
  const file = playgroundResponse(request, own.playground);
  if (file) return { status: file.status, headers: new HeaderList(Object.entries(file.headers)), body: Buffer.from(file.body) };
  const openApi = own.openApi();
  const answers: Readonly<Record<string, (() => unknown) | undefined>> = {
    '/_local/outbox': () => own.outbox.list(),
    '/_local/log': () => own.requests.since(Number(request.query.find(([name]) => name === 'after')?.[1] ?? 0)),
    '/_local/openapi.json': openApi && (() => openApi),
  };
  const answer = answers[request.path];
  if (!answer) return json(404, { message: `there is no ${request.path}` });
  if (request.method !== 'GET') return json(405, { message: 'only GET is answered here' });
  return json(200, answer());
}

function isLoopback(request: HttpRequest): boolean {
  return ['127.0.0.1', '::1'].includes(request.sourceIp) && isLoopbackHost(request.headers.get('host'));
}

/** A browser says where a request comes from; only whoever follows a link to the page may come from elsewhere. */
function isOfAnotherSite({ headers }: HttpRequest): boolean {
  const origin = headers.get('origin');
  if (origin !== undefined && !isLoopbackHost(/^https?:\/\/(.+)$/.exec(origin)?.[1])) return true;
  return headers.get('sec-fetch-site') === 'cross-site' && headers.get('sec-fetch-mode') !== 'navigate';
}

function json(status: number, body: unknown): HttpReply {
  const headers = new HeaderList([
    ['Content-Type', 'application/json'], ['Cache-Control', 'no-store'], ['X-Content-Type-Options', 'nosniff'],
    ['Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'"], ['X-Frame-Options', 'DENY'],
  ]);
  return { status, headers, body: Buffer.from(JSON.stringify(body)) };
}
