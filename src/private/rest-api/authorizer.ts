import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';

/** Its name in an API of the construct's own. An API has no two of one name. */
export const AUTHORIZER_NAME = 'PrivateAuthorizer';

export function createAuthorizer(
  scope: Construct, restApi: apigateway.IRestApi, userPool: cognito.IUserPool, authorizerName: string,
): apigateway.CognitoUserPoolsAuthorizer {
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(scope, AUTHORIZER_NAME, {
    authorizerName,
    cognitoUserPools: [userPool],
  });
  // CDK attaches it with the first method that wants it, and there may be none yet.
  authorizer._attachToApi(restApi);
  return authorizer;
}
