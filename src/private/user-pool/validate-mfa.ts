import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { SignUpMode } from '../../sign-up-mode';
import { isKnown, throwInvalid } from '../validation';

export function validateMfa(props: CognitoPasswordAuthApiProps): void {
  validateMfaIsOn(props);
  validateIssuer(props);
  validateSecondFactor(props);
  validateIssuerIsShown(props);
  validateRequiredFactor(props);
  validateEmailFactor(props);
}

function validateMfaIsOn(props: CognitoPasswordAuthApiProps): void {
  if (props.mfa !== undefined && props.mfa !== cognito.Mfa.OFF) return;
  const used = (['mfaSecondFactor', 'totpIssuer'] as const).find((name) => props[name] !== undefined);
  if (used) throwInvalid(`'${used}' has no effect while 'mfa' is OFF; set 'mfa' to OPTIONAL or REQUIRED`);
}

function validateIssuerIsShown({ mfaSecondFactor: factor, totpIssuer }: CognitoPasswordAuthApiProps): void {
  if (totpIssuer !== undefined && factor && !factor.otp) {
    throwInvalid('\'totpIssuer\' has no effect without authenticator apps; set \'mfaSecondFactor.otp\' to true, or leave it out');
  }
}

/** @see https://github.com/google/google-authenticator/wiki/Key-Uri-Format */
function validateIssuer({ totpIssuer }: CognitoPasswordAuthApiProps): void {
  if (isKnown(totpIssuer) && !/^[^:]*[^:\s][^:]*$/.test(totpIssuer)) {
    throwInvalid(`'totpIssuer' is '${totpIssuer}'; use a name without a colon, which authenticator apps take for its end`);
  }
}

function validateSecondFactor({ mfaSecondFactor: factor }: CognitoPasswordAuthApiProps): void {
  if (factor && !factor.otp && !factor.sms && !factor.email) {
    throwInvalid('\'mfaSecondFactor\' names no factor; set \'otp\', \'sms\' or \'email\' to true');
  }
}

/** Signup takes no phone number, and a login that must set up a factor can set up an authenticator app alone. */
function validateRequiredFactor({ mfa, mfaSecondFactor: factor, signUpMode }: CognitoPasswordAuthApiProps): void {
  if (mfa === cognito.Mfa.REQUIRED && factor?.sms && !factor.otp && !factor.email && signUpMode !== SignUpMode.ADMIN_ONLY) {
    throwInvalid('\'mfa\' is REQUIRED with SMS alone, but signup takes no phone number, so nobody could log in; set \'mfaSecondFactor.otp\' to true');
  }
}

/** @see https://docs.aws.amazon.com/cognito/latest/developerguide/user-pool-settings-mfa-sms-email-message.html */
function validateEmailFactor(props: CognitoPasswordAuthApiProps): void {
  if (!props.mfaSecondFactor?.email) return;
  if (!props.email) {
    throwInvalid('\'mfaSecondFactor.email\' needs mail by Amazon SES; set \'email\' to UserPoolEmail.withSES()');
  }
  if (props.featurePlan === cognito.FeaturePlan.LITE) {
    throwInvalid('\'mfaSecondFactor.email\' is true, which FeaturePlan.LITE does not have; set \'featurePlan\' to ESSENTIALS or PLUS');
  }
  if (props.accountRecovery === cognito.AccountRecovery.EMAIL_ONLY) {
    throwInvalid('\'accountRecovery\' is EMAIL_ONLY, but email is a second factor too; set it to EMAIL_AND_PHONE_WITHOUT_MFA');
  }
}
