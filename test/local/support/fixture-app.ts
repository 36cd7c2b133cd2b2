import { App, Duration, Stack } from 'aws-cdk-lib';
import {
  CfnAuthorizer, CfnMethod, CognitoUserPoolsAuthorizer, JsonSchemaType, JsonSchemaVersion, LambdaIntegration, MockIntegration,
  PassthroughBehavior, ResponseType, RestApi,
} from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { ManagedPolicy, PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Code, Function as LambdaFunction, FunctionProps, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { temporaryFolder } from './temporary-folder';

/** Synthesises an app with one stack, `Fixture`, and gives the folder of its cloud assembly. */
export function synthesise(build: (stack: Stack) => void): string {
  const app = new App({ outdir: temporaryFolder(), analyticsReporting: false });
  build(new Stack(app, 'Fixture'));
  return app.synth().directory;
}

/** A function from a folder with one file, with a role of its own that allows these Cognito actions on the pool. */
export function functionWithRole(
  scope: Construct, id: string, source: string, options: { actions?: string[]; pool?: UserPool; props?: Partial<FunctionProps> } = {},
): LambdaFunction {
  const role = new Role(scope, `${id}Role`, {
    assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    managedPolicies: [ManagedPolicy.fromAwsManagedPolicyName('service-role/AWSLambdaBasicExecutionRole')],
    inlinePolicies: options.actions && options.pool ? {
      Cognito: new PolicyDocument({ statements: [new PolicyStatement({ actions: options.actions, resources: [options.pool.userPoolArn] })] }),
    } : undefined,
  });
  return new LambdaFunction(scope, id, {
    code: Code.fromAsset(temporaryFolder({ 'index.mjs': source })),
    handler: 'index.handler',
    runtime: Runtime.NODEJS_22_X,
    role,
    timeout: Duration.seconds(10),
    ...options.props,
  });
}

/** Answers with the event that it got. */
export const ECHO = 'export const handler = async (event) => ({ statusCode: 200, body: JSON.stringify(event) });';

/**
 * Calls one Cognito operation over the wire, as the SDK would with the function's own credentials,
 * and answers with what it got: `?operation=…` with the input as body.
 */
export const CALL_COGNITO = `
export const handler = async (event) => {
  const input = { ...JSON.parse(event.body ?? '{}'), UserPoolId: process.env.USER_POOL_ID };
  const response = await fetch(process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'AWSCognitoIdentityProviderService.' + event.queryStringParameters.operation,
      'authorization': 'AWS4-HMAC-SHA256 Credential=' + process.env.AWS_ACCESS_KEY_ID + '/20260101/us-east-1/cognito-idp/aws4_request',
    },
    body: JSON.stringify(event.queryStringParameters.client ? { ...input, ClientId: process.env.USER_POOL_CLIENT_ID } : input),
  });
  return { statusCode: response.status, body: await response.text() };
};
`;

/** The API that most tests of the gateway run against. */
export function gatewayFixture(stack: Stack): void {
  const pool = new UserPool(stack, 'Pool', { signInAliases: { email: true }, passwordPolicy: { minLength: 8 } });
  const client = pool.addClient('Client', { authFlows: { adminUserPassword: true }, disableOAuth: true });
  const echo = functionWithRole(stack, 'Echo', ECHO);
  const cognito = functionWithRole(stack, 'CallCognito', CALL_COGNITO, {
    pool,
    actions: ['cognito-idp:AdminCreateUser', 'cognito-idp:AdminSetUserPassword', 'cognito-idp:AdminInitiateAuth'],
    props: { environment: { USER_POOL_ID: pool.userPoolId, USER_POOL_CLIENT_ID: client.userPoolClientId }, logGroup: new LogGroup(stack, 'Logs') },
  });
  const api = new RestApi(stack, 'Api', {
    cloudWatchRole: false,
    binaryMediaTypes: ['image/*'],
    deployOptions: { variables: { color: 'blue' }, methodOptions: { '/limited/GET': { throttlingRateLimit: 1, throttlingBurstLimit: 2 } } },
    defaultCorsPreflightOptions: {
      allowOrigins: ['https://a.example', 'https://b.example', 'https://c.example'], allowHeaders: ['Authorization'], maxAge: Duration.minutes(5),
    },
  });
  api.addGatewayResponse('BadBody', {
    type: ResponseType.BAD_REQUEST_BODY,
    statusCode: '422',
    responseHeaders: { 'Access-Control-Allow-Origin': "'*'", 'X-Seen-Origin': 'method.request.header.Origin', 'X-Request': 'context.requestId' },
    templates: {
      'application/json': '{"m":"$context.error.message","q":$context.error.messageString,"t":"$context.error.responseType",'
        + '"v":"$context.error.validationErrorString","id":"$context.requestId"}',
    },
  });
  api.addGatewayResponse('Fallback', { type: ResponseType.DEFAULT_4XX, responseHeaders: { 'X-Fallback': "'4XX'" } });
  api.addGatewayResponse('ServerFallback', {
    type: ResponseType.DEFAULT_5XX, responseHeaders: { 'X-Fallback': "'5XX'" }, templates: { 'text/plain': 'sorry: $context.error.message.' },
  });
  const authorizer = new CognitoUserPoolsAuthorizer(stack, 'Authorizer', { cognitoUserPools: [pool] });
  const strict = new CognitoUserPoolsAuthorizer(stack, 'Strict', { cognitoUserPools: [pool], identitySource: 'method.request.header.X-Token' });
  (strict.node.defaultChild as CfnAuthorizer).identityValidationExpression = client.userPoolClientId;
  const otherAudience = new CognitoUserPoolsAuthorizer(stack, 'OtherAudience', { cognitoUserPools: [pool] });
  (otherAudience.node.defaultChild as CfnAuthorizer).identityValidationExpression = '^(another|yet-another)$';
  const model = api.addModel('Model', {
    schema: {
      schema: JsonSchemaVersion.DRAFT4,
      type: JsonSchemaType.OBJECT,
      required: ['email', 'password'],
      additionalProperties: false,
      properties: { email: { type: JsonSchemaType.STRING, pattern: '@' }, password: { type: JsonSchemaType.STRING, minLength: 8 } },
    },
  });
  const resource = (path: string) => api.root.resourceForPath(path);
  const integration = new LambdaIntegration(echo);

  resource('user/login').addMethod('POST', integration, {
    requestModels: { 'application/json': model }, requestValidator: api.addRequestValidator('Body', { validateRequestBody: true }),
  });
  resource('user/private').addMethod('POST', integration, { authorizer });
  resource('user/strict').addMethod('GET', integration, { authorizer: strict });
  resource('user/strict').addMethod('PUT', integration, { authorizer: strict, authorizationScopes: ['aws.cognito.signin.user.admin'] });
  resource('user/strict').addMethod('POST', integration, { authorizer: otherAudience });
  resource('user/me').addMethod('GET', integration, { authorizer, authorizationScopes: ['aws.cognito.signin.user.admin', 'other/scope'] });
  resource('user/{id}').addMethod('GET', integration);
  resource('any/{proxy+}').addMethod('ANY', integration);
  resource('limited').addMethod('GET', integration);
  resource('cognito').addMethod('POST', new LambdaIntegration(cognito));
  resource('search').addMethod('GET', integration, {
    requestParameters: { 'method.request.querystring.q': true, 'method.request.header.X-Tenant': true, 'method.request.querystring.page': false },
    requestValidator: api.addRequestValidator('Parameters', { validateRequestParameters: true }),
  });
  resource('json-only').addMethod('POST', new LambdaIntegration(echo, {
    passthroughBehavior: PassthroughBehavior.NEVER, requestTemplates: { 'application/json': '' },
  }));
  resource('mock').addMethod('GET', new MockIntegration({
    requestTemplates: { 'application/json': '{"statusCode": #if($input.params("fail") == "yes")500#{else}200#end}' },
    integrationResponses: [
      { statusCode: '200', responseTemplates: { 'application/json': '{"stage":"$context.stage","color":"$stageVariables.color"}' } },
      { statusCode: '503', selectionPattern: '5\\d{2}', responseParameters: { 'method.response.header.Retry-After': "'1'" } },
    ],
  }), { methodResponses: [{ statusCode: '200' }, { statusCode: '503', responseParameters: { 'method.response.header.Retry-After': true } }] });

  const forbidden = resource('unpermitted').addMethod('GET', integration);
  // Points at the function by ARN alone, so CDK writes no permission for it.
  (forbidden.node.defaultChild as CfnMethod).addPropertyOverride('Integration.Uri',
    `arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:aws:lambda:us-east-1:123456789012:function:${'Unpermitted'}/invocations`);

  const replies = functionWithRole(stack, 'Replies', REPLIES, { props: { timeout: Duration.seconds(2) } });
  resource('replies').addMethod('GET', new LambdaIntegration(replies));
  resource('impatient').addMethod('GET', new LambdaIntegration(replies, { timeout: Duration.millis(200) }));
}

/** Answers in the way that `?case=…` names. */
const REPLIES = `
const cases = {
  headers: { statusCode: 201, headers: { 'X-One': 1, 'x-flag': true, 'WWW-Authenticate': 'Basic', 'Content-Type': 'text/html' },
    multiValueHeaders: { 'Set-Cookie': ['a=1', 'b=2'] }, body: '<p>' },
  text: 'just text',
  extra: { statusCode: 200, body: '', extra: 1 },
  object: { statusCode: 200, body: { a: 1 } },
  status: { statusCode: 'many' },
  empty: {},
  image: { statusCode: 200, headers: { 'Content-Type': 'image/png' }, body: Buffer.from([137, 80, 78, 71, 255]).toString('base64'), isBase64Encoded: true },
};
export const handler = async (event) => {
  const name = event.queryStringParameters.case;
  if (name === 'throw') throw new Error('boom');
  if (name === 'exit') process.exit(3);
  if (name === 'hang') await new Promise((resolve) => setTimeout(resolve, 60_000));
  if (name === 'slow') await new Promise((resolve) => setTimeout(resolve, 600));
  return cases[name] ?? { statusCode: 200, body: 'ok' };
};
`;
