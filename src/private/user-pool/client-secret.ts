import { RemovalPolicy, SecretValue } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { UserPoolClientSettings } from './user-pool-client-settings';

/**
 * The Secrets Manager secret with the secret of the app client: the one that the app passes, or a new one that
 * CloudFormation fills. CDK's `userPoolClientSecret` would add a custom resource with a function of its own.
 */
export function clientSecretFor(
  scope: Construct, userPoolClient: cognito.IUserPoolClient, { secret }: UserPoolClientSettings,
): secretsmanager.ISecret | undefined {
  if (secret !== 'of the client') return secret;
  const { attrClientSecret } = userPoolClient.node.defaultChild as cognito.CfnUserPoolClient;
  return new secretsmanager.Secret(scope, 'UserPoolClientSecret', {
    description: 'The secret of the app client, for the functions of the API',
    secretStringValue: SecretValue.resourceAttribute(attrClientSecret),
    // It is a copy: the client itself keeps its secret.
    removalPolicy: RemovalPolicy.DESTROY,
  });
}
