import { Duration, RemovalPolicy, aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import { SignUpMode } from '../../src';
import { refuses } from '../support/refuses';
import { newStack } from '../support/synth';

const { Mfa, FeaturePlan, AccountRecovery, StandardThreatProtectionMode: Protection } = cognito;
const ses = cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'eu-west-1' });
const attributes = () => new cognito.ClientAttributes();
const text = new cognito.StringAttribute({ mutable: true });
const trigger = lambda.Function.fromFunctionArn(newStack(), 'Trigger', 'arn:aws:lambda:eu-west-1:111111111111:function:trigger');
const EMAIL_CODE = { signUpMode: SignUpMode.EMAIL_CODE };

describe('passwords', () => {
  const expected = 'set it to a whole number from 6 to 99';
  refuses([
    [`'passwordPolicy.minLength' is 5; ${expected}`, { passwordPolicy: { minLength: 5 } }],
    [`'passwordPolicy.minLength' is 100; ${expected}`, { passwordPolicy: { minLength: 100 } }],
    [`'passwordPolicy.minLength' is 7.5; ${expected}`, { passwordPolicy: { minLength: 7.5 } }],
    ['\'passwordPolicy.passwordHistorySize\' is 25; set it to a whole number from 0 to 24', { ...EMAIL_CODE, passwordPolicy: { passwordHistorySize: 25 } }],
    ['\'passwordPolicy.passwordHistorySize\' is 3, but signup in AUTO_CONFIRM mode sets the chosen password twice; '
      + 'set it to 0, or \'signUpMode\' to EMAIL_CODE', { passwordPolicy: { passwordHistorySize: 3 } }],
    ['\'passwordPolicy.passwordHistorySize\' is 3, which FeaturePlan.LITE does not have; set \'featurePlan\' to ESSENTIALS or PLUS',
      { ...EMAIL_CODE, featurePlan: FeaturePlan.LITE, passwordPolicy: { passwordHistorySize: 3 } }],
    ['\'passwordPolicy.tempPasswordValidity\' is 12 hours; set it to whole days from 1 day to 365 days',
      { passwordPolicy: { tempPasswordValidity: Duration.hours(12) } }],
    ['\'passwordPolicy.tempPasswordValidity\' is 366 days; set it to whole days from 1 day to 365 days',
      { passwordPolicy: { tempPasswordValidity: Duration.days(366) } }],
  ]);
});

describe('the user pool', () => {
  const name = 'use 1 to 128 letters, digits, spaces and +=,.@-_';
  refuses([
    [`'userPoolName' is 'a/b'; ${name}`, { userPoolName: 'a/b' }],
    [`'userPoolName' is ''; ${name}`, { userPoolName: '' }],
    [`'userPoolClientName' is 'web:1'; ${name}`, { userPoolClientName: 'web:1' }],
    ['\'removalPolicy\' is snapshot, which a user pool does not have; set it to RETAIN or DESTROY', { removalPolicy: RemovalPolicy.SNAPSHOT }],
    ['\'signUpMode\' is \'OPEN\'; set it to AUTO_CONFIRM, EMAIL_CODE or ADMIN_ONLY', { signUpMode: 'OPEN' as SignUpMode }],
    ['\'mfa\' is \'SOMETIMES\'; set it to OFF, OPTIONAL or REQUIRED', { mfa: 'SOMETIMES' as cognito.Mfa }],
    ['\'standardThreatProtectionMode\' is ENFORCED, which needs the Plus plan; set \'featurePlan\' to PLUS',
      { standardThreatProtectionMode: Protection.FULL_FUNCTION }],
    ['\'standardThreatProtectionMode\' is AUDIT, which needs the Plus plan; set \'featurePlan\' to PLUS',
      { standardThreatProtectionMode: Protection.AUDIT_ONLY, featurePlan: FeaturePlan.LITE }],
    ['\'accountRecovery\' is PHONE_ONLY_WITHOUT_MFA, but no route verifies a phone number; set it to EMAIL_ONLY',
      { accountRecovery: AccountRecovery.PHONE_ONLY_WITHOUT_MFA }],
    ['\'lambdaTriggers\' has \'preSignup\', which is not a trigger; use customMessage, postAuthentication, postConfirmation, preAuthentication, preSignUp, '
      + 'preTokenGeneration or userMigration', { lambdaTriggers: { preSignup: trigger } }],
    ['\'lambdaTriggers.preTokenGenerationConfig\' has no place for the version of its event; '
      + 'call addTrigger() of the user pool with PRE_TOKEN_GENERATION_CONFIG instead', { lambdaTriggers: { preTokenGenerationConfig: trigger } }],
    ['\'lambdaTriggers.defineAuthChallenge\' would never run, as no route starts custom authentication; leave it out',
      { lambdaTriggers: { defineAuthChallenge: trigger } }],
    ['\'lambdaTriggers.customEmailSender\' needs a KMS key that only a pool of your own takes; make one and pass it as \'userPool\'',
      { lambdaTriggers: { customEmailSender: trigger } }],
  ]);
});

describe('MFA', () => {
  const mfa = Mfa.OPTIONAL;
  refuses([
    ['\'mfaSecondFactor\' has no effect while \'mfa\' is OFF; set \'mfa\' to OPTIONAL or REQUIRED', { mfaSecondFactor: { otp: true, sms: false } }],
    ['\'totpIssuer\' has no effect while \'mfa\' is OFF; set \'mfa\' to OPTIONAL or REQUIRED', { mfa: Mfa.OFF, totpIssuer: 'Example' }],
    ['\'totpIssuer\' has no effect without authenticator apps; set \'mfaSecondFactor.otp\' to true, or leave it out',
      { mfa, mfaSecondFactor: { otp: false, sms: true }, totpIssuer: 'Example' }],
    ['\'totpIssuer\' is \'\'; use a name without a colon, which authenticator apps take for its end', { mfa, totpIssuer: '' }],
    ['\'totpIssuer\' is \' \'; use a name without a colon, which authenticator apps take for its end', { mfa, totpIssuer: ' ' }],
    ['\'totpIssuer\' is \'Shop: EU\'; use a name without a colon, which authenticator apps take for its end', { mfa, totpIssuer: 'Shop: EU' }],
    ['\'mfaSecondFactor\' names no factor; set \'otp\', \'sms\' or \'email\' to true', { mfa, mfaSecondFactor: { otp: false, sms: false } }],
    ['\'mfaSecondFactor.email\' needs mail by Amazon SES; set \'email\' to UserPoolEmail.withSES()',
      { mfa, mfaSecondFactor: { otp: true, sms: false, email: true } }],
    ['\'mfaSecondFactor.email\' is true, which FeaturePlan.LITE does not have; set \'featurePlan\' to ESSENTIALS or PLUS',
      { mfa, mfaSecondFactor: { otp: true, sms: false, email: true }, email: ses, featurePlan: FeaturePlan.LITE }],
    ['\'accountRecovery\' is EMAIL_ONLY, but email is a second factor too; set it to EMAIL_AND_PHONE_WITHOUT_MFA',
      { mfa, mfaSecondFactor: { otp: true, sms: false, email: true }, email: ses, accountRecovery: AccountRecovery.EMAIL_ONLY }],
  ]);
});

describe('attributes', () => {
  refuses([
    ['\'standardAttributes.email\' is not required, but the email is the username; set \'required\' to true',
      { standardAttributes: { email: { required: false } } }],
    ['\'standardAttributes.givenName\' is required, but the signup route asks for email and password only; '
      + 'set \'required\' to false, or \'routes.signup\' to false', { standardAttributes: { givenName: { required: true } } }],
    ['\'customAttributes\' has \'signup_route\', which the signup route reserves; choose another name', { customAttributes: { signup_route: text } }],
    ['\'customAttributes\' has \'custom:plan\'; leave out the prefix, which Cognito adds', { customAttributes: { 'custom:plan': text } }],
    ['\'customAttributes\' has \'aNameOfTwentyOneChars\'; choose a name of 1 to 20 characters without spaces', { customAttributes: { aNameOfTwentyOneChars: text } }],
    ['\'customAttributes\' has \'two words\'; choose a name of 1 to 20 characters without spaces', { customAttributes: { 'two words': text } }],
    ['\'customAttributes\' has \'\'; choose a name of 1 to 20 characters without spaces', { customAttributes: { '': text } }],
    ['\'customAttributes\' has 50; a pool takes 49 beside the one of the signup route, so leave some out',
      { customAttributes: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, text])) }],
    ['\'customAttributes.plan\' is not an attribute; create it with new StringAttribute() or a similar class',
      { customAttributes: { plan: { mutable: true } as unknown as cognito.ICustomAttribute } }],
    ['\'customAttributes.plan.minLen\' is 9, more than its \'maxLen\' of 8, so no value would do; set it to no more',
      { customAttributes: { plan: new cognito.StringAttribute({ minLen: 9, maxLen: 8 }) } }],
    ['\'customAttributes.plan.minLen\' is 2049; set it to a whole number from 0 to 2048', { customAttributes: { plan: new cognito.StringAttribute({ minLen: 2049 }) } }],
    ['\'customAttributes.plan.maxLen\' is 1.5; set it to a whole number from 0 to 2048', { customAttributes: { plan: new cognito.StringAttribute({ maxLen: 1.5 }) } }],
    ['\'customAttributes.seats.min\' is 2, more than its \'max\' of 1, so no value would do; set it to no more',
      { customAttributes: { seats: new cognito.NumberAttribute({ min: 2, max: 1 }) } }],
    ['\'customAttributes.seats.max\' is Infinity; set it to a number', { customAttributes: { seats: new cognito.NumberAttribute({ max: Infinity }) } }],
    ['\'writeAttributes\' has \'custom:plan\', which is immutable and set by no route; set \'mutable\' to true on it, or leave it out', {
      customAttributes: { plan: new cognito.StringAttribute() },
      writeAttributes: attributes().withStandardAttributes({ email: true }).withCustomAttributes('plan'),
    }],
    ['\'writeAttributes\' is empty, which Cognito takes for all attributes; list at least one', { writeAttributes: attributes() }],
    ['\'readAttributes\' is empty, which Cognito takes for all attributes; list at least one', { readAttributes: attributes() }],
    ['\'writeAttributes\' has \'custom:signup_route\', which the signup route reserves; leave it out',
      { writeAttributes: attributes().withStandardAttributes({ email: true }).withCustomAttributes('signup_route') }],
    ['\'readAttributes\' lacks \'email\', which the private route reads from the ID token; add it, or set \'routes.privateRoute\' to false',
      { readAttributes: attributes().withStandardAttributes({ fullname: true }), standardAttributes: { fullname: { mutable: true } } }],
    ['\'readAttributes\' has \'custom:signup_route\', which the signup route reserves; leave it out',
      { readAttributes: attributes().withCustomAttributes('signup_route') }],
    ['\'writeAttributes\' has \'email_verified\', with which users could verify themselves; leave it out',
      { writeAttributes: attributes().withStandardAttributes({ email: true, emailVerified: true }) }],
    ['\'writeAttributes\' lacks \'email\', which users of the pool must have; add it', { writeAttributes: attributes().withStandardAttributes({ website: true }) }],
    ['\'writeAttributes\' has \'custom:plan\', which the pool lacks; add it to \'customAttributes\'',
      { writeAttributes: attributes().withStandardAttributes({ email: true }).withCustomAttributes('plan') }],
  ]);
});
