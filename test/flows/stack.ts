import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, Stack } from 'aws-cdk-lib';
import { addAdministrator, Administer } from './administrator';
import { expectContract } from './contract';
import { LocalStack, LocalStackOptions, startLocalStack } from '../../local/stack';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';
import type { SignUpModeName } from '../../src/routes/conditions';
import { Route } from '../../src/routes/route';
import { WITHOUT_METADATA } from '../support/lean-synthesis';
import { settingsOf } from '../support/settings';

/** A construct, synthesised and served: the template and the bundles that a deployment would take. */
export interface ServedConstruct extends LocalStack {
  readonly template: { readonly Resources: Readonly<Record<string, { Type: string; Properties: any }>> };
  readonly signUpMode: SignUpModeName;
  /** The rows of the API. */
  readonly routes: readonly Route[];
  /** What the functions printed, one line an item. */
  readonly logs: string[];
  /** What an administrator does, past the API. */
  readonly administer: Administer;
  /** Sends JSON to a path below `/user`; what comes back must be in the row of the route. */
  call(method: string, path: string, options?: CallOptions): Promise<Answer>;
  post(path: string, body?: unknown, token?: string): Promise<Answer>;
  /** The newest code that was sent to an address. */
  codeFor(to: string): string;
}

export interface CallOptions {
  readonly body?: unknown;
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** @default - the address of the API without the name of its stage */
  readonly url?: string;
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
  wanted: CognitoPasswordAuthApiProps | ((stack: Stack) => CognitoPasswordAuthApiProps) = {},
  build?: (auth: CognitoPasswordAuthApi, stack: Stack) => void,
  options?: Pick<LocalStackOptions, 'clock' | 'cognitoEndpointOf' | 'log' | 'onFunctionStart' | 'quotas'>,
): Promise<ServedConstruct> {
  const assembly = mkdtempSync(join(tmpdir(), 'flow-'));
  const app = new App({ ...WITHOUT_METADATA, outdir: assembly });
  const stack = new Stack(app, 'Flow');
  const props = typeof wanted === 'function' ? wanted(stack) : wanted;
  const auth = new CognitoPasswordAuthApi(stack, 'Auth', props);
  const administrator = addAdministrator(stack, auth.userPool);
  build?.(auth, stack);
  const { template } = app.synth().getStackByName('Flow');
  const logs: string[] = [];
  const local = await startLocalStack({ ...options, assembly, onFunctionLog: ({ line }) => logs.push(line) });
  const routes = settingsOf(props).routes;

  const call = async (method: string, path: string, given: CallOptions = {}): Promise<Answer> => {
    const answer = await send(method, `${given.url ?? local.url}/user${path}`, given);
    const route = routes.find((row) => row.method === method && `/${row.path}` === path);
    if (route) expectContract(route, answer, { anyOrigin: props.defaultCorsPreflightOptions === undefined });
    return answer;
  };
  return {
    ...local,
    template,
    signUpMode: props.signUpMode ?? 'AUTO_CONFIRM',
    routes,
    logs,
    call,
    post: (path, body, token) => call('POST', path, { body, token }),
    codeFor: (to) => {
      const message = [...local.outbox.list()].reverse().find((candidate) => candidate.to === to);
      if (!message) throw new Error(`nothing was sent to ${to}`);
      return message.code;
    },
    administer: administrator(local.cognito),
    close: async () => {
      await local.close();
      rmSync(assembly, { recursive: true, force: true });
    },
  };
}

async function send(method: string, url: string, { body, token, headers }: CallOptions): Promise<Answer> {
  const response = await fetch(url, {
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
}

/** Starts a construct before the tests of a block and ends it after them. */
export function served(...parameters: Parameters<typeof serve>): () => ServedConstruct {
  let running: ServedConstruct | undefined;
  beforeAll(async () => {
    running = await serve(...parameters);
  });
  afterAll(async () => running?.close());
  return () => {
    if (!running) throw new Error('the construct is not served yet');
    return running;
  };
}
