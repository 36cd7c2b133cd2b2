import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

const AUTHORIZER_NAME = 'PrivateAuthorizer';

export function createAuthorizer(scope: Construct, restApi: apigateway.RestApi, userPool: cognito.IUserPool): apigateway.CognitoUserPoolsAuthorizer {
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(scope, AUTHORIZER_NAME, {
    authorizerName: AUTHORIZER_NAME,
    cognitoUserPools: [userPool],
  });
  // CDK attaches it with the first method that wants it, and there may be none yet.
  authorizer._attachToApi(restApi);
  return authorizer;
}
