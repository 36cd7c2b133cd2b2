import { aws_cognito as cognito, aws_logs as logs, aws_apigateway as apigateway } from 'aws-cdk-lib';
import { Certificate } from 'aws-cdk-lib/aws-certificatemanager';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { WARNING_IDS } from '../../src/private/warning-ids';
import { newStack, synth, warnings } from '../support/synth';

const email = cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'eu-west-1' });
const quiet = { signUpMode: SignUpMode.EMAIL_CODE, email };
const origins = (...allowOrigins: string[]) => ({ defaultCorsPreflightOptions: { allowOrigins } });

test('a stack for production is silent', () => {
  expect(warnings(synth(quiet).stack)).toEqual([]);
});

test('the default warns of addresses that nobody proved and of Cognito\'s own mail', () => {
  expect(warnings(synth().stack)).toEqual([WARNING_IDS.DEFAULT_EMAIL, WARNING_IDS.UNVERIFIED_EMAIL].sort());
});

test.each<[string, CognitoPasswordAuthApiProps, string[]]>([
  ['AUTO_CONFIRM', { email }, [WARNING_IDS.UNVERIFIED_EMAIL]],
  ['AUTO_CONFIRM without its route', { email, routes: { signup: false } }, []],
  ['no mail of its own', { signUpMode: SignUpMode.EMAIL_CODE }, [WARNING_IDS.DEFAULT_EMAIL]],
  ['invitations by Cognito\'s mail', { signUpMode: SignUpMode.ADMIN_ONLY, routes: { forgotPassword: false } }, [WARNING_IDS.DEFAULT_EMAIL]],
  ['no route that sends mail', { routes: { forgotPassword: false } }, [WARNING_IDS.UNVERIFIED_EMAIL]],
  ['a standard attribute', { ...quiet, standardAttributes: { givenName: {} } }, [WARNING_IDS.FIXED_ATTRIBUTES]],
  ['the email attribute', { ...quiet, standardAttributes: { email: { mutable: true } } }, []],
  ['a custom attribute', { ...quiet, customAttributes: { plan: new cognito.StringAttribute() } }, [WARNING_IDS.FIXED_ATTRIBUTES]],
  ['one origin', { ...quiet, ...origins('https://a.example.com') }, []],
  ['several origins', { ...quiet, ...origins('https://a.example.com', 'https://b.example.com') }, [WARNING_IDS.SEVERAL_ORIGINS]],
  ['an access log', { ...quiet, accessLog: true }, [WARNING_IDS.ACCOUNT_LOGGING_ROLE]],
  ['an execution log', { ...quiet, deployOptions: { loggingLevel: apigateway.MethodLoggingLevel.ERROR } }, [WARNING_IDS.ACCOUNT_LOGGING_ROLE]],
  ['email as the only second factor', { ...quiet, mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: false, sms: false, email: true } },
    [WARNING_IDS.EMAIL_MFA_RECOVERY, WARNING_IDS.EMAIL_ONLY_MFA]],
  ['SMS without a phone number', { ...quiet, mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: true, sms: true } }, [WARNING_IDS.SMS_WITHOUT_PHONE]],
  ['SMS with a phone number', {
    ...quiet, mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: true, sms: true }, standardAttributes: { phoneNumber: { mutable: true } },
  }, [WARNING_IDS.FIXED_ATTRIBUTES]],
  ['an access log and its role', { ...quiet, cloudWatchRole: true }, []],
  ['SMS with a phone number that is set once', {
    ...quiet, mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: true, sms: true }, standardAttributes: { phoneNumber: { mutable: false } },
  }, [WARNING_IDS.FIXED_ATTRIBUTES, WARNING_IDS.SMS_WITHOUT_PHONE]],
  ['no address of AWS\'s and none of one\'s own', { ...quiet, disableExecuteApiEndpoint: true }, [WARNING_IDS.NO_DOMAIN]],
])('%s', (_name, props, expected) => {
  expect(warnings(synth(props).stack)).toEqual(expected);
});

test('an access log elsewhere needs the role too', () => {
  const stack = newStack();
  const accessLogDestination = new apigateway.LogGroupLogDestination(new logs.LogGroup(stack, 'Elsewhere'));
  expect(warnings(synth({ ...quiet, deployOptions: { accessLogDestination } }, stack).stack)).toEqual([WARNING_IDS.ACCOUNT_LOGGING_ROLE]);
});

test('MFA beside an existing pool', () => {
  const stack = newStack();
  const userPool = cognito.UserPool.fromUserPoolId(stack, 'Existing', 'eu-west-1_abcdefghi');
  const { stack: synthesised } = synth({ userPool, mfa: cognito.Mfa.OPTIONAL, signUpMode: SignUpMode.EMAIL_CODE }, stack);
  expect(warnings(synthesised)).toEqual([WARNING_IDS.EXISTING_POOL_MFA]);
});

test('a domain in place of AWS\'s address', () => {
  const stack = newStack();
  const certificate = Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:us-east-1:111111111111:certificate/a');
  const { stack: synthesised } = synth({ ...quiet, disableExecuteApiEndpoint: true, domainName: { domainName: 'auth.example.com', certificate } }, stack);
  expect(warnings(synthesised)).toEqual([]);
});

test('ids are named after the package', () => {
  for (const id of Object.values(WARNING_IDS)) expect(id).toMatch(/^cdk-cognito-password-auth:[a-z][A-Za-z]+$/);
});
