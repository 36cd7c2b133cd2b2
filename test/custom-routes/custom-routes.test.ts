import { aws_apigateway as apigateway } from 'aws-cdk-lib';
import { build, newAuth } from './support';
import { TokenUse } from '../../src';
import { methods, only, resources, synth } from '../support/synth';

const allowed = (method: any): string =>
  method.Integration.IntegrationResponses[0].ResponseParameters['method.response.header.Access-Control-Allow-Methods'];

test('the line of the README: a private route for the ID token, answered by a function', () => {
  const { methods: found, template } = build((auth, ordersFunction) => {
    auth.addPrivateRoute('orders', { methods: ['GET'], handler: ordersFunction });
  });
  const [authorizerId] = Object.keys(resources(template, 'AWS::ApiGateway::Authorizer'));
  expect(found['GET /orders']).toMatchObject({
    AuthorizationType: 'COGNITO_USER_POOLS',
    AuthorizerId: { Ref: authorizerId },
    Integration: { Type: 'AWS_PROXY' },
  });
  expect(found['GET /orders']).not.toHaveProperty('AuthorizationScopes');
});

test('the method is GET where none is named, and each is returned', () => {
  const { auth, handler } = newAuth();
  expect(auth.addPrivateRoute('orders', { handler }).map(({ httpMethod }) => httpMethod)).toEqual(['GET']);
  expect(auth.addPublicRoute('menu', { handler, methods: ['GET', 'HEAD'] }).map(({ httpMethod }) => httpMethod)).toEqual(['GET', 'HEAD']);
});

test('paths nest, with parameters, below resources that are there already', () => {
  const { methods: found } = build((auth, handler) => {
    auth.addPrivateRoute('orders', { handler });
    auth.addPrivateRoute('orders/{id}', { methods: ['GET', 'DELETE'], handler });
    auth.addPrivateRoute('orders/{id}/lines', { handler });
    auth.addPublicRoute('files/{path+}', { handler });
    auth.addPrivateRoute('user/orders', { handler });
  });
  expect(Object.keys(found)).toEqual(expect.arrayContaining([
    'GET /orders', 'GET /orders/{id}', 'DELETE /orders/{id}', 'GET /orders/{id}/lines', 'GET /files/{path+}', 'GET /user/orders',
  ]));
});

test('an access token opens it where that is asked for, with the scope of every login or scopes of its own', () => {
  const { methods: found } = build((auth, handler) => {
    auth.addPrivateRoute('orders', { handler, tokenUse: TokenUse.ACCESS });
    auth.addPrivateRoute('reports', { handler, tokenUse: TokenUse.ACCESS, authorizationScopes: ['reports/read'] });
    auth.addPrivateRoute('menu', { handler, tokenUse: TokenUse.ID });
  });
  expect(found['GET /orders'].AuthorizationScopes).toEqual(['aws.cognito.signin.user.admin']);
  expect(found['GET /reports'].AuthorizationScopes).toEqual(['reports/read']);
  expect(found['GET /menu'].AuthorizationScopes).toBeUndefined();
});

test('a public route is open, and says so', () => {
  const { methods: found } = build((auth, handler) => auth.addPublicRoute('menu', { handler }));
  expect(found['GET /menu'].AuthorizationType).toBe('NONE');
});

test('any integration of API Gateway can answer', () => {
  const { methods: found } = build((auth) => {
    auth.addPrivateRoute('status', { integration: new apigateway.HttpIntegration('https://status.example.com') });
  });
  expect(found['GET /status']).toMatchObject({ AuthorizationType: 'COGNITO_USER_POOLS', Integration: { Type: 'HTTP_PROXY', Uri: 'https://status.example.com' } });
});

test('what an integration passes on of the request, its method declares', () => {
  const { methods: found } = build((auth) => auth.addPrivateRoute('orders/{id}', {
    integration: new apigateway.HttpIntegration('https://shop.example.com/orders/{id}', {
      options: {
        requestParameters: {
          'integration.request.path.id': 'method.request.path.id',
          'integration.request.querystring.tags': 'method.request.multivaluequerystring.tags',
          'integration.request.header.X-Trace': 'method.request.header.X-Trace',
          'integration.request.header.X-User': 'context.authorizer.claims.sub',
        },
      },
    }),
  }));
  expect(found['GET /orders/{id}'].RequestParameters).toEqual({
    'method.request.path.id': true, 'method.request.querystring.tags': false, 'method.request.header.X-Trace': false,
  });
});

test('API Gateway may invoke the function for the methods of the route only', () => {
  const { template } = build((auth, handler) => auth.addPrivateRoute('orders/{id}', { methods: ['GET', 'DELETE'], handler }));
  const permissions = Object.entries(resources(template, 'AWS::Lambda::Permission')).filter(([id]) => id.includes('orders'));
  const arns = permissions.map(([, { Properties }]) => JSON.stringify(Properties.SourceArn));
  expect(arns).toEqual([expect.stringContaining('/GET/orders/*'), expect.stringContaining('/DELETE/orders/*')]);
});

describe('the preflight', () => {
  test('is one for each resource, open, and names the methods that are added later too', () => {
    const { methods: found } = build((auth, handler) => {
      auth.addPrivateRoute('orders', { handler });
      auth.addPublicRoute('orders', { handler, methods: ['POST', 'HEAD'] });
    });
    expect(found['OPTIONS /orders'].AuthorizationType).toBe('NONE');
    expect(allowed(found['OPTIONS /orders'])).toBe("'GET,POST,HEAD,OPTIONS'");
  });

  test('of a route of the construct names the method that joins it', () => {
    const { methods: found } = build((auth, handler) => auth.addPublicRoute('user/login', { handler, methods: ['GET'] }));
    expect(allowed(found['OPTIONS /user/login'])).toBe("'POST,GET,OPTIONS'");
  });

  test('of ANY names every method', () => {
    const { methods: found } = build((auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['ANY'] }));
    expect(allowed(found['OPTIONS /orders'])).toBe(`'${apigateway.Cors.ALL_METHODS.join(',')}'`);
  });

  test('has the origins of the construct, and there is none without CORS', () => {
    const add = (auth: Parameters<Parameters<typeof build>[0]>[0], handler: Parameters<Parameters<typeof build>[0]>[1]) => {
      auth.addPrivateRoute('orders', { handler });
    };
    const origin = 'https://app.example.com';
    const { methods: listed } = build(add, { defaultCorsPreflightOptions: { allowOrigins: [origin] } });
    expect(listed['OPTIONS /orders'].Integration.IntegrationResponses[0].ResponseParameters['method.response.header.Access-Control-Allow-Origin'])
      .toBe(`'${origin}'`);
    expect(build(add, { defaultCorsPreflightOptions: { allowOrigins: [] } }).methods).not.toHaveProperty('OPTIONS /orders');
  });

  test('of a resource that was made by hand stays as it is', () => {
    const { methods: found } = build((auth, handler) => {
      auth.restApi.root.addResource('orders').addCorsPreflight({ allowOrigins: ['https://a.example.com'], allowMethods: ['GET'] });
      auth.addPrivateRoute('orders', { handler });
    });
    expect(allowed(found['OPTIONS /orders'])).toBe("'GET'");
  });
});

describe('the throttle', () => {
  const settings = (template: Parameters<typeof only>[0]) => only(template, 'AWS::ApiGateway::Stage').MethodSettings as Record<string, unknown>[];

  test('is a setting of the stage for each method; what is left out is the stage\'s', () => {
    const { template } = build((auth, handler) => {
      auth.addPrivateRoute('orders/{id}', { handler, methods: ['GET', 'PUT'], throttle: { rateLimit: 5, burstLimit: 9 } });
      auth.addPrivateRoute('menu', { handler, throttle: { rateLimit: 7 } });
    }, { deployOptions: { metricsEnabled: true } });
    const common = { DataTraceEnabled: false, MetricsEnabled: true };
    expect(settings(template)).toEqual(expect.arrayContaining([
      { ...common, ResourcePath: '/~1orders~1{id}', HttpMethod: 'GET', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9 },
      { ...common, ResourcePath: '/~1orders~1{id}', HttpMethod: 'PUT', ThrottlingRateLimit: 5, ThrottlingBurstLimit: 9 },
      { ...common, ResourcePath: '/~1menu', HttpMethod: 'GET', ThrottlingRateLimit: 7, ThrottlingBurstLimit: 200 },
    ]));
  });

  test('is none by itself, and the construct\'s own stay', () => {
    const { template } = build((auth, handler) => auth.addPrivateRoute('orders', { handler }));
    expect(settings(template)).toEqual(settings(synth().template));
  });
});

test('without routes of the user\'s own nothing is added', () => {
  expect(Object.keys(methods(synth().template)).filter((route) => !route.includes(' /user/'))).toEqual([]);
});
