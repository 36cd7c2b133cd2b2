import { Stack } from 'aws-cdk-lib';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { CLIENT_SECRET_MEMBERS, operationsOf, Route } from '../../routes/route';
import { Settings } from '../settings';

/** Whether a call of these routes proves the client's secret. */
export function takesClientSecret({ signUpMode, userPool }: Settings, routes: readonly Route[]): boolean {
  return routes.some((route) => operationsOf(route, signUpMode, userPool.kind === 'created').some((operation) => operation in CLIENT_SECRET_MEMBERS));
}

/** Allows reading one secret, and decrypting it if it has a key of the app. */
export function readSecretPolicy(secret: secretsmanager.ISecret): iam.PolicyDocument {
  const { secretArn, secretFullArn, encryptionKey } = secret;
  return new iam.PolicyDocument({
    statements: [
      // Without a full ARN, six random characters follow that Secrets Manager added to the name.
      new iam.PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secretFullArn ?? `${secretArn}-??????`] }),
      ...encryptionKey ? [new iam.PolicyStatement({
        actions: ['kms:Decrypt'],
        resources: [encryptionKey.keyArn],
        conditions: { StringEquals: { 'kms:ViaService': `secretsmanager.${Stack.of(secret).region}.amazonaws.com` } },
      })] : [],
    ],
  });
}
