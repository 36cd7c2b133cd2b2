import { aws_apigateway as apigateway, aws_iam as iam, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';
import { WARNING_IDS } from '../../src/private/warning-ids';
import { methods, newApp, newStack, only, resources, routes, synth, warnings } from '../support/synth';

function ofApp(stack: Stack, props?: apigateway.RestApiProps): apigateway.RestApi {
  const restApi = new apigateway.RestApi(stack, 'Shop', { cloudWatchRole: false, ...props });
  restApi.root.addResource('menu').addMethod('GET', new apigateway.MockIntegration());
  return restApi;
}

function imported(stack: Stack, restApiName?: string): apigateway.IRestApi {
  return apigateway.RestApi.fromRestApiAttributes(stack, 'Shop', { restApiId: 'a1b2c3', rootResourceId: 'd4e5f6', restApiName });
}

describe('an API of the same app', () => {
  const stack = newStack();
  const restApi = ofApp(stack, { deployOptions: { throttlingRateLimit: 7, methodOptions: { '/user/login/POST': { throttlingRateLimit: 3 } } } });
  const { template, auth } = synth({ restApi }, stack);

  test('gets the routes beside its own, and nothing else is made an API', () => {
    template.resourceCountIs('AWS::ApiGateway::RestApi', 1);
    expect(auth.restApi).toBe(restApi);
    expect(routes(template)).toEqual(['GET /menu', ...routes(synth().template)]);
    expect(stack.resolve(auth.url)).toEqual(stack.resolve(restApi.url));
  });

  test('is deployed with them', () => {
    const [deployment] = Object.values<any>(resources(template, 'AWS::ApiGateway::Deployment'));
    const [loginId] = Object.entries(resources(template, 'AWS::ApiGateway::Method')).find(([, { Properties }]) => Properties.OperationName === 'login')!;
    expect(deployment.DependsOn).toContain(loginId);
    const alone = newStack();
    ofApp(alone);
    expect(Object.keys(resources(Template.fromStack(alone), 'AWS::ApiGateway::Deployment'))).not.toEqual(Object.keys(resources(template, 'AWS::ApiGateway::Deployment')));
  });

  test('throttles them as an own API would, unless its stage says otherwise', () => {
    const { MethodSettings } = only(template, 'AWS::ApiGateway::Stage');
    const rates = Object.fromEntries(MethodSettings.map((setting: any) => [setting.ResourcePath, setting.ThrottlingRateLimit]));
    expect(rates).toMatchObject({ '/*': 7, '/~1user~1login': 3, '/~1user~1signup': 7, '/~1user~1password~1forgot': 7 });
    expect(MethodSettings.filter(({ ResourcePath }: any) => ResourcePath === '/~1user~1login')).toHaveLength(1);
  });

  test('keeps its own wording of the gateway\'s errors, of which a warning tells', () => {
    template.resourceCountIs('AWS::ApiGateway::GatewayResponse', 0);
    expect(warnings(stack)).toContain(WARNING_IDS.GATEWAY_ERRORS);
    expect(warnings(stack)).not.toContain(WARNING_IDS.UNDEPLOYED_METHODS);
  });

  test('has authorizers that no other of its own is called like', () => {
    const found = Object.values(resources(template, 'AWS::ApiGateway::Authorizer')).map(({ Properties }) => Properties);
    expect(found.map(({ Name }) => Name)).toEqual(['Test-Auth-PrivateAuthorizer', 'Test-Auth-AccessTokenAuthorizer']);
    for (const { RestApiId } of found) expect(RestApiId).toEqual(stack.resolve(restApi.restApiId));
  });

  test('serves two constructs, each below a path of its own', () => {
    const both = newStack();
    const shared = ofApp(both);
    new CognitoPasswordAuthApi(both, 'Staff', { restApi: shared, basePath: 'staff' });
    const second = synth({ restApi: shared, basePath: 'customers' }, both);
    expect(routes(second.template)).toEqual(expect.arrayContaining(['POST /customers/login', 'POST /staff/login']));
    const names = Object.values(resources(second.template, 'AWS::ApiGateway::Authorizer')).map(({ Properties }) => Properties.Name);
    expect(new Set(names).size).toBe(4);
  });
});

test.each([[true, 8], [false, 0]])('\'gatewayResponses: %s\' is done, and ends the warning', (gatewayResponses, count) => {
  const stack = newStack();
  const { template } = synth({ restApi: ofApp(stack), gatewayResponses }, stack);
  template.resourceCountIs('AWS::ApiGateway::GatewayResponse', count);
  expect(warnings(stack)).not.toContain(WARNING_IDS.GATEWAY_ERRORS);
});

test('an API of the construct\'s own leaves the gateway\'s errors alone where that is asked for', () => {
  synth({ gatewayResponses: false }).template.resourceCountIs('AWS::ApiGateway::GatewayResponse', 0);
});

test('the CORS options of the API count for preflights and functions', () => {
  const stack = newStack();
  const restApi = ofApp(stack, { defaultCorsPreflightOptions: { allowOrigins: ['https://shop.example.com'] } });
  const { template, auth } = synth({ restApi }, stack);
  const [response] = methods(template)['OPTIONS /user/login'].Integration.IntegrationResponses;
  expect(response.ResponseParameters['method.response.header.Access-Control-Allow-Origin']).toBe("'https://shop.example.com'");
  expect((stack.resolve((auth.loginFunction.node.defaultChild as any).environment)).variables.CORS_ALLOW_ORIGINS).toBe('https://shop.example.com');
});

describe('an imported API', () => {
  const stack = newStack();
  const { template, auth } = synth({ restApi: imported(stack) }, stack);

  test('gets the routes by its ids', () => {
    for (const type of ['RestApi', 'Stage', 'Deployment']) template.resourceCountIs(`AWS::ApiGateway::${type}`, 0);
    expect(Object.values(resources(template, 'AWS::ApiGateway::Resource')).map(({ Properties }) => Properties))
      .toContainEqual({ ParentId: 'd4e5f6', PathPart: 'user', RestApiId: 'a1b2c3' });
    expect(routes(template)).toEqual(routes(synth().template));
  });

  test('is deployed by nobody here, of which a warning tells', () => {
    expect(warnings(stack)).toContain(WARNING_IDS.UNDEPLOYED_METHODS);
  });

  test('has no address and no name that would be known', () => {
    expect(() => auth.url).toThrow(new Error('\'url\' is not known, as \'restApi\' has no stage in this app; take it from where the stage is made'));
    const unnamed = new Error('\'restApi\' was imported without its name, by which CloudWatch knows it; set \'restApiName\' of fromRestApiAttributes()');
    expect(() => auth.metricLatency()).toThrow(unnamed);
    expect(() => auth.addAlarms()).toThrow(unnamed);
    expect(() => auth.addDashboard()).toThrow(unnamed);
  });

  test('takes routes of the user\'s own, but no throttles for them', () => {
    const integration = new apigateway.MockIntegration();
    expect(() => auth.addPrivateRoute('orders', { integration, throttle: { rateLimit: 1 } }))
      .toThrow(new Error('\'throttle\' of /orders needs the stage, which is not made in this app; set it where the stage is made'));
    expect(auth.addPrivateRoute('orders', { integration })).toHaveLength(1);
  });

  test('checks the bodies of such routes', () => {
    const other = newStack();
    const added = new CognitoPasswordAuthApi(other, 'Auth', { restApi: imported(other) });
    added.addPrivateRoute('orders', { methods: ['POST'], integration: new apigateway.MockIntegration(), requestSchema: { title: 'Order' } });
    const found = Template.fromStack(other);
    const { RequestModels, RequestValidatorId } = methods(found)['POST /orders'];
    expect(resources(found, 'AWS::ApiGateway::Model')[RequestModels.$default.Ref].Properties).toMatchObject({ RestApiId: 'a1b2c3', Schema: { title: 'Order' } });
    expect(resources(found, 'AWS::ApiGateway::RequestValidator')[RequestValidatorId.Ref].Properties.ValidateRequestBody).toBe(true);
  });

  test('has no stage that a web ACL could stand before', () => {
    const message = 'a web ACL stands before a stage, and \'restApi\' has none in this app; associate it where the stage is made';
    expect(() => auth.addWebAcl()).toThrow(new Error(message));
  });

  test('has metrics of the gateway where its name is given', () => {
    const named = newStack();
    const { auth: known } = synth({ restApi: imported(named, 'shop-api') }, named);
    expect(named.resolve(known.metricLatency())).toMatchObject({ dimensions: { ApiName: 'shop-api' }, metricName: 'Latency', statistic: 'p99' });
  });

  test('may be that of another stack, from which it takes no dependency', () => {
    const app = newApp();
    const parent = new Stack(app, 'Parent');
    const shop = ofApp(parent, { deploy: false });
    const nested = new NestedStack(parent, 'Accounts');
    const restApi = apigateway.RestApi.fromRestApiAttributes(nested, 'Shop', { restApiId: shop.restApiId, rootResourceId: shop.restApiRootResourceId });
    new CognitoPasswordAuthApi(nested, 'Auth', { restApi });
    expect(() => app.synth()).not.toThrow();
    expect(routes(Template.fromStack(nested))).toEqual(routes(synth().template));
  });
});

describe('what only one may give an API', () => {
  const twice = (type: string, paths: string) =>
    `the gateway response ${type} is worded by ${paths}, and an API takes one; leave one out, or set 'gatewayResponses' to false`;

  test('is worded by one construct and nobody else', () => {
    const stack = newStack();
    const restApi = ofApp(stack);
    new CognitoPasswordAuthApi(stack, 'Staff', { restApi, basePath: 'staff', gatewayResponses: true });
    new apigateway.RestApi(stack, 'Other', { cloudWatchRole: false }).addGatewayResponse('Throttled', { type: apigateway.ResponseType.THROTTLED });
    expect(stack.node.validate()).toEqual([]);
    restApi.addGatewayResponse('Mine', { type: apigateway.ResponseType.THROTTLED });
    expect(stack.node.validate()).toEqual([twice('THROTTLED', 'Test/Shop/Mine and Test/Staff/Throttled')]);
    new CognitoPasswordAuthApi(stack, 'Customers', { restApi, basePath: 'customers', gatewayResponses: true });
    expect(stack.node.validate()).toHaveLength(8);
    expect(() => Template.fromStack(stack)).toThrow(twice('UNAUTHORIZED', 'Test/Staff/Unauthorized and Test/Customers/Unauthorized'));
  });

  test('is protected by one web ACL, whoever adds it', () => {
    const stack = newStack();
    const restApi = ofApp(stack);
    const [staff, customers] = ['staff', 'customers'].map((basePath) => new CognitoPasswordAuthApi(stack, basePath, { restApi, basePath }));
    staff.addWebAcl();
    expect(() => customers.addWebAcl())
      .toThrow(new Error('the API has a web ACL already, and a stage takes only one; call addWebAcl() or associateWebAcl() once'));
    expect(() => new CognitoPasswordAuthApi(stack, 'own').addWebAcl()).not.toThrow();
  });
});

describe('refused', () => {
  const policy = new iam.PolicyDocument();

  test.each<[string, CognitoPasswordAuthApiProps]>([
    ['restApiName', { restApiName: 'auth' }],
    ['deployOptions', { deployOptions: {} }],
    ['accessLog', { accessLog: true }],
    ['cloudWatchRole', { cloudWatchRole: true }],
    ['endpointConfiguration', { endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] } }],
    ['policy', { policy }],
    ['domainName', { domainName: { domainName: 'auth.example.com', certificate: undefined as never } }],
    ['disableExecuteApiEndpoint', { disableExecuteApiEndpoint: true }],
  ])('\'%s\' beside \'restApi\'', (name, props) => {
    const stack = newStack();
    expect(() => synth({ restApi: ofApp(stack), ...props }, stack))
      .toThrow(new Error(`'${name}' has no effect on an existing 'restApi'; set it there, or leave 'restApi' out`));
  });

  test.each<[string, (stack: Stack) => CognitoPasswordAuthApiProps]>([
    ['\'restApi\' was imported without its root resource; import it by RestApi.fromRestApiAttributes()',
      (stack) => ({ restApi: apigateway.RestApi.fromRestApiId(stack, 'Shop', 'a1b2c3') })],
    ['\'restApi\' is a SpecRestApi, whose document alone says what methods there are; pass a RestApi',
      (stack) => ({ restApi: new apigateway.SpecRestApi(stack, 'Shop', { apiDefinition: apigateway.ApiDefinition.fromInline({ openapi: '3.0.1' }) }) })],
    ['\'restApi\' is in another stack, which would depend on this one in a circle; '
      + 'make it in the same stack, or import it there by RestApi.fromRestApiAttributes()',
    (stack) => ({ restApi: ofApp(new Stack(stack.node.root as never, `Other${Math.random()}`.replace('.', ''))) })],
    ['\'restApi\' has \'defaultMethodOptions.authorizer\', which would stand before login too; set the authorizer on your own methods',
      (stack) => ({ restApi: ofApp(stack, { defaultMethodOptions: { authorizer: { authorizerId: 'a1b2c3', authorizationType: apigateway.AuthorizationType.CUSTOM } } }) })],
    ['\'restApi\' has \'defaultMethodOptions.authorizationScopes\', which would shut ID tokens out; set the scopes on your own methods',
      (stack) => ({ restApi: ofApp(stack, { defaultMethodOptions: { authorizationScopes: ['shop/read'] } }) })],
    ['\'defaultCorsPreflightOptions\' has no effect on an existing \'restApi\' that has them; set them there, or leave them out here',
      (stack) => ({
        restApi: ofApp(stack, { defaultCorsPreflightOptions: { allowOrigins: ['*'] } }), defaultCorsPreflightOptions: { allowOrigins: ['*'] },
      })],
    ['\'defaultCorsPreflightOptions.allowHeaders\' lacks \'Authorization\', which the routes need; add it',
      (stack) => ({ restApi: ofApp(stack, { defaultCorsPreflightOptions: { allowOrigins: ['*'], allowHeaders: ['Content-Type'] } }) })],
    ['\'restApi\' has POST /user/login already; choose another \'basePath\'', (stack) => {
      const restApi = ofApp(stack);
      restApi.root.resourceForPath('user/login').addMethod('POST', new apigateway.MockIntegration());
      return { restApi };
    }],
  ])('%s', (message, props) => {
    const stack = newStack();
    expect(() => synth(props(stack), stack)).toThrow(new Error(message));
  });
});
