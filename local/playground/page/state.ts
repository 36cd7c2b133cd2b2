/** A value that tells its readers when it changes. */
export class Observable<T> {
  private readonly listeners = new Set<(value: T) => void>();

  public constructor(private value: T) {}

  public get(): T {
    return this.value;
  }

  public set(value: T): void {
    this.value = value;
    for (const listener of this.listeners) listener(value);
  }

  /** Calls the listener now and at every change. */
  public watch(listener: (value: T) => void): void {
    this.listeners.add(listener);
    listener(this.value);
  }
}

/** The tokens of whoever is logged in. They live in this page's memory only: a reload forgets them. */
export interface Session {
  readonly email: string;
  readonly idToken: string;
  readonly accessToken: string;
  readonly refreshToken: string;
}

/** A question of the login that waits for its answer. */
export interface Challenge {
  readonly email: string;
  readonly name: string;
  readonly session: string;
  readonly parameters: Readonly<Record<string, string>>;
}

/** What the API said to the last request, and the request. */
export interface Answer {
  readonly method: string;
  readonly path: string;
  /** 0 where no answer came. */
  readonly status: number;
  readonly ok: boolean;
  readonly contentType: string;
  readonly requestId?: string;
  readonly retryAfter?: string;
  /** The parsed body, its text where it is no JSON, or `undefined` where there is none. */
  readonly body: unknown;
  readonly milliseconds: number;
  readonly curl: string;
}

export interface OutboxMessage {
  readonly to: string;
  readonly kind: string;
  readonly code: string;
  /** ISO 8601. */
  readonly at: string;
}

/** A member of a body that should be an object but may be anything. */
export function member(body: unknown, name: string): unknown {
  return typeof body === 'object' && body !== null ? (body as Record<string, unknown>)[name] : undefined;
}

export function textMember(body: unknown, name: string): string {
  const value = member(body, name);
  return typeof value === 'string' ? value : '';
}
