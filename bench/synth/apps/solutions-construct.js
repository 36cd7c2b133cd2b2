'use strict';

const path = require('path');
const { CognitoToApiGatewayToLambda } = require('@aws-solutions-constructs/aws-cognito-apigateway-lambda');
const { AuthorizationType, Cors, LambdaIntegration } = require('aws-cdk-lib/aws-apigateway');
const { Code, Function: LambdaFunction, Runtime } = require('aws-cdk-lib/aws-lambda');
const { synthesise } = require('./instances');

const ASSETS = path.join(__dirname, '..', '..', '.build', 'package', 'assets');

const OPEN_ROUTES = {
  signup: ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminSetUserPassword'],
  login: ['cognito-idp:AdminInitiateAuth'],
};

/** The nearest of AWS's vetted patterns, completed to the same three routes. */
synthesise((stack, id) => {
  const functionProps = (name) => ({
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromAsset(path.join(ASSETS, name)),
    memorySize: 512,
  });
  const auth = new CognitoToApiGatewayToLambda(stack, id, {
    lambdaFunctionProps: functionProps('private'),
    apiGatewayProps: {
      proxy: false,
      defaultCorsPreflightOptions: { allowOrigins: Cors.ALL_ORIGINS, allowHeaders: ['Authorization', 'Content-Type'] },
    },
  });
  const environment = { USER_POOL_ID: auth.userPool.userPoolId, USER_POOL_CLIENT_ID: auth.userPoolClient.userPoolClientId };
  const user = auth.apiGateway.root.addResource('user');
  user.addResource('private').addMethod('POST', new LambdaIntegration(auth.lambdaFunction, { allowTestInvoke: false }));
  // It protects every method that is there; the two that nobody has a token for come after it.
  auth.addAuthorizers();
  for (const [name, actions] of Object.entries(OPEN_ROUTES)) {
    const handler = new LambdaFunction(stack, `${id}${name}`, { ...functionProps(name), environment });
    auth.userPool.grant(handler, ...actions);
    user.addResource(name).addMethod('POST', new LambdaIntegration(handler, { allowTestInvoke: false }), { authorizationType: AuthorizationType.NONE });
  }
});
