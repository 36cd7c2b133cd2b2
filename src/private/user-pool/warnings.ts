import * as cognito from 'aws-cdk-lib/aws-cognito';
import { SIGNUP_MARKER_ATTRIBUTE } from '../../routes/contract';
import { Operation } from '../../routes/route';
import { Settings } from '../settings';
import { Warn, WARNING_IDS } from '../warning-ids';

/** Operations that make Cognito send an email. */
const SENDING: ReadonlySet<Operation> = new Set(['ForgotPassword', 'ResendConfirmationCode', 'SignUp', 'UpdateUserAttributes']);

export function warnOfUserPool(settings: Settings, warn: Warn): void {
  warnOfUnverifiedEmail(settings, warn);
  warnOfDefaultEmail(settings, warn);
  warnOfFixedAttributes(settings, warn);
  warnOfMfa(settings, warn);
}

function warnOfUnverifiedEmail({ signUpMode, routes }: Settings, warn: Warn): void {
  if (signUpMode === 'AUTO_CONFIRM' && routes.some(({ name }) => name === 'signup')) {
    warn(WARNING_IDS.UNVERIFIED_EMAIL,
      'signup marks addresses as verified without proof, so anyone can claim any address; set \'signUpMode\' to EMAIL_CODE for production');
  }
}

function warnOfDefaultEmail({ signUpMode, userPool, routes }: Settings, warn: Warn): void {
  const sends = signUpMode === 'ADMIN_ONLY' || routes.some(({ calls }) => calls.some(({ operation }) => SENDING.has(operation)));
  if (sends && userPool.kind === 'created' && !userPool.props.email) {
    warn(WARNING_IDS.DEFAULT_EMAIL,
      'Cognito sends codes and invitations itself, at most 50 emails a day; set \'email\' to UserPoolEmail.withSES() for production');
  }
}

function warnOfFixedAttributes({ userPool }: Settings, warn: Warn): void {
  if (userPool.kind === 'existing') return;
  const { standardAttributes = {}, customAttributes = {} } = userPool.props;
  const added = [
    ...Object.keys(standardAttributes).filter((name) => name !== 'email'),
    ...Object.keys(customAttributes).filter((name) => name !== SIGNUP_MARKER_ATTRIBUTE),
  ];
  if (added.length > 0) {
    warn(WARNING_IDS.FIXED_ATTRIBUTES, `attributes cannot be changed or removed after the first deploy; be sure of ${added.join(', ')}`);
  }
}

function warnOfMfa({ mfa: { mode, secondFactor }, userPool, attributes }: Settings, warn: Warn): void {
  if (mode === cognito.Mfa.OFF) return;
  const { email, otp, sms } = secondFactor;
  if (userPool.kind === 'existing') {
    warn(WARNING_IDS.EXISTING_POOL_MFA, '\'mfa\' only adds the routes, as \'userPool\' is used as it is; turn MFA on in that pool too');
  }
  if (email && !otp && !sms) {
    // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2221
    warn(WARNING_IDS.EMAIL_ONLY_MFA, 'CloudFormation is known to reject a pool whose only second factor is email; set \'mfaSecondFactor.otp\' to true too');
  }
  if (email) {
    warn(WARNING_IDS.EMAIL_MFA_RECOVERY,
      'Cognito sends no reset code to an address that is a second factor, and no route verifies a phone number, so such a user who forgets the password needs an administrator');
  }
  if (sms && !attributes.changeable.includes('phone_number')) {
    warn(WARNING_IDS.SMS_WITHOUT_PHONE,
      'users cannot set the phone number that \'mfaSecondFactor.sms\' needs; add \'phoneNumber\' to \'standardAttributes\', or set it by an administrator');
  }
}
