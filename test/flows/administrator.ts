import { Stack } from 'aws-cdk-lib';
import { IUserPool } from 'aws-cdk-lib/aws-cognito';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CognitoEmulator } from '../../local/cognito';
import { poolIdOf } from '../../local/cognito/identifiers';
import { credentialsOf } from '../../local/iam/function-credentials';

const NAME = 'administrator';
const REGION = 'us-east-1';
const ACCOUNT = '123456789012';

/** Calls an operation on the pool, as someone who may do anything to its users. */
export type Administer = (operation: string, input: Record<string, unknown>) => Promise<any>;

/** Adds a function of the app's own whose role may do anything on the pool. */
export function addAdministrator(stack: Stack, userPool: IUserPool): (cognito: CognitoEmulator) => Administer {
  new LambdaFunction(stack, 'Administrator', {
    functionName: NAME,
    code: Code.fromInline('exports.handler = async () => undefined;'),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
    initialPolicy: [new PolicyStatement({ actions: ['cognito-idp:*'], resources: [userPool.userPoolArn] })],
  });
  const { accessKeyId } = credentialsOf(`arn:aws:lambda:${REGION}:${ACCOUNT}:function:${NAME}`);
  const { Ref: logicalId } = stack.resolve(userPool.userPoolId) as { Ref: string };
  const UserPoolId = poolIdOf(REGION, ACCOUNT, logicalId);
  return (cognito) => (operation, input) => cognito.call(operation, { UserPoolId, ...input }, accessKeyId);
}
