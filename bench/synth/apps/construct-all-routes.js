'use strict';

const { Mfa, UserPoolEmail } = require('aws-cdk-lib/aws-cognito');
const { CognitoPasswordAuthApi, SignUpMode } = require('../../.build/package/lib');
const { synthesise } = require('./instances');

synthesise((stack, id) => new CognitoPasswordAuthApi(stack, id, {
  signUpMode: SignUpMode.EMAIL_CODE,
  email: UserPoolEmail.withCognito(),
  mfa: Mfa.OPTIONAL,
  accountRoutes: true,
}));
