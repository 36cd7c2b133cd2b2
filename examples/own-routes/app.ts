import { App, aws_cognito as cognito, aws_lambda as lambda, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, TokenUse } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'OwnRoutes');

const auth = new CognitoPasswordAuthApi(stack, 'Auth', { accountRoutes: true });

new cognito.CfnUserPoolGroup(stack, 'Admins', { userPoolId: auth.userPool.userPoolId, groupName: 'admins' });

/** Tells what it was asked, and by whom. */
const handler = new lambda.Function(stack, 'Orders', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`
    exports.handler = async ({ httpMethod, resource, pathParameters, requestContext }) => {
      const claims = requestContext.authorizer?.claims;
      const { sub } = typeof claims === 'string' ? JSON.parse(claims) : claims ?? {};
      return {
        statusCode: 200,
        headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' },
        body: JSON.stringify({ route: httpMethod + ' ' + resource, id: pathParameters?.id, sub }),
      };
    };`),
});

// Anyone.
auth.addPublicRoute('menu', { handler });

// Who is logged in.
auth.addPrivateRoute('orders', { methods: ['GET', 'POST'], handler, throttle: { rateLimit: 20, burstLimit: 40 } });
auth.addPrivateRoute('orders/{id}', { methods: ['GET', 'DELETE'], handler });

// Administrators.
auth.addPrivateRoute('reports', { handler, allowedGroups: ['admins'] });

// Who is still logged in.
auth.addPrivateRoute('vault', { handler, tokenUse: TokenUse.ACCESS, revocationCheck: true });
