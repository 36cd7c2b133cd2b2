import { MovableClock } from './clock';
import { CallRecord, CognitoEmulator, Quotas } from './cognito';
import { deploy, Deployment } from './deployment';
import { lineOf, StackEvent } from './events';
import { FunctionLogLine, FunctionStart } from './functions/function-runtime';
import { serveOnLoopback } from './gateway/serve/http-server';
import { REQUEST_LIMIT, RestApiGateway } from './gateway/serve/rest-api-gateway';
import { answerLocally, OwnEndpoints } from './local-endpoints';
import { openApiOf } from './open-api';
import { Outbox } from './outbox';
import { Persistence } from './persistence/persistence';
import { answersAtRoot, describeForPlayground, LogEntry, RequestLog, RequestRecorder } from './playground';
import { RequestsInFlight } from './requests-in-flight';
import { answerByApi, describeApi, ServedApi } from './served-api';
import { DynamoDb } from './services';
import { seedUsers } from './users/seed-users';
import { NewUser, UserDirectory } from './users/user-directory';

/** What is served, and how. */
export interface LocalStackOptions {
  /** Folder of the cloud assembly, as `cdk synth` writes it. */
  readonly assembly: string;
  /** Name of the stack. @default - the only one of the assembly */
  readonly stack?: string;
  /** @default - any free port */
  readonly port?: number;
  /** @default - the machine's time, movable */
  readonly clock?: MovableClock;
  /** What Cognito lets the account call in a second. @default - Cognito's request quotas are not imposed */
  readonly quotas?: Quotas;
  /** Users to begin with; one who is there already stays as they are. @default - none */
  readonly users?: readonly NewUser[];
  /** A file that keeps the users, the pools' keys and the sign-ins from one run to the next. @default - everything is gone at the end */
  readonly persist?: string;
  /** Receives everything that happens. @default - nobody does */
  readonly onEvent?: (event: StackEvent) => void;
  /** Receives what the functions print, and what went wrong behind an "Internal server error", as lines. @default - nobody does */
  readonly log?: (line: string) => void;
  /** Receives each line that a function prints, before `log` does. */
  readonly onFunctionLog?: (line: FunctionLogLine) => void;
  /** Receives each process that is started for a function. */
  readonly onFunctionStart?: (started: FunctionStart) => void;
  /** The address at which a function finds Cognito, for what a test puts between the two. @default - Cognito's own address */
  readonly cognitoEndpointOf?: (functionLogicalId: string, cognitoUrl: string) => string;
}

/** A stack that runs on this machine. */
export interface LocalStack {
  /** Address of the first REST API, such as `http://127.0.0.1:3000`, without a slash at its end. */
  readonly url: string;
  /** The same with the name of the API's stage. */
  readonly stageUrl: string;
  /** All REST APIs: the first answers at the root, each other one below `/<logical id>`. */
  readonly apis: readonly ServedApi[];
  /** The messages that Cognito would have sent. */
  readonly outbox: Outbox;
  readonly clock: MovableClock;
  readonly cognito: CognitoEmulator;
  readonly users: UserDirectory;
  /** The Cognito calls that each function made, by its logical id, oldest first; only the latest are kept. */
  readonly calls: ReadonlyMap<string, readonly CallRecord[]>;
  /** The requests that the APIs answered, oldest first; only the latest are kept. */
  requests(): readonly LogEntry[];
  /**
   * Takes over another version of the stack, with all users and sign-ins. Requests under way end in the old one.
   *
   * @param assembly - @default - the same folder, read anew
   * @throws LocalStackError where it cannot be served; the old version then goes on
   */
  update(assembly?: string): Promise<void>;
  /** Ends the servers and every function's process. */
  close(): Promise<void>;
}

/** The version of the stack that answers now. */
interface Served {
  readonly gateways: readonly RestApiGateway[];
  readonly apis: readonly ServedApi[];
  readonly own: OwnEndpoints;
  readonly inFlight: RequestsInFlight;
}

/** How long a request may go on in a version that has been replaced, in milliseconds: as long as API Gateway lets it. */
const LONGEST_REQUEST = 29_000;

/**
 * Serves one stack of a cloud assembly on 127.0.0.1: its REST APIs, Node.js functions, user pools and policies.
 *
 * @throws LocalStackError where the assembly cannot be read or holds something that cannot be served as AWS would, or the port is in use
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const closers: (() => Promise<void>)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return await start(options, closers, close);
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(options: LocalStackOptions, closers: (() => Promise<void>)[], close: () => Promise<void>): Promise<LocalStack> {
  const emit = emitter(options);
  const notice = (line: string) => emit({ event: 'notice', line });
  const clock = options.clock ?? new MovableClock();
  const outbox = new Outbox(clock, ({ to, kind }) => emit({ event: 'message', kind, to }));
  const requests = new RequestLog((request) => emit({ event: 'request', request }));
  const recorder = new RequestRecorder(requests);
  const persistence = new Persistence(options.persist, clock, notice);
  let dynamoDb: Promise<DynamoDb | undefined> | undefined;
  closers.push(async () => (await dynamoDb)?.close());
  const deployFrom = (assembly: string) => deploy(assembly, options.stack, {
    clock,
    outbox,
    states: persistence.states,
    quotas: options.quotas,
    recorder,
    notice,
    dynamoDb: () => dynamoDb ??= DynamoDb.start([assembly, process.cwd()], options.persist && `${options.persist}.dynamodb`),
    onCall: () => persistence.changed(),
    onFunctionLog: (line) => emit({ event: 'function', ...line }),
    onFunctionStart: options.onFunctionStart,
    cognitoEndpointOf: options.cognitoEndpointOf,
  });

  let deployment = await deployFrom(options.assembly);
  // Last of all: what the functions did until their end is kept too.
  closers.push(() => persistence.close(), () => deployment.close());
  const retired = new Set<Deployment>();
  const closing = new AbortController();
  closers.push(async () => {
    closing.abort();
    await Promise.all([...retired].map((old) => old.close()));
  });
  deployment.cognito.takeOver();
  await persistence.keepFor(deployment.stackName);
  const users = new UserDirectory(() => deployment.cognito, () => persistence.changed());
  await seedUsers(users, options.users ?? []);

  let served: Served;
  const server = await serveOnLoopback((request, tooLarge) => {
    const { gateways, own, inFlight } = served;
    return inFlight.during(async () => answerLocally(request, own)
      ?? await recorder.record(request, () => answerByApi(gateways, request, tooLarge)));
  }, { port: options.port ?? 0, bodyLimit: REQUEST_LIMIT });
  closers.push(() => server.close());
  served = serve(deployment, server.url, { outbox, requests });

  return {
    url: server.url,
    get stageUrl() { return served.apis[0]?.stageUrl ?? server.url; },
    get apis() { return served.apis; },
    outbox,
    clock,
    users,
    requests: () => requests.since(),
    get cognito() { return deployment.cognito; },
    get calls() { return deployment.calls; },
    update: async (assembly = options.assembly) => {
      const next = await deployFrom(assembly);
      if (closing.signal.aborted) return next.close();
      const [previous, { inFlight }] = [deployment, served];
      [deployment, served] = [next, serve(next, server.url, { outbox, requests })];
      for (const { id } of next.cognito.takeOver()) {
        notice(`cognito: users of ${id} sign in by other names now; on AWS this change makes a new pool without them`);
      }
      retired.add(previous);
      await inFlight.drained(LONGEST_REQUEST);
      await previous.close();
      retired.delete(previous);
    },
    close,
  };
}

function emitter({ onEvent, onFunctionLog, log }: LocalStackOptions): (event: StackEvent) => void {
  return (event) => {
    onEvent?.(event);
    if (event.event === 'function') onFunctionLog?.({ functionName: event.functionName, line: event.line });
    const line = lineOf(event);
    if (line !== undefined) log?.(line);
  };
}

function serve({ apis, gateways, metadata, stackName }: Deployment, url: string, shared: Pick<OwnEndpoints, 'outbox' | 'requests'>): Served {
  const urlOf = (index: number) => index === 0 ? url : `${url}/${apis[index].logicalId}`;
  const served = apis.map((api, index) => describeApi(api, urlOf(index)));
  return {
    apis: served,
    gateways,
    inFlight: new RequestsInFlight(),
    own: {
      ...shared,
      playground: { stackName, apis: apis.map((api, index) => describeForPlayground(api, urlOf(index))) },
      openApi: () => openApiOf(metadata, served.at(0)),
      playgroundAtRoot: !answersAtRoot(apis.at(0)),
    },
  };
}
