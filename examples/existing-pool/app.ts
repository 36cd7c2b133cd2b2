import { App, aws_cognito as cognito, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, SignUpMode } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'ExistingPool');

// What the app has had all along. A pool and client that are not made in the app are imported instead:
//   cognito.UserPool.fromUserPoolId(stack, 'Customers', 'eu-central-1_AbCdEfGhI')
//   cognito.UserPoolClient.fromUserPoolClientId(stack, 'Web', '1example23456789')
const userPool = new cognito.UserPool(stack, 'Customers', {
  signInAliases: { email: true },
  selfSignUpEnabled: true,
  passwordPolicy: { minLength: 10, requireSymbols: false },
});
const userPoolClient = userPool.addClient('Web', {
  authFlows: { adminUserPassword: true },
  disableOAuth: true,
  preventUserExistenceErrors: true,
});

// Nothing of either is changed: whoever could log in still can, now by these routes too.
new CognitoPasswordAuthApi(stack, 'Auth', { userPool, userPoolClient, signUpMode: SignUpMode.EMAIL_CODE });
