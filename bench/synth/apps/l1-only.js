'use strict';

const { createHash } = require('crypto');
const { cpSync, readFileSync } = require('fs');
const path = require('path');
const { FileAssetPackaging, Fn, Stack, Stage } = require('aws-cdk-lib');
const { CfnAuthorizer, CfnDeployment, CfnGatewayResponse, CfnMethod, CfnModel, CfnRequestValidator, CfnResource, CfnRestApi, CfnStage } = require('aws-cdk-lib/aws-apigateway');
const { CfnUserPool, CfnUserPoolClient } = require('aws-cdk-lib/aws-cognito');
const { CfnRole } = require('aws-cdk-lib/aws-iam');
const { CfnFunction } = require('aws-cdk-lib/aws-lambda');
const { CfnLogGroup } = require('aws-cdk-lib/aws-logs');
const { Construct } = require('constructs');
const { synthesise } = require('./instances');

const ASSETS = path.join(__dirname, '..', '..', '.build', 'package', 'assets');

const ROUTES = {
  signup: ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminSetUserPassword'],
  login: ['cognito-idp:AdminInitiateAuth'],
  private: [],
};

function makePool(auth) {
  const pool = new CfnUserPool(auth, 'UserPool', {
    adminCreateUserConfig: { allowAdminCreateUserOnly: true },
    autoVerifiedAttributes: ['email'],
    deletionProtection: 'ACTIVE',
    policies: { passwordPolicy: { minimumLength: 12, requireLowercase: true, requireUppercase: true, requireNumbers: true, requireSymbols: true } },
    schema: [{ name: 'email', required: true, mutable: true }],
    usernameAttributes: ['email'],
    usernameConfiguration: { caseSensitive: false },
  });
  const client = new CfnUserPoolClient(auth, 'Client', {
    userPoolId: pool.ref,
    explicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    generateSecret: false,
    preventUserExistenceErrors: 'ENABLED',
  });
  return { pool, client };
}

const allow = (action, resource) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: action, Resource: resource }] });
const trust = (service) => ({ Version: '2012-10-17', Statement: [{ Effect: 'Allow', Principal: { Service: service }, Action: 'sts:AssumeRole' }] });

/** An `Asset` of CDK's is an L2 construct, which loads the rooms for S3 and KMS. */
function upload(auth, name) {
  const folder = path.join(ASSETS, name);
  const sourceHash = createHash('sha256').update(readFileSync(path.join(folder, 'index.mjs'))).digest('hex');
  const fileName = `asset.${sourceHash}`;
  cpSync(folder, path.join(Stage.of(auth).assetOutdir, fileName), { recursive: true });
  const { bucketName, objectKey } = Stack.of(auth).synthesizer.addFileAsset({ fileName, packaging: FileAssetPackaging.ZIP_DIRECTORY, sourceHash, deployTime: true });
  return { s3Bucket: bucketName, s3Key: objectKey };
}

function makeFunction(auth, name, { pool, client, logs }) {
  const role = new CfnRole(auth, `${name}Role`, {
    assumeRolePolicyDocument: trust('lambda.amazonaws.com'),
    policies: [
      { policyName: 'Logs', policyDocument: allow(['logs:CreateLogStream', 'logs:PutLogEvents'], logs.attrArn) },
      ...ROUTES[name].length > 0 ? [{ policyName: 'UserPool', policyDocument: allow(ROUTES[name], pool.attrArn) }] : [],
    ],
  });
  return new CfnFunction(auth, `${name}Function`, {
    architectures: ['arm64'],
    code: upload(auth, name),
    environment: { variables: { USER_POOL_ID: pool.ref, USER_POOL_CLIENT_ID: client.ref } },
    handler: 'index.handler',
    loggingConfig: { logGroup: logs.ref },
    memorySize: 512,
    role: role.attrArn,
    runtime: 'nodejs24.x',
    timeout: 25,
  });
}

function makePreflight(auth, name, restApiId, resourceId) {
  const headers = { 'Access-Control-Allow-Origin': "'*'", 'Access-Control-Allow-Headers': "'Authorization,Content-Type'", 'Access-Control-Allow-Methods': "'POST,OPTIONS'" };
  const parameters = (value) => Object.fromEntries(Object.entries(headers).map(([header, text]) => [`method.response.header.${header}`, value(text)]));
  return new CfnMethod(auth, `${name}Options`, {
    restApiId,
    resourceId,
    httpMethod: 'OPTIONS',
    authorizationType: 'NONE',
    integration: { type: 'MOCK', requestTemplates: { 'application/json': '{ statusCode: 204 }' }, integrationResponses: [{ statusCode: '204', responseParameters: parameters((text) => text) }] },
    methodResponses: [{ statusCode: '204', responseParameters: parameters(() => true) }],
  });
}

synthesise((stack, id) => {
  const auth = new Construct(stack, id);
  const { pool, client } = makePool(auth);
  const logs = new CfnLogGroup(auth, 'Logs', { retentionInDays: 30 });
  const restApi = new CfnRestApi(auth, 'RestApi', { name: id });
  const restApiId = restApi.ref;
  const authorizer = new CfnAuthorizer(auth, 'Authorizer', { restApiId, name: id, type: 'COGNITO_USER_POOLS', identitySource: 'method.request.header.Authorization', providerArns: [pool.attrArn] });
  const model = new CfnModel(auth, 'CredentialsBody', {
    restApiId,
    contentType: 'application/json',
    schema: { type: 'object', required: ['email', 'password'], properties: { email: { type: 'string' }, password: { type: 'string' } } },
  });
  const validator = new CfnRequestValidator(auth, 'BodyValidator', { restApiId, validateRequestBody: true });
  for (const responseType of ['UNAUTHORIZED', 'THROTTLED', 'DEFAULT_4XX', 'DEFAULT_5XX']) {
    new CfnGatewayResponse(auth, responseType, { restApiId, responseType, responseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" } });
  }
  const user = new CfnResource(auth, 'User', { restApiId, parentId: restApi.attrRootResourceId, pathPart: 'user' });
  const handlers = Object.keys(ROUTES).map((name) => [name, makeFunction(auth, name, { pool, client, logs })]);
  const invokeRole = new CfnRole(auth, 'InvokeRole', {
    assumeRolePolicyDocument: trust('apigateway.amazonaws.com'),
    policies: [{ policyName: 'Invoke', policyDocument: allow('lambda:InvokeFunction', handlers.map(([, handler]) => handler.attrArn)) }],
  });
  const methods = handlers.flatMap(([name, handler]) => {
    const resource = new CfnResource(auth, `${name}Resource`, { restApiId, parentId: user.ref, pathPart: name });
    const method = new CfnMethod(auth, `${name}Post`, {
      restApiId,
      resourceId: resource.ref,
      httpMethod: 'POST',
      ...name === 'private'
        ? { authorizationType: 'COGNITO_USER_POOLS', authorizerId: authorizer.ref }
        : { authorizationType: 'NONE', requestModels: { 'application/json': model.ref }, requestValidatorId: validator.ref },
      integration: {
        type: 'AWS_PROXY',
        credentials: invokeRole.attrArn,
        integrationHttpMethod: 'POST',
        uri: Fn.sub('arn:${AWS::Partition}:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Arn}/invocations', { Arn: handler.attrArn }),
      },
    });
    return [method, makePreflight(auth, name, restApiId, resource.ref)];
  });
  const deployment = new CfnDeployment(auth, 'Deployment', { restApiId });
  methods.forEach((method) => deployment.addDependency(method));
  new CfnStage(auth, 'Stage', { restApiId, deploymentId: deployment.ref, stageName: 'prod' });
});
