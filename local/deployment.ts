import { readAssemblyStack } from './assembly/cloud-assembly';
import { CodeAssets } from './assembly/code-asset';
import { notEnforced } from './assembly/resource-types';
import { StackResources } from './assembly/stack-resources';
import { JsonObject } from './assembly/template';
import { Clock } from './clock';
import { CallRecord, CognitoEmulator, PoolStates, Quotas } from './cognito';
import { deployUserPools } from './deploy-user-pools';
import { FunctionError } from './functions/function-error';
import { FunctionLogLine, FunctionRuntime, FunctionStart } from './functions/function-runtime';
import { InvokePermissions } from './functions/invoke-permissions';
import { readFunctions } from './functions/lambda-function';
import { assertNoRealCredentials, secretsOfMachine } from './functions/real-credentials';
import { readRestApis } from './gateway/load/rest-apis';
import { RestApi } from './gateway/model/rest-api';
import { CognitoAuthorizer } from './gateway/serve/cognito-authorizer';
import { RestApiGateway } from './gateway/serve/rest-api-gateway';
import { CallJournal } from './iam/call-journal';
import { registerFunctionRoles } from './iam/function-roles';
import { RoleAuthorizer } from './iam/role-authorizer';
import { collectRoles } from './iam/roles';
import { Outbox } from './outbox';
import { RequestRecorder } from './playground';
import { DynamoDb, startServices } from './services';

/** What outlives a deployment, and what each of them is run with. */
export interface Surroundings {
  readonly clock: Clock;
  readonly outbox: Outbox;
  /** Users, keys and sign-ins, which the next deployment takes over. */
  readonly states: PoolStates;
  /** What Cognito lets the account call in a second, if anyone counts. */
  readonly quotas?: Quotas;
  readonly recorder: RequestRecorder;
  /** DynamoDB with its items, which the next deployment takes over; undefined where it is not installed. */
  dynamoDb(): Promise<DynamoDb | undefined>;
  /** Is told of every call that Cognito answered. */
  onCall(): void;
  /** Receives one line for whoever runs the stack. */
  notice(line: string): void;
  onFunctionLog(line: FunctionLogLine): void;
  onFunctionStart?(started: FunctionStart): void;
  cognitoEndpointOf?(functionLogicalId: string, cognitoUrl: string): string;
}

/** One version of a stack, ready to answer. */
export interface Deployment {
  readonly stackName: string;
  readonly metadata: JsonObject;
  readonly apis: readonly RestApi[];
  readonly gateways: readonly RestApiGateway[];
  readonly functionCount: number;
  readonly cognito: CognitoEmulator;
  /** The Cognito calls that each function made, by its logical id. */
  readonly calls: ReadonlyMap<string, readonly CallRecord[]>;
  /** Ends its Cognito server and every function's process. */
  close(): Promise<void>;
}

type AtClose = (end: () => Promise<void> | void) => void;

/**
 * Makes a stack of a cloud assembly ready: its user pools, functions, policies and REST APIs.
 *
 * @param stackName - may be left out where the assembly holds only one
 * @throws LocalStackError where the assembly cannot be read or holds something that cannot be served as AWS would; nothing is left running then
 */
export async function deploy(assembly: string, stackName: string | undefined, surroundings: Surroundings): Promise<Deployment> {
  const closers: (() => Promise<void> | void)[] = [];
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  try {
    return { ...await create(assembly, new StackResources(readAssemblyStack(assembly, stackName)), surroundings, (end) => closers.push(end)), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function create(
  assembly: string, resources: StackResources, surroundings: Surroundings, atClose: AtClose,
): Promise<Omit<Deployment, 'close'>> {
  const { clock, outbox, states, quotas, recorder, notice } = surroundings;
  const { account, region, stackName, metadata, template } = resources.stack;
  notEnforced(template).forEach(notice);
  const authorizer = new RoleAuthorizer(account);
  const journal = new CallJournal(authorizer);
  const cognito: CognitoEmulator = new CognitoEmulator({
    region,
    accountId: account,
    clock,
    outbox,
    authorizer,
    states,
    quotas,
    onCall: (call) => {
      journal.record(call);
      const { operation, outcome, milliseconds, accessKeyId } = call;
      if (outcome === 'TooManyRequestsException') notice(`cognito: ${operation} was refused, as it is above a request quota`);
      surroundings.onCall();
      recorder.called({ operation, error: outcome === 'ok' ? undefined : outcome, milliseconds }, authorizer.principalOf(accessKeyId)?.lambda.name);
    },
    invokeTrigger: (functionArn, event) => invokeTrigger(functionArn, event, account, region, permissions, runtime),
  });
  const userPools = deployUserPools(resources, cognito);
  const permissions = new InvokePermissions(resources);

  const code = new CodeAssets(resources.stack, assembly);
  atClose(() => code.close());
  const functions = readFunctions(resources, code);
  assertNoRealCredentials(functions, secretsOfMachine(process.env));
  functions.flatMap(({ notices }) => notices).forEach(notice);
  const roles = collectRoles(resources);
  registerFunctionRoles(roles, functions, authorizer).forEach(notice);
  const apis = readRestApis({ resources, roles, userPoolArns: new Set(userPools.map((pool) => pool.arn)) });

  const cognitoServer = await cognito.listen();
  atClose(() => cognitoServer.close());
  const services = await startServices({ resources, authorizer, environment: process.env, dynamoDb: surroundings.dynamoDb, notice });
  atClose(() => services.close());
  const runtime = new FunctionRuntime(functions, {
    region,
    serviceVariables: services.variables,
    cognitoEndpoint: cognitoServer.url,
    cognitoEndpointOf: (logicalId) => surroundings.cognitoEndpointOf?.(logicalId, cognitoServer.url) ?? cognitoServer.url,
    onStart: surroundings.onFunctionStart,
    onLog: surroundings.onFunctionLog,
  });
  atClose(() => runtime.close());

  const gateways = apis.map((api) => new RestApiGateway(api, {
    clock,
    authorizer: new CognitoAuthorizer(userPools, clock),
    invoke: (functionArn, event) => {
      recorder.invoking(runtime.find(functionArn)?.name);
      return runtime.invoke(functionArn, event);
    },
    refusalOf: (invocation) => permissions.refusalOf({ service: 'apigateway.amazonaws.com', ...invocation }),
    onFailure: (line) => notice(`gateway: ${line}`),
  }));
  return { stackName, metadata, apis, gateways, functionCount: functions.length, cognito, calls: journal.byFunction };
}

async function invokeTrigger(
  functionArn: string, event: object, account: string, region: string, permissions: InvokePermissions, runtime: FunctionRuntime,
): Promise<object> {
  const { userPoolId } = event as { userPoolId?: string };
  const sourceArn = `arn:aws:cognito-idp:${region}:${account}:userpool/${userPoolId}`;
  const refusal = permissions.refusalOf({ service: 'cognito-idp.amazonaws.com', sourceArn, functionArn });
  if (refusal !== undefined) throw new Error(refusal);
  try {
    return await runtime.invoke(functionArn, event) as object;
  } catch (error) {
    // Cognito shows its caller the function's own words and not the kind of the error.
    throw error instanceof FunctionError ? new Error(error.payload.errorMessage) : error;
  }
}
