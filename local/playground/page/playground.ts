import type { PlaygroundRoute } from '../playground-info';
import { curlCommand } from './curl';
import { Area, fillPath } from './flows';
import { tamperWith } from './jwt';
import { Answer, Challenge, Observable, OutboxMessage, Session } from './state';

/** Which token goes along. */
export type TokenChoice = 'none' | 'id' | 'access' | 'tampered';

const TOKEN_VARIABLES = { id: 'ID_TOKEN', access: 'ACCESS_TOKEN', tampered: 'TAMPERED_TOKEN' } as const;

export interface Outgoing {
  readonly method?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
  /** Without the question mark. */
  readonly query?: string;
  /** Without it, the kind that the route wants. */
  readonly token?: TokenChoice;
  /** An object is sent as JSON, a string as it is. */
  readonly body?: unknown;
}

/** A secret that was enrolled on this page. */
export interface AuthenticatorDevice {
  readonly secret: string;
  /** The time step (RFC 6238) of the last code that was filled in. */
  lastStep: number;
}

/** What the views share: the chosen API, the state, and the way to the API. */
export class Playground {
  public readonly session = new Observable<Session | undefined>(undefined);
  public readonly challenge = new Observable<Challenge | undefined>(undefined);
  public readonly answer = new Observable<Answer | undefined>(undefined);
  /** What was typed last, so that the next form need not ask again. Forgotten when the page goes. */
  public readonly draft = { email: '', password: '' };
  /** By email: the page can stand in for an authenticator app. */
  public readonly authenticator = new Map<string, AuthenticatorDevice>();

  public constructor(
    public readonly area: Area,
    public readonly outbox: Observable<readonly OutboxMessage[]>,
    /** Opens a view; a field's name moves the focus there. */
    public readonly go: (view: string, focus?: string) => void,
    private readonly afterSend: () => void,
  ) {}

  public has(...flows: string[]): boolean {
    return flows.every((flow) => this.area.flows[flow]);
  }

  /** Sends a request to the route of an operation. */
  public async call(flow: string, outgoing: Outgoing = {}): Promise<Answer> {
    const route = this.area.flows[flow];
    if (!route) throw new Error(`the API has no route for ${flow}`);
    return this.send(route, outgoing);
  }

  public async send(route: PlaygroundRoute, outgoing: Outgoing = {}): Promise<Answer> {
    const method = outgoing.method ?? route.method;
    const path = this.publicPath(fillPath(route.path, outgoing.pathParameters ?? {})) + (outgoing.query ? `?${outgoing.query}` : '');
    const token = this.chooseToken(outgoing.token ?? (route.token === 'other' ? 'none' : route.token));
    const curl = curlCommand({ method, url: location.origin + path, token, body: outgoing.body });
    const answer = { method, path, curl, ...await exchange(path, method, token?.value, outgoing.body) };
    this.answer.set(answer);
    this.afterSend();
    return answer;
  }

  /** The path under which the server serves a resource, the stage's prefix included. */
  public publicPath(resourcePath: string): string {
    return new URL(this.area.api.url, location.origin).pathname.replace(/\/$/, '') + resourcePath;
  }

  private chooseToken(choice: TokenChoice): { variable: string; value: string } | undefined {
    const session = this.session.get();
    if (choice === 'none' || !session) return undefined;
    const value = { id: session.idToken, access: session.accessToken, tampered: tamperWith(session.idToken) }[choice];
    return { variable: TOKEN_VARIABLES[choice], value };
  }
}

type Exchanged = Omit<Answer, 'method' | 'path' | 'curl'>;

async function exchange(path: string, method: string, token: string | undefined, body: unknown): Promise<Exchanged> {
  const headers = new Headers();
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (body !== undefined) headers.set('Content-Type', 'application/json');
  const start = performance.now();
  try {
    const response = await fetch(path, {
      method,
      headers,
      credentials: 'omit',
      cache: 'no-store',
      redirect: 'manual',
      body: body === undefined || typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      ok: response.ok,
      contentType: response.headers.get('Content-Type') ?? '',
      requestId: response.headers.get('x-amzn-requestid') ?? undefined,
      retryAfter: response.headers.get('Retry-After') ?? undefined,
      body: parse(text),
      milliseconds: Math.round(performance.now() - start),
    };
  } catch {
    const message = 'No answer came. Is the local stack still running?';
    return { status: 0, ok: false, contentType: '', body: { message }, milliseconds: Math.round(performance.now() - start) };
  }
}

function parse(text: string): unknown {
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
