import * as cognito from 'aws-cdk-lib/aws-cognito';
import { SignUpMode } from '../../src';
import { methods, synth } from '../support/synth';

const sms = { otp: false, sms: true };

test('an authenticator app is set up only where it is a second factor', () => {
  const paths = Object.keys(methods(synth({ mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: sms }).template));
  expect(paths).toContain('PUT /user/mfa');
  expect(paths.filter((path) => path.includes('totp'))).toEqual([]);
});

test('SMS alone cannot be required of those who sign up', () => {
  expect(() => synth({ mfa: cognito.Mfa.REQUIRED, mfaSecondFactor: sms }))
    .toThrow("'mfa' is REQUIRED with SMS alone, but signup takes no phone number, so nobody could log in; set 'mfaSecondFactor.otp' to true");
  expect(() => synth({ mfa: cognito.Mfa.REQUIRED, mfaSecondFactor: sms, signUpMode: SignUpMode.ADMIN_ONLY })).not.toThrow();
});
