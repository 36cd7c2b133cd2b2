import { request } from 'node:http';

/** An answer as it came over the wire. */
export interface Answer {
  readonly status: number;
  /** Lower-cased names; several values joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  readonly bytes: Buffer;
  /** The body as JSON. */
  json(): any;
}

/** Sends a request exactly as given: no header of its own, names in their spelling, a list for a repeated one. */
export function send(
  method: string, url: string, options: { headers?: Record<string, string | string[]>; body?: string | Buffer } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const { hostname, port } = new URL(url);
    const path = url.slice(url.indexOf('/', 'http://'.length));
    const outgoing = request({ hostname, port, path, method, headers: options.headers, agent: false }, (incoming) => {
      const chunks: Buffer[] = [];
      incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
      incoming.on('end', () => {
        const bytes = Buffer.concat(chunks);
        const text = bytes.toString('utf8');
        const headers = Object.fromEntries(Object.entries(incoming.headers).map(([name, value]) => [name, String(value)]));
        resolve({ status: incoming.statusCode ?? 0, headers, text, bytes, json: () => JSON.parse(text) });
      });
    });
    outgoing.on('error', reject);
    outgoing.end(options.body);
  });
}

export const JSON_TYPE = { 'Content-Type': 'application/json' };
