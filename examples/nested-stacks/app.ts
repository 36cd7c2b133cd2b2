import { App, aws_lambda as lambda, NestedStack, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'NestedStacks');

const accounts = new NestedStack(stack, 'Accounts');
const auth = new CognitoPasswordAuthApi(accounts, 'Auth');

// The API waits for these functions, so that they must not want anything of `auth` in turn. Claims tell them who calls.
const orders = new NestedStack(stack, 'Orders');
const handler = new lambda.Function(orders, 'Function', {
  runtime: lambda.Runtime.NODEJS_22_X,
  handler: 'index.handler',
  code: lambda.Code.fromInline(`
    exports.handler = async ({ requestContext }) => ({
      statusCode: 200,
      headers: { 'Access-Control-Allow-Origin': '*', 'Content-Type': 'application/json' },
      body: JSON.stringify({ orders: [], email: requestContext.authorizer.claims.email }),
    });`),
});

auth.addPrivateRoute('orders', { handler });
