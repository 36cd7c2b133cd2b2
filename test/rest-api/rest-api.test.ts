import { aws_apigateway as apigateway, aws_iam as iam, aws_logs as logs, Token } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { ROUTES } from '../../src/routes/table';
import { methods, newStack, only, resources, routes, synth } from '../support/synth';

function settings(props?: CognitoPasswordAuthApiProps): Record<string, any> {
  const { MethodSettings } = only(synth(props).template, 'AWS::ApiGateway::Stage');
  return Object.fromEntries(MethodSettings.map((setting: any) => [`${setting.HttpMethod} ${setting.ResourcePath.replace(/~1/g, '/').slice(1)}`, setting]));
}

describe('by default', () => {
  const { template, stack, auth } = synth();
  const found = methods(template);

  test('signup, login, tokens, forgotten password and a private route', () => {
    expect(routes(template)).toEqual([
      'POST /user/login', 'POST /user/login/challenge', 'POST /user/logout', 'POST /user/password/forgot', 'POST /user/password/reset',
      'POST /user/private', 'POST /user/signup', 'POST /user/token/refresh',
    ]);
  });

  test('the private route wants the ID token, the others no token', () => {
    expect(found['POST /user/private']).toMatchObject({
      AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: stack.resolve(auth.authorizer.authorizerId),
    });
    expect(found['POST /user/private']).not.toHaveProperty('AuthorizationScopes');
    for (const route of routes(template).filter((name) => name !== 'POST /user/private')) {
      expect(found[route]).toMatchObject({ AuthorizationType: 'NONE' });
      expect(found[route]).not.toHaveProperty('AuthorizerId');
    }
  });

  test('both authorizers know the pool alone, and that of ID tokens the app client alone', () => {
    const shared = {
      Type: 'COGNITO_USER_POOLS',
      IdentitySource: 'method.request.header.Authorization',
      ProviderARNs: [stack.resolve(auth.userPool.userPoolArn)],
      RestApiId: stack.resolve(auth.restApi.restApiId),
    };
    const client = stack.resolve(auth.userPoolClient.userPoolClientId);
    const authorizers = Object.values(resources(template, 'AWS::ApiGateway::Authorizer')).map(({ Properties }) => Properties);
    expect(authorizers).toEqual([
      { ...shared, Name: 'PrivateAuthorizer', IdentityValidationExpression: { 'Fn::Join': ['', ['^(', client, ')$']] } },
      { ...shared, Name: 'AccessTokenAuthorizer' },
    ]);
  });

  test('preflights stand where methods are, and want no token', () => {
    const preflights = Object.keys(found).filter((name) => name.startsWith('OPTIONS'));
    expect(preflights.sort()).toEqual(routes(template).map((name) => name.replace('POST', 'OPTIONS')));
    for (const name of preflights) {
      expect(found[name]).toMatchObject({ AuthorizationType: 'NONE' });
      expect(found[name]).not.toHaveProperty('AuthorizerId');
    }
  });

  test('bodies are held against a model, and one model serves all routes with the same body', () => {
    const validator = Object.keys(resources(template, 'AWS::ApiGateway::RequestValidator'));
    expect(validator).toHaveLength(1);
    for (const [name, method] of Object.entries(found)) {
      const hasBody = !name.startsWith('OPTIONS') && name !== 'POST /user/private';
      expect(method.RequestValidatorId).toEqual(hasBody ? { Ref: validator[0] } : undefined);
      expect(method.RequestModels).toEqual(hasBody ? { 'application/json': { Ref: expect.any(String) } } : undefined);
    }
    expect(found['POST /user/login'].RequestModels).toEqual(found['POST /user/signup'].RequestModels);
    expect(Object.keys(resources(template, 'AWS::ApiGateway::Model'))).toHaveLength(5);
  });

  test('a model has the members and types of the row, and no limits of strings, whose errors would repeat the value', () => {
    const { Ref } = found['POST /user/login'].RequestModels['application/json'];
    const { Schema } = resources(template, 'AWS::ApiGateway::Model')[Ref].Properties;
    expect(Schema).toEqual({
      $schema: 'http://json-schema.org/draft-04/schema#',
      type: 'object',
      properties: {
        email: { type: 'string', description: expect.any(String) },
        password: { type: 'string', description: expect.any(String) },
      },
      required: ['email', 'password'],
    });
  });

  test('the stage is throttled, and what sends mail, makes users or checks passwords more strictly', () => {
    const found100 = { ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 };
    const scarce = { ThrottlingRateLimit: 10, ThrottlingBurstLimit: 20 };
    const signIn = { ThrottlingRateLimit: 50, ThrottlingBurstLimit: 100 };
    expect(settings()).toMatchObject({
      '* *': found100,
      'POST /user/signup': scarce,
      'POST /user/login': signIn,
      'POST /user/login/challenge': signIn,
      'POST /user/password/forgot': scarce,
      'POST /user/password/reset': scarce,
    });
  });

  test('nothing is traced, logged or set for the whole account', () => {
    const stage = only(template, 'AWS::ApiGateway::Stage');
    expect(stage).not.toHaveProperty('AccessLogSetting');
    expect(stage.TracingEnabled ?? false).toBe(false);
    for (const setting of stage.MethodSettings) expect(setting).toMatchObject({ DataTraceEnabled: false });
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  test('the stage is prod, and the name tells where the API is from', () => {
    expect(only(template, 'AWS::ApiGateway::Stage').StageName).toBe('prod');
    expect(only(template, 'AWS::ApiGateway::RestApi')).toEqual({ Name: 'Test-Auth' });
  });

  test('the url is that of the stage', () => {
    expect(stack.resolve(auth.url)).toEqual(stack.resolve(auth.restApi.url));
  });
});

test('methods that take the access token ask for the scope that every login has', () => {
  const found = methods(synth({ accountRoutes: true }).template);
  for (const { path, method, token } of ROUTES.filter(({ when }) => when?.includes('accountRoutes'))) {
    expect(token).toBe('access');
    expect(found[`${method} /user/${path}`]).toMatchObject({
      AuthorizationType: 'COGNITO_USER_POOLS', AuthorizationScopes: ['aws.cognito.signin.user.admin'],
    });
  }
});

test('every row that exists in a mode is a method, and no other', () => {
  const { template } = synth({ signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true, mfa: 'OPTIONAL' as never });
  const expected = ROUTES.filter(({ when }) => !when?.includes('autoConfirm'))
    .map(({ method, path }) => `${method} /user/${path}`);
  expect(routes(template)).toEqual(expected.sort());
});

test('there is an authorizer even where no route of ours wants one yet', () => {
  synth({ routes: { privateRoute: false } }).template.resourceCountIs('AWS::ApiGateway::Authorizer', 2);
});

test.each([
  ['auth', '/auth/login'],
  ['api/v1/auth', '/api/v1/auth/login'],
  ['', '/login'],
])('base path %p', (basePath, expected) => {
  const { template } = synth({ basePath });
  expect(routes(template)).toContain(`POST ${expected}`);
  expect(settings({ basePath })).toHaveProperty([`POST ${expected}`, 'ThrottlingRateLimit'], 50);
});

test('deploy options have the last word, and methods are merged by their key', () => {
  const deployOptions: apigateway.StageOptions = {
    stageName: 'live',
    throttlingRateLimit: 500,
    metricsEnabled: true,
    tracingEnabled: true,
    methodOptions: { '/user/login/POST': { throttlingRateLimit: 5 } },
  };
  const { template } = synth({ deployOptions });
  expect(only(template, 'AWS::ApiGateway::Stage')).toMatchObject({ StageName: 'live', TracingEnabled: true });
  expect(settings({ deployOptions })).toMatchObject({
    '* *': { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 200, MetricsEnabled: true },
    'POST /user/login': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 100, MetricsEnabled: true },
    'POST /user/signup': { ThrottlingRateLimit: 10, MetricsEnabled: true },
  });
});

test('method options may be of a method that is added later, and of no other', () => {
  const methodOptions = { '//GET': {}, '/menu/GET': {}, '/files/{path+}/PUT': {}, '/login/POST': {} };
  const stack = newStack();
  const { restApi } = new CognitoPasswordAuthApi(stack, 'Auth', { deployOptions: { methodOptions } });
  restApi.root.addResource('menu').addMethod('ANY', new apigateway.MockIntegration());
  restApi.root.resourceForPath('files/{path+}').addMethod('PUT', new apigateway.MockIntegration());
  const finding = (key: string) =>
    `'deployOptions.methodOptions' has '${key}', which is no method of the API; write the path from its root, with the base path, or leave it out`;
  expect(restApi.node.validate()).toEqual([finding('//GET'), finding('/login/POST')]);
  restApi.root.addMethod('GET', new apigateway.MockIntegration());
  expect(restApi.node.validate()).toEqual([finding('/login/POST')]);
  expect(() => Template.fromStack(stack)).toThrow(finding('/login/POST'));
});

test('a limit of the stage that is lower than a method\'s own holds for that method too', () => {
  expect(settings({ deployOptions: { throttlingRateLimit: 5, throttlingBurstLimit: 30 } })).toMatchObject({
    'POST /user/login': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 30 },
    'POST /user/signup': { ThrottlingRateLimit: 5, ThrottlingBurstLimit: 20 },
  });
  const token = Token.asNumber({ Ref: 'Limit' });
  expect(settings({ deployOptions: { throttlingRateLimit: token } })).toMatchObject({ 'POST /user/login': { ThrottlingRateLimit: 50 } });
});

describe('access log', () => {
  test('names caller, route, status and latency, and is kept 30 days', () => {
    const { template } = synth({ accessLog: true });
    const { AccessLogSetting } = only(template, 'AWS::ApiGateway::Stage');
    const groupId = AccessLogSetting.DestinationArn['Fn::GetAtt'][0];
    expect(resources(template, 'AWS::Logs::LogGroup')[groupId]).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 30 } });
    expect(Object.keys(JSON.parse(AccessLogSetting.Format))).toEqual([
      'requestId', 'time', 'sourceIp', 'method', 'resourcePath', 'status', 'responseLength', 'responseLatencyMs', 'integrationLatencyMs',
      'errorType', 'subject',
    ]);
    template.resourceCountIs('AWS::ApiGateway::Account', 0);
  });

  test('comes with the logging role of the account where that is asked for', () => {
    const { template } = synth({ cloudWatchRole: true });
    template.resourceCountIs('AWS::ApiGateway::Account', 1);
    expect(only(template, 'AWS::ApiGateway::Stage')).toHaveProperty('AccessLogSetting');
  });

  test('goes elsewhere by the deploy options', () => {
    const stack = newStack();
    const elsewhere = new logs.LogGroup(stack, 'Elsewhere');
    const accessLogDestination = new apigateway.LogGroupLogDestination(elsewhere);
    const { template } = synth({ cloudWatchRole: true, deployOptions: { accessLogDestination } }, stack);
    expect(only(template, 'AWS::ApiGateway::Stage').AccessLogSetting.DestinationArn).toEqual(stack.resolve(elsewhere.logGroupArn));
    template.resourceCountIs('AWS::Logs::LogGroup', 2);
  });
});

test('name, policy, endpoint', () => {
  const policy = new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] })],
  });
  const { template } = synth({
    restApiName: 'auth', policy, disableExecuteApiEndpoint: true, endpointConfiguration: { types: [apigateway.EndpointType.PRIVATE] },
  });
  expect(only(template, 'AWS::ApiGateway::RestApi')).toMatchObject({
    Name: 'auth', DisableExecuteApiEndpoint: true, EndpointConfiguration: { Types: ['PRIVATE'] }, Policy: { Statement: [expect.anything()] },
  });
});
