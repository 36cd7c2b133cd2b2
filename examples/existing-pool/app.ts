import { App, aws_cognito as cognito, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, SignUpMode } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'ExistingPool');

// The existing pool and client. If another app created them, import them instead:
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

// Neither is changed. Existing users can log in as before, and with the new routes too.
new CognitoPasswordAuthApi(stack, 'Auth', { userPool, userPoolClient, signUpMode: SignUpMode.EMAIL_CODE });
