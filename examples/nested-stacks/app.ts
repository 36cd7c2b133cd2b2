import { App, aws_lambda as lambda, NestedStack, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'NestedStacks');

const accounts = new NestedStack(stack, 'Accounts');
const auth = new CognitoPasswordAuthApi(accounts, 'Auth');

// The API's stack depends on this one, so this one must not use values of `auth`. The claims identify the caller.
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
