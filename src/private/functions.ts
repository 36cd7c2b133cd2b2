import * as path from 'path';
import { Duration } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { withDefaults } from './defaults';
import { environmentOf, EnvironmentSource } from './environment';
import { createLogGroup } from './logs';
import { signUpModeOf } from './route-choice';
import { HandlerFunctionOptions } from '../handler-function-options';
import { FunctionName, Operation, OPERATIONS, operationsOf, Route } from '../route';

/** The package ships the bundles beside `lib/`; sources and tests find them at the same place. */
const ASSETS = path.join(__dirname, '..', '..', 'assets');

const LOG_GROUP_ID = 'FunctionLogs';

/** Makes the functions that serve the routes. */
export function createFunctions(scope: Construct, routes: readonly Route[], source: EnvironmentSource): Map<FunctionName, lambda.Function> {
  const names = new Set(routes.map((route) => route.function));
  return new Map([...names].map((name) => {
    const served = routes.filter((route) => route.function === name);
    return [name, createFunction(scope, constructIdOf(name), {
      bundle: name,
      description: `Serves ${served.map((route) => `${route.method} /${route.path}`).join(', ')}`,
      routes: served,
      environment: environmentOf(scope, name, source),
    }, source)];
  }));
}

export interface FunctionOfConstruct {
  /** Folder below `assets/`. */
  readonly bundle: string;
  readonly description: string;
  /** The routes whose calls its role allows. */
  readonly routes: readonly Route[];
  readonly environment: Record<string, string>;
}

/** Makes one function, with a role of its own, as the options of all functions say. */
export function createFunction(scope: Construct, id: string, own: FunctionOfConstruct, source: Pick<EnvironmentSource, 'props' | 'userPool'>): lambda.Function {
  const { functionOptions } = source.props;
  const logGroup = functionLogGroup(scope, source.props);
  return new lambda.Function(scope, id, {
    code: lambda.Code.fromAsset(path.join(ASSETS, own.bundle)),
    handler: 'index.handler',
    description: own.description,
    runtime: lambda.Runtime.NODEJS_24_X,
    architecture: lambda.Architecture.ARM_64,
    memorySize: 512,
    timeout: Duration.seconds(25),
    role: createRole(scope, id, own.routes, logGroup, source),
    ...withDefaults<HandlerFunctionOptions>({}, functionOptions),
    logGroup,
    environment: { ...functionOptions?.environment, ...own.environment },
  });
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
  scope: Construct, functionId: string, routes: readonly Route[], logGroup: logs.ILogGroupRef,
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
    managedPolicies: props.functionOptions?.vpc
      ? [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaENIManagementAccess')]
      : [],
  });
}
