import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';

/** What one operation is answered: an output, or an error as it goes over the wire. */
export interface WireAnswer {
  readonly status: number;
  readonly body: object;
}

/** A Cognito that answers what a test says, on the loopback interface. */
export class ScriptedCognito {
  /** The inputs that came, oldest first, with their operations. */
  readonly received: { readonly operation: string; readonly input: any }[] = [];
  readonly #queues = new Map<string, WireAnswer[]>();
  readonly #server = createServer((request, response) => {
    const operation = request.headers['x-amz-target']?.toString().split('.')[1] ?? '';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk)).on('end', () => {
      if (operation) this.received.push({ operation, input: JSON.parse(Buffer.concat(chunks).toString()) });
      const queue = this.#queues.get(operation) ?? [{ status: 400, body: { __type: 'NotScriptedException', message: operation } }];
      const { status, body } = queue.length > 1 ? queue.shift()! : queue[0];
      response.writeHead(status, { 'content-type': 'application/x-amz-json-1.1' }).end(JSON.stringify(body));
    });
  });

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async start(): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    return this;
  }

  /** The answers of each operation, in their order; the last one stays. */
  script(answers: Readonly<Record<string, readonly WireAnswer[]>>): void {
    this.#queues.clear();
    for (const [operation, queue] of Object.entries(answers)) this.#queues.set(operation, [...queue]);
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
