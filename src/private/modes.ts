import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { SignUpModeName } from '../routes/conditions';
import { SignUpMode } from '../sign-up-mode';

export function signUpModeOf({ signUpMode }: Pick<CognitoPasswordAuthApiProps, 'signUpMode'>): SignUpModeName {
  return signUpMode ?? SignUpMode.AUTO_CONFIRM;
}

export function hasMfa({ mfa }: Pick<CognitoPasswordAuthApiProps, 'mfa'>): boolean {
  return (mfa ?? cognito.Mfa.OFF) !== cognito.Mfa.OFF;
}
