import { App, aws_apigateway as apigateway, aws_cognito as cognito, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, TokenUse } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'OwnRoutes');

const auth = new CognitoPasswordAuthApi(stack, 'Auth', { accountRoutes: true });

new cognito.CfnUserPoolGroup(stack, 'Admins', { userPoolId: auth.userPool.userPoolId, groupName: 'admins' });

/** Returns the request and the caller. */
const handler = new lambda.Function(stack, 'Orders', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`
    exports.handler = async ({ httpMethod, resource, pathParameters, body, requestContext }) => {
      const order = httpMethod === 'POST' ? JSON.parse(body) : {};
      const claims = requestContext.authorizer?.claims;
      const { sub } = typeof claims === 'string' ? JSON.parse(claims) : claims ?? {};
      return {
        statusCode: 200,
        headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' },
        body: JSON.stringify({ ...order, route: httpMethod + ' ' + resource, id: pathParameters?.id, sub }),
      };
    };`),
});

// Public.
auth.addPublicRoute('menu', { handler });

// Signed-in users.
auth.addPrivateRoute('orders', { handler });
auth.addPrivateRoute('orders/{id}', { methods: ['GET', 'DELETE'], handler });

// Signed-in users, with a body that API Gateway checks. auth.openApi() documents the schemas.
const { INTEGER, OBJECT, STRING } = apigateway.JsonSchemaType;
const dish = { type: STRING, minLength: 1, maxLength: 100 };
const count = { type: INTEGER, minimum: 1, maximum: 20 };
auth.addPrivateRoute('orders', {
  methods: ['POST'],
  handler,
  throttle: { rateLimit: 20, burstLimit: 40 },
  operationName: 'placeOrder',
  summary: 'Orders a dish',
  requestSchema: { title: 'Order', type: OBJECT, properties: { dish, count }, required: ['dish', 'count'] },
  responseSchemas: {
    200: { title: 'PlacedOrder', type: OBJECT, properties: { dish, count, sub: { type: STRING } }, required: ['dish', 'count', 'sub'] },
  },
});

// Members of the group admins.
auth.addPrivateRoute('reports', { handler, allowedGroups: ['admins'] });

// Signed-in users whose token has not been revoked.
auth.addPrivateRoute('vault', { handler, tokenUse: TokenUse.ACCESS, revocationCheck: true });
