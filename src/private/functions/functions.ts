import * as path from 'path';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { readSecretPolicy, takesClientSecret } from './client-secret-access';
import { environmentOf } from './environment';
import { HandlerName } from './settings';
import { ASSETS } from '../../assets';
import { FunctionName, Operation, OPERATIONS, operationsOf, Route } from '../../routes/route';
import { ApiContext } from '../context';

/** The alias that API Gateway invokes where environments are kept ready. */
const ALIAS_NAME = 'live';

/** A function of the construct. */
export interface HandlerFunction {
  readonly handler: lambda.Function;
  /** What API Gateway invokes: the function, or the alias of it that has environments kept ready. */
  readonly invoked: lambda.IFunction;
}

/** Creates the functions that serve the routes. */
export function createFunctions(context: ApiContext): Map<FunctionName, HandlerFunction> {
  const { routes } = context.settings;
  const names = new Set(routes.map((route) => route.function));
  return new Map([...names].map((name) => {
    const served = routes.filter((route) => route.function === name);
    return [name, createFunction(context, constructIdOf(name), {
      name,
      description: `Serves ${served.map((route) => `${route.method} /${route.path}`).join(', ')}`,
      routes: served,
      environment: environmentOf(name, context),
    })];
  }));
}

export interface HandlerFunctionProps {
  /** The name of its bundle in `assets/` and of its settings. */
  readonly name: HandlerName;
  readonly description: string;
  /** The routes whose calls its role allows. */
  readonly routes: readonly Route[];
  readonly environment: Record<string, string>;
}

/** Creates one function with a role of its own. */
export function createFunction(context: ApiContext, id: string, props: HandlerFunctionProps): HandlerFunction {
  const { scope, settings, functionLogGroup } = context;
  const { provisionedConcurrentExecutions, ...options } = settings.functions.handlers[props.name].options;
  const handler = new lambda.Function(scope, id, {
    description: props.description,
    role: createRole(context, id, props),
    ...options,
    code: lambda.Code.fromAsset(path.join(ASSETS, props.name)),
    handler: 'index.handler',
    logGroup: functionLogGroup,
    environment: { ...options.environment, ...props.environment },
  });
  const invoked = provisionedConcurrentExecutions === undefined ? handler : handler.addAlias(ALIAS_NAME, { provisionedConcurrentExecutions });
  return { handler, invoked };
}

/** `signup-email-code` becomes `SignupEmailCodeFunction`. */
function constructIdOf(name: FunctionName): string {
  return `${name.split('-').map((word) => word.charAt(0).toUpperCase() + word.slice(1)).join('')}Function`;
}

/** A role that may make the routes' calls to Cognito, read the client's secret for them, write to the one log group, and nothing else. */
function createRole(context: ApiContext, functionId: string, { name, routes }: HandlerFunctionProps): iam.Role {
  const { scope, settings, userPool, clientSecret, functionLogGroup } = context;
  const isCreatedPool = settings.userPool.kind === 'created';
  const calls = new Set(routes.flatMap((route) => operationsOf(route, settings.signUpMode, isCreatedPool)));
  const operations: Operation[] = [...calls].filter((operation) => OPERATIONS[operation] === 'iam').sort();

  return new iam.Role(scope, `${functionId}Role`, {
    assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com'),
    inlinePolicies: {
      Logs: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({
          actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
          resources: [functionLogGroup.logGroupRef.logGroupArn],
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
      ...clientSecret && takesClientSecret(settings, routes) ? { ClientSecret: readSecretPolicy(clientSecret) } : {},
    },
    // Network interfaces have no ARN before they exist, so AWS's own policy grants what they need.
    managedPolicies: settings.functions.handlers[name].options.vpc
      ? [iam.ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaENIManagementAccess')]
      : [],
  });
}
