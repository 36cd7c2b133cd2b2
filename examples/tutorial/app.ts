import { App, Duration, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'Tutorial');

/** The stack that the tutorial writes by hand in one `serverless.yml`. */
new CognitoPasswordAuthApi(stack, 'Auth', {
  userPoolName: 'serverless-auth-pool',
  standardAttributes: { email: { required: true, mutable: true } },
  passwordPolicy: { minLength: 6, requireLowercase: false, requireUppercase: false, requireDigits: false, requireSymbols: false },

  userPoolClientName: 'user-pool-ui',
  accessTokenValidity: Duration.hours(5),
  idTokenValidity: Duration.hours(5),
  refreshTokenValidity: Duration.days(30),

  // The tutorial has only signup, login and private.
  routes: { loginChallenge: false, refresh: false, logout: false, forgotPassword: false, resetPassword: false },
});
