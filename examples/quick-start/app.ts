import { App, Duration, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'QuickStart');
new CognitoPasswordAuthApi(stack, 'Auth', {
  passwordPolicy: { minLength: 12 },
  idTokenValidity: Duration.hours(1),
});
