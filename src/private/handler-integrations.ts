import { Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { HandlerFunction } from './functions';
import { FunctionName } from '../route';

/**
 * How API Gateway calls each function: all of them by one role. A permission on each function, as `LambdaIntegration` has
 * it, would be a resource of the stack for each.
 */
export function integrationsOf(scope: Construct, functions: ReadonlyMap<FunctionName, HandlerFunction>): Map<FunctionName, apigateway.Integration> {
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
  private readonly deploymentToken?: string;

  constructor({ handler, invoked }: HandlerFunction, credentialsRole: iam.IRole) {
    super({ proxy: true, service: 'lambda', path: `2015-03-31/functions/${invoked.functionArn}/invocations`, options: { credentialsRole } });
    const { functionName } = handler.node.defaultChild as lambda.CfnFunction;
    if (functionName !== undefined && !Token.isUnresolved(functionName)) this.deploymentToken = functionName;
  }

  /** A function of another name is another function, and the template says of both only where their ARN is found. */
  public bind(method: apigateway.Method): apigateway.IntegrationConfig {
    return { ...super.bind(method), deploymentToken: this.deploymentToken };
  }
}
