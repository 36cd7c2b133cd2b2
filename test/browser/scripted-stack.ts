import { createServer, IncomingMessage, Server } from 'node:http';
import { AddressInfo } from 'node:net';
import { TOTP } from 'otpauth';
import { LogEntry, playgroundResponse, PlaygroundInfo, PlaygroundRoute, RequestLog } from '../../local/playground';
import { ROUTES } from '../../src/routes/table';

/*
 * A server that answers by the HTTP contract, for states of the page that a real stack reaches only by a long way:
 * every challenge, a token that expires soon, a server that goes away. The flows themselves run against the real one.
 */

const ACCOUNT_ROUTES = ROUTES.filter(({ when }) => !when?.includes('autoConfirm'))
  .map((row): PlaygroundRoute => ({ method: row.method, path: `/user/${row.path}`, operationName: row.name, token: row.token }));

export const ALL_ROUTES: readonly PlaygroundRoute[] = [
  ...ACCOUNT_ROUTES,
  { method: 'GET', path: '/orders/{id}', token: 'id' },
  { method: 'ANY', path: '/files/{path+}', token: 'none' },
];

interface Reply {
  readonly status: number;
  readonly body?: unknown;
  readonly calls?: LogEntry['calls'];
}

type Respond = (body: Record<string, never>, request: { readonly path: string; readonly method: string; readonly headers: IncomingMessage['headers'] }) => Reply;

export interface ScriptedStackOptions {
  readonly routes?: readonly PlaygroundRoute[];
  /** Answers by `<method> <path>`, before the script's own. */
  readonly answers?: Readonly<Record<string, Respond>>;
  readonly openApi?: object;
  /** @default 3600 */
  readonly tokenSeconds?: number;
}

const problem = (status: number, code: string, message: string): Reply => ({ status, body: { type: 'about:blank', title: 'Refused', status, code, message } });

/** An unsigned token: nothing behind this server checks it. */
export function token(use: 'id' | 'access', seconds = 3_600): string {
  const now = Math.floor(Date.now() / 1000);
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { sub: '4c1f', email: 'ada@example.com', token_use: use, iat: now, exp: now + seconds };
  return `${encode({ kid: 'k1', alg: 'RS256' })}.${encode(claims)}.${Buffer.from(`signature of ${use}`).toString('base64url')}`;
}

export class ScriptedStack {
  public readonly log = new RequestLog();
  public readonly outbox: Array<{ to: string; kind: string; code: string; at: string }> = [];
  /** Every body that came, by `<method> <path>`. */
  public readonly received: Array<{ readonly request: string; readonly body: unknown; readonly authorization?: string }> = [];
  public readonly totp = new TOTP({ issuer: 'Stack', label: 'ada@example.com' });
  private readonly server: Server;

  private readonly script: Readonly<Record<string, Respond>> = {
    'POST /user/signup': ({ email, password }) => {
      if (String(password).length < 12) {
        return { ...problem(400, 'weak_password', 'The password does not meet the password policy'), calls: [{ operation: 'SignUp', error: 'InvalidPasswordException', milliseconds: 4 }] };
      }
      this.send(email, 'sign-up');
      return { status: 202, body: { message: 'Check your mail' }, calls: [{ operation: 'SignUp', milliseconds: 21 }] };
    },
    'POST /user/signup/confirm': ({ code }) => (code === '246810' ? { status: 200, body: { message: 'Confirmed' } } : problem(400, 'invalid_code', 'The code is wrong, used or expired')),
    'POST /user/login': ({ password }) => (password === 'wrong'
      ? { ...problem(401, 'invalid_credentials', 'Incorrect email or password'), calls: [{ operation: 'AdminInitiateAuth', error: 'NotAuthorizedException', milliseconds: 7 }] }
      : this.tokens()),
    'POST /user/token/refresh': () => ({ status: 200, body: { ...this.tokens().body as object, refreshToken: undefined } }),
    'POST /user/logout': () => ({ status: 204 }),
    'POST /user/password/forgot': ({ email }) => {
      this.send(email, 'forgot-password', '135790');
      return { status: 202, body: { message: 'Check your mail' } };
    },
    'POST /user/password/reset': () => ({ status: 200, body: { message: 'Password changed' } }),
    'POST /user/private': (_body, { headers }) => {
      const claims = JSON.parse(Buffer.from(headers.authorization?.split('.')[1] ?? 'e30', 'base64url').toString()) as { sub?: string; token_use?: string };
      return claims.sub === '4c1f' && claims.token_use === 'id'
        ? { status: 200, body: { message: 'Email ada@example.com has been authorized' } }
        : problem(401, 'unauthorized', 'Unauthorized');
    },
    'GET /user/me': () => ({ status: 200, body: { username: '4c1f', attributes: { email: 'ada@example.com' }, mfa: { totp: 'disabled', sms: 'disabled', email: 'disabled' } } }),
    'POST /user/mfa/totp': () => ({ status: 200, body: { secret: this.totp.secret.base32, otpauthUri: this.totp.toString() } }),
    'POST /user/mfa/totp/verify': ({ code }) => (this.totp.validate({ token: code }) === null
      ? problem(400, 'invalid_code', 'The code is wrong, used or expired')
      : { status: 200, body: { message: 'Verified' } }),
    'DELETE /user/me': () => ({ status: 204 }),
  };

  public constructor(private readonly options: ScriptedStackOptions = {}) {
    this.server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const { status, headers, body } = this.respond(request, Buffer.concat(chunks).toString());
        response.writeHead(status, headers).end(body);
      });
    });
  }

  public get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  public async listen(port = 0): Promise<this> {
    await new Promise<void>((resolve) => this.server.listen(port, '127.0.0.1', resolve));
    return this;
  }

  public async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  public send(to: string, kind: string, code = '246810'): void {
    this.outbox.push({ to, kind, code, at: new Date().toISOString() });
  }

  private respond(request: IncomingMessage, text: string): { status: number; headers: Record<string, string>; body: string } {
    const { method = '', url = '', headers } = request;
    const json = (status: number, body: unknown) => ({ status, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
    const info: PlaygroundInfo = { stackName: 'ScriptedStack', apis: [{ name: 'Auth', url: this.url, routes: this.options.routes ?? ALL_ROUTES }] };
    const page = playgroundResponse({ method, path: url }, info);
    if (page) return page;
    if (url === '/_local/outbox') return json(200, this.outbox);
    if (url.startsWith('/_local/log')) return json(200, this.log.since(Number(new URL(url, this.url).searchParams.get('after'))));
    if (url === '/_local/openapi.json' && this.options.openApi) return json(200, this.options.openApi);
    if (url.startsWith('/_local/')) return json(404, {});
    return this.answer(method, url, text, headers);
  }

  private answer(method: string, url: string, text: string, headers: IncomingMessage['headers']): { status: number; headers: Record<string, string>; body: string } {
    const path = url.split('?')[0];
    const name = `${method} ${path}`;
    const body = text === '' ? {} : JSON.parse(text) as Record<string, never>;
    this.received.push({ request: `${method} ${url}`, body: text === '' ? undefined : body, authorization: headers.authorization });
    const respond = this.options.answers?.[name] ?? this.script[name];
    const reply = respond?.(body, { path: url, method, headers }) ?? problem(403, 'forbidden', 'Forbidden');
    const requestId = `request-${this.received.length}`;
    this.log.add({ at: new Date().toISOString(), requestId, method, path, status: reply.status, milliseconds: 12, functionName: 'AuthFunction', calls: reply.calls ?? [] });
    return {
      status: reply.status,
      headers: { 'Content-Type': reply.status < 400 ? 'application/json' : 'application/problem+json', 'x-amzn-requestid': requestId },
      body: reply.body === undefined ? '' : JSON.stringify(reply.body),
    };
  }

  /** The tokens of a login. */
  public tokens(): Reply {
    const seconds = this.options.tokenSeconds;
    const idToken = token('id', seconds);
    return {
      status: 200,
      body: { message: 'Success', token: idToken, idToken, accessToken: token('access', seconds), refreshToken: 'refresh-1', expiresIn: 3600, tokenType: 'Bearer' },
      calls: [{ operation: 'AdminInitiateAuth', milliseconds: 8 }],
    };
  }
}
