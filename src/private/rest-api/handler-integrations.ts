import { Lazy, Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { FunctionName } from '../../routes/route';
import { HandlerFunction } from '../functions/functions';

type Functions = ReadonlyMap<FunctionName, HandlerFunction>;

/**
 * The integration of each function. API Gateway invokes them with one role; the permissions of `LambdaIntegration` would
 * add one resource for each function.
 */
export function createIntegrations(scope: Construct, functions: Functions): Map<FunctionName, apigateway.Integration> {
  const credentialsRole = new iam.Role(scope, 'InvokeRole', {
    description: 'Lets API Gateway invoke the functions of the routes',
    assumedBy: new iam.ServicePrincipal('apigateway.amazonaws.com'),
    inlinePolicies: {
      Invoke: new iam.PolicyDocument({
        statements: [new iam.PolicyStatement({
          actions: ['lambda:InvokeFunction'],
          resources: [...functions.values()].map(({ invoked }) => invoked.functionArn),
        })],
      }),
    },
  });
  return new Map([...functions].map(([name, handlerFunction]) => [name, new HandlerIntegration(handlerFunction, credentialsRole)]));
}

class HandlerIntegration extends apigateway.AwsIntegration {
  private readonly deploymentToken: string;

  constructor({ handler, invoked }: HandlerFunction, credentialsRole: iam.Role) {
    super({ proxy: true, service: 'lambda', path: `2015-03-31/functions/${invoked.functionArn}/invocations`, options: { credentialsRole } });
    // Aspects may yet change them.
    this.deploymentToken = Lazy.string({ produce: () => JSON.stringify(Stack.of(handler).resolve(replacing(handler, credentialsRole))) });
  }

  public bind(method: apigateway.Method): apigateway.IntegrationConfig {
    return { ...super.bind(method), deploymentToken: this.deploymentToken };
  }
}

/** What makes another function or role of them. A method refers to both as before, and its stage to those that are deleted, unless the API is deployed anew. */
function replacing(handler: lambda.Function, role: iam.Role): object {
  const { functionName } = handler.node.defaultChild as lambda.CfnFunction;
  // There is none where `Role.customizeRoles` has all roles made by others.
  const { path, roleName } = role.node.defaultChild as iam.CfnRole | undefined ?? {};
  return { functionName, path, roleName };
}
