/** A request as it was received. */
export interface HttpRequest {
  readonly method: string;
  /** Percent-encoded, without the query string. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Address of the TCP peer; `X-Forwarded-For` is ignored because clients can forge it. */
  readonly sourceIp: string;
  /** Such as `HTTP/1.1`. */
  readonly protocol: string;
}

/** A response, ready to be sent. */
export interface HttpReply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

/** Header fields in order and as spelled; names are compared without case. */
export class HeaderList {
  private readonly fields: [name: string, value: string][];

  constructor(fields: Iterable<readonly [name: string, value: string]> = []) {
    this.fields = [...fields].map(([name, value]) => [name, value]);
  }

  /** The last value of the field. */
  get(name: string): string | undefined {
    return this.fields.filter(([field]) => field.toLowerCase() === name.toLowerCase()).at(-1)?.[1];
  }

  /** Replaces all values of the field. */
  set(name: string, value: string): void {
    this.delete(name);
    this.fields.push([name, value]);
  }

  append(name: string, value: string): void {
    this.fields.push([name, value]);
  }

  delete(name: string): void {
    const kept = this.fields.filter(([field]) => field.toLowerCase() !== name.toLowerCase());
    this.fields.splice(0, this.fields.length, ...kept);
  }

  /** All fields in order. */
  entries(): readonly (readonly [name: string, value: string])[] {
    return this.fields;
  }
}

/** Type and subtype of the first media type in a `Content-Type` or `Accept` header, in lower case and without parameters. */
export function mediaType(value: string | undefined): string | undefined {
  const type = value?.split(',')[0].split(';')[0].trim().toLowerCase();
  return type === '' ? undefined : type;
}

/** Whether a list such as an API's binary media types contains the type; `*` in the list matches any part. */
export function matchesMediaType(type: string | undefined, patterns: readonly string[]): boolean {
  if (patterns.includes('*/*')) return true;
  if (type === undefined) return false;
  return patterns.some((pattern) => pattern.toLowerCase() === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1).toLowerCase())));
}
