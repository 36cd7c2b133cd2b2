'use strict';

const { Duration } = require('aws-cdk-lib');
const apigateway = require('aws-cdk-lib/aws-apigateway');
const cognito = require('aws-cdk-lib/aws-cognito');
const { Construct } = require('constructs');

/** The three routes by the constructs of aws-cdk-lib, as a careful reader of their documentation would write them. */
exports.makeL2Auth = (scope, id, makeFunction) => {
  const auth = new Construct(scope, id);
  const userPool = new cognito.UserPool(auth, 'UserPool', {
    selfSignUpEnabled: false,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    standardAttributes: { email: { required: true, mutable: true } },
    passwordPolicy: { minLength: 12, requireLowercase: true, requireUppercase: true, requireDigits: true, requireSymbols: true },
    accountRecovery: cognito.AccountRecovery.EMAIL_ONLY,
    deletionProtection: true,
  });
  const client = userPool.addClient('Client', {
    authFlows: { adminUserPassword: true },
    disableOAuth: true,
    preventUserExistenceErrors: true,
    accessTokenValidity: Duration.hours(1),
    idTokenValidity: Duration.hours(1),
    refreshTokenValidity: Duration.days(30),
  });
  const environment = { USER_POOL_ID: userPool.userPoolId, USER_POOL_CLIENT_ID: client.userPoolClientId };
  const functions = Object.fromEntries(['signup', 'login', 'private'].map((name) => [name, makeFunction(auth, name, environment)]));
  userPool.grant(functions.signup, 'cognito-idp:AdminCreateUser', 'cognito-idp:AdminSetUserPassword');
  userPool.grant(functions.login, 'cognito-idp:AdminInitiateAuth');

  const restApi = new apigateway.RestApi(auth, 'RestApi', {
    cloudWatchRole: false,
    deployOptions: { throttlingRateLimit: 100, throttlingBurstLimit: 200 },
    defaultCorsPreflightOptions: { allowOrigins: apigateway.Cors.ALL_ORIGINS, allowHeaders: ['Authorization', 'Content-Type'] },
  });
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(auth, 'Authorizer', { cognitoUserPools: [userPool] });
  const model = restApi.addModel('CredentialsBody', {
    schema: {
      type: apigateway.JsonSchemaType.OBJECT,
      required: ['email', 'password'],
      properties: { email: { type: apigateway.JsonSchemaType.STRING }, password: { type: apigateway.JsonSchemaType.STRING } },
    },
  });
  const requestValidator = restApi.addRequestValidator('BodyValidator', { validateRequestBody: true });
  for (const [name, type] of [['Default4xx', apigateway.ResponseType.DEFAULT_4XX], ['Default5xx', apigateway.ResponseType.DEFAULT_5XX]]) {
    restApi.addGatewayResponse(name, { type, responseHeaders: { 'Access-Control-Allow-Origin': "'*'" } });
  }
  const user = restApi.root.addResource('user');
  for (const [name, handler] of Object.entries(functions)) {
    user.addResource(name).addMethod('POST', new apigateway.LambdaIntegration(handler, { allowTestInvoke: false }), name === 'private'
      ? { authorizer }
      : { requestModels: { 'application/json': model }, requestValidator });
  }
};
