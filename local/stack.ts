import { readAssemblyStack } from './assembly/cloud-assembly';
import { CodeAssets } from './assembly/code-asset';
import { StackResources } from './assembly/stack-resources';
import { MovableClock } from './clock';
import { CallRecord, CognitoEmulator } from './cognito';
import { deployUserPools } from './deploy-user-pools';
import { FunctionError } from './functions/function-error';
import { FunctionLogLine, FunctionRuntime, FunctionStart } from './functions/function-runtime';
import { InvokePermissions } from './functions/invoke-permissions';
import { readFunctions } from './functions/lambda-function';
import { CognitoAuthorizer } from './gateway/cognito-authorizer';
import { serveOnLoopback } from './gateway/http-server';
import { REQUEST_LIMIT, RestApiGateway } from './gateway/rest-api-gateway';
import { readRestApis } from './gateway/rest-api-loader';
import { CallJournal } from './iam/call-journal';
import { registerFunctionRoles } from './iam/function-roles';
import { RoleAuthorizer } from './iam/role-authorizer';
import { answerLocally } from './local-endpoints';
import { openApiOf } from './open-api';
import { Outbox } from './outbox';
import { answersAtRoot, describeForPlayground, PlaygroundApi, RequestLog, RequestRecorder } from './playground';
import { describeApi, answerByApi, ServedApi } from './served-api';

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
  /** Receives what the functions print, and what went wrong behind an "Internal server error". @default - nobody does */
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
  /** The Cognito calls that each function made, by its logical id, oldest first; only the latest are kept. */
  readonly calls: ReadonlyMap<string, readonly CallRecord[]>;
  /** Ends the servers and every function's process. */
  close(): Promise<void>;
}

/**
 * Serves one stack of a cloud assembly on 127.0.0.1: its REST APIs, Node.js functions, user pools and policies.
 *
 * @throws LocalStackError where the assembly cannot be read or holds something that cannot be served as AWS would, or the port is in use
 */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return { ...await start(options, (end) => closers.push(end)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function start(options: LocalStackOptions, atClose: (end: () => Promise<void> | void) => void): Promise<Omit<LocalStack, 'close'>> {
  const log = options.log ?? (() => undefined);
  const clock = options.clock ?? new MovableClock();
  // The code stays out of the log: whoever needs it reads the outbox.
  const outbox = new Outbox(clock, ({ to, kind }) => log(`outbox: ${kind} for ${to}, its code is at GET /_local/outbox`));
  const resources = new StackResources(readAssemblyStack(options.assembly, options.stack));
  const { account, region } = resources.stack;

  const authorizer = new RoleAuthorizer(account);
  const journal = new CallJournal(authorizer);
  const requests = new RequestLog();
  const recorder = new RequestRecorder(requests);
  const permissions = { current: undefined as InvokePermissions | undefined };
  const runtime = { current: undefined as FunctionRuntime | undefined };
  const cognito = new CognitoEmulator({
    region,
    accountId: account,
    clock,
    outbox,
    authorizer,
    onCall: (call) => {
      journal.record(call);
      const { operation, outcome, milliseconds, accessKeyId } = call;
      recorder.called({ operation, error: outcome === 'ok' ? undefined : outcome, milliseconds }, authorizer.principalOf(accessKeyId)?.lambda.name);
    },
    invokeTrigger: (functionArn, event) => invokeTrigger(functionArn, event, account, region, permissions.current, runtime.current),
  });
  const userPools = deployUserPools(resources, cognito);
  permissions.current = new InvokePermissions(resources);

  const code = new CodeAssets(resources.stack);
  atClose(() => code.close());
  const functions = readFunctions(resources, code);
  registerFunctionRoles(resources, functions, authorizer);
  const apis = readRestApis(resources, new Set(userPools.map((pool) => pool.arn)));

  const cognitoServer = await cognito.listen();
  atClose(() => cognitoServer.close());
  const functionRuntime = new FunctionRuntime(functions, {
    region,
    cognitoEndpoint: cognitoServer.url,
    cognitoEndpointOf: (logicalId) => options.cognitoEndpointOf?.(logicalId, cognitoServer.url) ?? cognitoServer.url,
    onStart: options.onFunctionStart,
    onLog: (line) => {
      options.onFunctionLog?.(line);
      log(`${line.functionName} ${line.line}`);
    },
  });
  runtime.current = functionRuntime;
  atClose(() => functionRuntime.close());

  const gateways = apis.map((api) => new RestApiGateway(api, {
    clock,
    authorizer: new CognitoAuthorizer(userPools, clock),
    invoke: (functionArn, event) => {
      recorder.invoking(functionRuntime.find(functionArn)?.name);
      return functionRuntime.invoke(functionArn, event);
    },
    mayInvoke: (functionArn, sourceArn) => permissions.current?.allows('apigateway.amazonaws.com', sourceArn, functionArn) ?? false,
    onFailure: (line) => log(`gateway: ${line}`),
  }));
  const playground = { stackName: resources.stack.stackName, apis: [] as PlaygroundApi[] };
  const served: ServedApi[] = [];
  const openApi = () => openApiOf(resources.stack.metadata, served.at(0));
  const own = { outbox, requests, playground, openApi, playgroundAtRoot: !answersAtRoot(apis.at(0)) };
  const server = await serveOnLoopback(
    async (request, tooLarge) => answerLocally(request, own) ?? await recorder.record(request, () => answerByApi(gateways, request, tooLarge)),
    { port: options.port ?? 0, bodyLimit: REQUEST_LIMIT },
  );
  atClose(() => server.close());

  const urlOf = (index: number) => index === 0 ? server.url : `${server.url}/${apis[index].logicalId}`;
  served.push(...apis.map((api, index) => describeApi(api, urlOf(index))));
  playground.apis.push(...apis.map((api, index) => describeForPlayground(api, urlOf(index))));
  return { url: server.url, stageUrl: served[0]?.stageUrl ?? server.url, apis: served, outbox, clock, cognito, calls: journal.byFunction };
}

async function invokeTrigger(
  functionArn: string, event: object, account: string, region: string, permissions?: InvokePermissions, runtime?: FunctionRuntime,
): Promise<object> {
  const { userPoolId } = event as { userPoolId?: string };
  const sourceArn = `arn:aws:cognito-idp:${region}:${account}:userpool/${userPoolId}`;
  if (!permissions?.allows('cognito-idp.amazonaws.com', sourceArn, functionArn)) {
    throw new Error(`no AWS::Lambda::Permission lets ${sourceArn} invoke ${functionArn}`);
  }
  try {
    return await runtime?.invoke(functionArn, event) as object;
  } catch (error) {
    // Cognito shows its caller the function's own words and not the kind of the error.
    throw error instanceof FunctionError ? new Error(error.payload.errorMessage) : error;
  }
}
