import { aws_apigateway as apigateway, Lazy } from 'aws-cdk-lib';
import { build, refuses } from './support';
import { TokenUse } from '../../src';
import { resources } from '../support/synth';

const integration = new apigateway.MockIntegration();
const characters = 'use segments of letters, digits and -._:$, or parameters such as {id}, joined by single slashes';

describe('the path', () => {
  refuses([
    ["'path' is '/orders'; leave out the slashes at its ends", (auth, handler) => auth.addPrivateRoute('/orders', { handler })],
    ["'path' is 'orders/'; leave out the slashes at its ends", (auth, handler) => auth.addPublicRoute('orders/', { handler })],
    ["'path' is empty; name at least one segment, such as 'orders'", (auth, handler) => auth.addPrivateRoute('', { handler })],
    [`'path' is 'orders//lines'; ${characters}`, (auth, handler) => auth.addPrivateRoute('orders//lines', { handler })],
    [`'path' is 'my orders'; ${characters}`, (auth, handler) => auth.addPrivateRoute('my orders', { handler })],
    [`'path' is 'orders/:{id}'; ${characters}`, (auth, handler) => auth.addPrivateRoute('orders/:{id}', { handler })],
    ["'path' is 'files/{path+}/size'; nothing can stand after a parameter that takes the rest of the path",
      (auth, handler) => auth.addPrivateRoute('files/{path+}/size', { handler })],
    ["'path' is 'a/{id}/b/{id}'; give its parameters different names than 'id' twice", (auth, handler) => auth.addPrivateRoute('a/{id}/b/{id}', { handler })],
    ["'path' is a token, but must be a literal value, because methods are created from it at synthesis; write the value",
      (auth, handler) => auth.addPrivateRoute(Lazy.string({ produce: () => 'orders' }), { handler })],
    ["'path' is 'orders/{orderId}/lines', but another route has {id} where it has {orderId}; use the same one",
      (auth, handler) => auth.addPrivateRoute('orders/{orderId}/lines', { handler }),
      { given: (auth, handler) => auth.addPrivateRoute('orders/{id}', { handler }) }],
  ]);
});

describe('the methods', () => {
  refuses([
    ["'methods' of /orders is empty; name at least one, or leave it out for GET", (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: [] })],
    ["'methods' of /orders has 'get'; use GET, POST, PUT, PATCH, DELETE, HEAD or ANY",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['get'] })],
    ["'methods' of /orders has OPTIONS, which the construct answers for preflights; leave it out",
      (auth, handler) => auth.addPublicRoute('orders', { handler, methods: ['GET', 'OPTIONS'] })],
    ["'methods' of /orders has GET twice; name it once", (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['GET', 'GET'] })],
    ["POST /user/login is a route of the construct; choose another path, or change 'basePath'",
      (auth, handler) => auth.addPublicRoute('user/login', { handler, methods: ['POST'] })],
    ["POST /login is a route of the construct; choose another path, or change 'basePath'",
      (auth, handler) => auth.addPublicRoute('login', { handler, methods: ['POST'] }), { props: { basePath: '' } }],
    ['GET /orders is there already; leave it out, or choose another path',
      (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['POST', 'GET'] }),
      { given: (auth, handler) => auth.addPublicRoute('orders', { handler }) }],
  ]);
});

describe('what answers', () => {
  refuses([
    ["/orders has neither 'handler' nor 'integration'; give one of them", (auth) => auth.addPrivateRoute('orders')],
    ["/orders has neither 'handler' nor 'integration'; give one of them", (auth) => auth.addPublicRoute('orders')],
    ["/orders has both 'handler' and 'integration'; give one of them", (auth, handler) => auth.addPrivateRoute('orders', { handler, integration })],
  ]);
});

describe('the token', () => {
  refuses([
    ["'authorizationScopes' of /orders need an access token; set 'tokenUse' to ACCESS",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, authorizationScopes: ['orders/read'] })],
    ["'authorizationScopes' of /orders is empty, which lets the ID token in; name a scope, or leave it out",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, tokenUse: TokenUse.ACCESS, authorizationScopes: [] })],
  ]);
});

describe('the throttle', () => {
  const burst = 'set it to a whole number from 1 to 10000';
  refuses([
    ["'throttle' of /orders is empty; set 'rateLimit' or 'burstLimit', or leave it out", (auth, handler) => auth.addPrivateRoute('orders', { handler, throttle: {} })],
    ["'throttle' of /orders needs the methods by name; list them instead of ANY",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, methods: ['ANY'], throttle: { rateLimit: 1 } })],
    ["'throttle.rateLimit' of /orders is 0; set it to more than 0 and at most 10000 requests a second",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, throttle: { rateLimit: 0 } })],
    [`'throttle.burstLimit' is 1.5; ${burst}`, (auth, handler) => auth.addPrivateRoute('orders', { handler, throttle: { burstLimit: 1.5 } })],
    ["'throttle' of /orders is also in the 'methodOptions' of the stage; set it in one of them",
      (auth, handler) => auth.addPrivateRoute('orders', { handler, throttle: { rateLimit: 1 } }),
      { props: { deployOptions: { methodOptions: { '/orders/GET': { throttlingRateLimit: 2 } } } } }],
  ]);
});

describe('options that would be passed over', () => {
  const ofBoth = { integration, allowedGroups: ['admins'] };
  refuses([
    ["'allowedGroups' of /orders has no effect on a public route; add the route by addPrivateRoute(), or leave it out",
      (auth) => auth.addPublicRoute('orders', ofBoth)],
    ["'tokenUse' of /orders has no effect on a public route; add the route by addPrivateRoute(), or leave it out",
      (auth) => auth.addPublicRoute('orders', { integration, tokenUse: TokenUse.ACCESS } as never)],
    ["'tokenUse' of /orders is 'acess'; set it to ID or ACCESS", (auth) => auth.addPrivateRoute('orders', { integration, tokenUse: 'acess' as TokenUse })],
  ]);
});

describe('more methods than the policy of a function has room for', () => {
  const fill: Parameters<typeof refuses>[0][number][1] = (auth, handler) => {
    for (let index = 0; index < 22; index += 1) auth.addPrivateRoute(`tables/t${index}`, { handler, methods: ['GET', 'PUT'] });
  };
  refuses([
    ["'handler' of /orders would serve 46 methods, and its policy of 20 KB holds permissions for 45; "
      + "pass 'integration: new LambdaIntegration(handler, { scopePermissionToMethod: false })', one for all of them, or name ANY",
    (auth, handler) => auth.addPublicRoute('orders', { handler, methods: ['GET', 'POST'] }), { given: fill }],
  ]);

  test('have one permission for all of them by an integration', () => {
    const { template } = build((auth, handler) => {
      fill(auth, handler);
      const all = new apigateway.LambdaIntegration(handler, { scopePermissionToMethod: false });
      for (let index = 0; index < 9; index += 1) auth.addPrivateRoute(`rooms/r${index}`, { integration: all, methods: ['GET', 'PUT'] });
    });
    const ofHandler = Object.values(resources(template, 'AWS::Lambda::Permission')).filter(({ Properties }) => /^Orders/.test(Properties.FunctionName['Fn::GetAtt'][0]));
    expect(ofHandler).toHaveLength(45);
  });
});
