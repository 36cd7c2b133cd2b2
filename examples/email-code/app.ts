import { App, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, SignUpMode } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'EmailCode');

/** Users verify their address with a code, and manage their account over the API. */
new CognitoPasswordAuthApi(stack, 'Auth', {
  signUpMode: SignUpMode.EMAIL_CODE,
  accountRoutes: true,
});
