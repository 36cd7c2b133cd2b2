/** A request as it came over the wire. */
export interface HttpRequest {
  readonly method: string;
  /** Path as it was sent, still percent-encoded, without the query. */
  readonly path: string;
  readonly headers: HeaderList;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly body: Buffer;
  /** Address of the socket's other end. What a client claims in `X-Forwarded-For` does not count. */
  readonly sourceIp: string;
  /** Such as `HTTP/1.1`. */
  readonly protocol: string;
}

/** An answer ready to be written. */
export interface HttpReply {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

/** Header fields in their order and spelling, found without regard to case. */
export class HeaderList {
  private readonly fields: [name: string, value: string][];

  constructor(fields: Iterable<readonly [name: string, value: string]> = []) {
    this.fields = [...fields].map(([name, value]) => [name, value]);
  }

  /** The last value of the field. */
  get(name: string): string | undefined {
    return this.fields.filter(([field]) => field.toLowerCase() === name.toLowerCase()).at(-1)?.[1];
  }

  /** Puts the value in the place of all earlier ones. */
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

  /** The fields in their order. */
  entries(): readonly (readonly [name: string, value: string])[] {
    return this.fields;
  }
}

/** The type and subtype of a `Content-Type` or `Accept` element, lower-cased and without parameters. */
export function mediaType(value: string | undefined): string | undefined {
  const type = value?.split(',')[0].split(';')[0].trim().toLowerCase();
  return type === '' ? undefined : type;
}

/** Whether the type is matched by a list such as an API's binary media types, in which `*` stands for any part. */
export function matchesMediaType(type: string | undefined, patterns: readonly string[]): boolean {
  if (patterns.includes('*/*')) return true;
  if (type === undefined) return false;
  return patterns.some((pattern) => pattern.toLowerCase() === type || (pattern.endsWith('/*') && type.startsWith(pattern.slice(0, -1).toLowerCase())));
}
