import * as path from 'path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { BundleCode } from './bundle-code';
import { environmentOf, EnvironmentSource } from './environment';
import { functionOptionsOf, HandlerName } from './function-options';
import { createLogGroup } from './logs';
import { ASSETS } from '../../assets';
import { FunctionName, Operation, OPERATIONS, operationsOf, Route } from '../../routes/route';
import { signUpModeOf } from '../modes';

const LOG_GROUP_ID = 'FunctionLogs';

/** The alias that API Gateway invokes where environments are kept ready. */
const ALIAS_NAME = 'live';

/** A function of the construct's. */
export interface HandlerFunction {
  readonly handler: lambda.Function;
  /** What API Gateway invokes: the function, or the alias of it that has environments kept ready. */
  readonly invoked: lambda.IFunction;
}

/** Makes the functions that serve the routes. */
export function createFunctions(scope: Construct, routes: readonly Route[], source: EnvironmentSource): Map<FunctionName, HandlerFunction> {
  const names = new Set(routes.map((route) => route.function));
  return new Map([...names].map((name) => {
    const served = routes.filter((route) => route.function === name);
    return [name, createFunction(scope, constructIdOf(name), {
      name,
      description: `Serves ${served.map((route) => `${route.method} /${route.path}`).join(', ')}`,
      routes: served,
      environment: environmentOf(scope, name, source),
    }, source)];
  }));
}

export interface FunctionOfConstruct {
  /** Of its bundle below `assets/`, and of its options. */
  readonly name: HandlerName;
  readonly description: string;
  /** The routes whose calls its role allows. */
  readonly routes: readonly Route[];
  readonly environment: Record<string, string>;
}

/** Makes one function, with a role of its own, as the options say. */
export function createFunction(scope: Construct, id: string, own: FunctionOfConstruct, source: Pick<EnvironmentSource, 'props' | 'userPool'>): HandlerFunction {
  const { provisionedConcurrentExecutions, ...options } = functionOptionsOf(source.props, own.name);
  const logGroup = functionLogGroup(scope, source.props);
  const handler = new lambda.Function(scope, id, {
    description: own.description,
    role: createRole(scope, id, own, logGroup, source),
    ...options,
    code: new BundleCode(path.join(ASSETS, own.name)),
    handler: 'index.handler',
    logGroup,
    environment: { ...options.environment, ...own.environment },
  });
  const invoked = provisionedConcurrentExecutions === undefined ? handler : handler.addAlias(ALIAS_NAME, { provisionedConcurrentExecutions });
  return { handler, invoked };
}

/** The one log group of all functions. */
export function functionLogGroup(scope: Construct, { functionOptions, removalPolicy }: EnvironmentSource['props']): logs.ILogGroupRef {
  return functionOptions?.logGroup
    ?? scope.node.tryFindChild(LOG_GROUP_ID) as logs.LogGroup | undefined
    ?? createLogGroup(scope, LOG_GROUP_ID, removalPolicy);
}

/** `signup-email-code` becomes `SignupEmailCodeFunction`. */
function constructIdOf(name: FunctionName): string {
  return `${name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Function`;
}

/** A role that may do what the routes call at Cognito, write to the one log group, and nothing else. */
function createRole(
  scope: Construct, functionId: string, { name, routes }: FunctionOfConstruct, logGroup: logs.ILogGroupRef,
  { props, userPool }: Pick<EnvironmentSource, 'props' | 'userPool'>,
): iam.Role {
  const calls = new Set(routes.flatMap((route) => operationsOf(route, signUpModeOf(props), props.userPool === undefined)));
  const operations: Operation[] = [...calls].filter((operation) => OPERATIONS[operation] === 'iam').sort();

  return new iam.Role(scope, `${functionId}Role`, {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      Logs: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [logGroup.logGroupRef.logGroupArn],
        })],
      }),
      ...operations.length === 0 ? {} : {
        UserPool: new iam.PolicyDocument({
          statements: [new iam.PolicyStatement({
            actions: operations.map((operation) => `cognito-idp:${operation}`),
            resources: [userPool.userPoolArn],
          })],
        }),
      },
    },
    // Network interfaces have no ARN to be named by before they exist; AWS keeps the list of what they need.
    managedPolicies: functionOptionsOf(props, name).vpc
      ? [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaENIManagementAccess')]
      : [],
  });
}
