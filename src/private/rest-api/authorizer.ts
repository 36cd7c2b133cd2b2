import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

export function createAuthorizer(
  scope: Construct, restApi: apigateway.IRestApi, userPool: cognito.IUserPool, authorizerName: string,
): apigateway.CognitoUserPoolsAuthorizer {
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(scope, 'PrivateAuthorizer', {
    authorizerName,
    cognitoUserPools: [userPool],
  });
  // CDK attaches it with the first method that uses it, and there may be none yet.
  authorizer._attachToApi(restApi);
  return authorizer;
}
