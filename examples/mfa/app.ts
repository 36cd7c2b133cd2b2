import { App, aws_cognito as cognito, Duration, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, SignUpMode } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'Mfa');

/** Users may add an authenticator app, and refresh tokens rotate. */
new CognitoPasswordAuthApi(stack, 'Auth', {
  signUpMode: SignUpMode.EMAIL_CODE,
  accountRoutes: true,
  mfa: cognito.Mfa.OPTIONAL,
  mfaSecondFactor: { otp: true, sms: false },
  refreshTokenRotationGracePeriod: Duration.seconds(10),
});
