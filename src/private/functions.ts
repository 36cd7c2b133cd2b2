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

/** Makes the functions that serve the routes. */
export function createFunctions(scope: Construct, routes: readonly Route[], source: EnvironmentSource): Map<FunctionName, lambda.Function> {
  const { props } = source;
  const logGroup = props.functionOptions?.logGroup ?? createLogGroup(scope, 'FunctionLogs', props.removalPolicy);
  const names = new Set(routes.map((route) => route.function));

  return new Map([...names].map((name) => {
    const served = routes.filter((route) => route.function === name);
    const id = constructIdOf(name);
    return [name, new lambda.Function(scope, id, {
      code: lambda.Code.fromAsset(path.join(ASSETS, name)),
      handler: 'index.handler',
      description: `Serves ${served.map((route) => `${route.method} /${route.path}`).join(', ')}`,
      runtime: lambda.Runtime.NODEJS_24_X,
      architecture: lambda.Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(25),
      role: createRole(scope, id, served, logGroup, source),
      ...withDefaults<HandlerFunctionOptions>({}, props.functionOptions),
      logGroup,
      environment: { ...props.functionOptions?.environment, ...environmentOf(scope, name, source) },
    })];
  }));
}

/** `signup-email-code` becomes `SignupEmailCodeFunction`. */
function constructIdOf(name: FunctionName): string {
  return `${name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Function`;
}

/** A role that may do what the routes call at Cognito, write to the one log group, and nothing else. */
function createRole(
  scope: Construct, functionId: string, routes: readonly Route[], logGroup: logs.ILogGroupRef, { props, userPool }: EnvironmentSource,
): iam.Role {
  const calls = new Set(routes.flatMap((route) => operationsOf(route, signUpModeOf(props))));
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
