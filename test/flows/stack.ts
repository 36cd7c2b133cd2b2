import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { LocalStack, startLocalStack } from '../../local/stack';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';

/** A construct, synthesised and served: the template and the bundles that a deployment would take. */
export interface ServedConstruct extends LocalStack {
  readonly template: { readonly Resources: Readonly<Record<string, { Type: string; Properties: any }>> };
  /** What the functions printed, one line an item. */
  readonly logs: string[];
  /** Sends JSON to a path below `/user`. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, body?: unknown, token?: string): Promise<Answer>;
  /** The newest code that was sent to an address. */
  codeFor(to: string): string;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The body as it came, for comparisons byte by byte. */
  readonly text: string;
  /** The body as JSON; undefined where it is empty. */
  readonly json: any;
}

export async function serve(
  props: CognitoPasswordAuthApiProps = {},
  build?: (auth: CognitoPasswordAuthApi, stack: Stack) => void,
): Promise<ServedConstruct> {
  const assembly = mkdtempSync(join(tmpdir(), 'flow-'));
  const app = new App({ outdir: assembly, analyticsReporting: false });
  const stack = new Stack(app, 'Flow');
  const auth = new CognitoPasswordAuthApi(stack, 'Auth', props);
  build?.(auth, stack);
  const { template } = app.synth().getStackByName('Flow');
  const logs: string[] = [];
  const local = await startLocalStack({ assembly, onFunctionLog: ({ line }) => logs.push(line) });

  const call = async (method: string, path: string, { body, token, headers }: CallOptions = {}): Promise<Answer> => {
    const response = await fetch(`${local.url}/user${path}`, {
      method,
      headers: {
        ...body === undefined ? {} : { 'Content-Type': 'application/json' },
        ...token === undefined ? {} : { Authorization: token },
        ...headers,
      },
      body: typeof body === 'string' || body === undefined ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined };
  };
  return {
    ...local,
    template,
    logs,
    call,
    post: (path, body, token) => call('POST', path, { body, token }),
    codeFor: (to) => {
      const message = [...local.outbox.list()].reverse().find((candidate) => candidate.to === to);
      if (!message) throw new Error(`nothing was sent to ${to}`);
      return message.code;
    },
    close: async () => {
      await local.close();
      rmSync(assembly, { recursive: true, force: true });
    },
  };
}
