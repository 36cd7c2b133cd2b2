import { Annotations } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { hasMfa, signUpModeOf } from './modes';
import { CognitoPasswordAuthApiProps } from '../cognito-password-auth-api-props';
import { corsOf } from './rest-api/cors';
import { hasGatewayResponses, needsLoggingRole } from './rest-api/rest-api';
import { changeableAttributesOf } from './user-pool/attributes';
import { WARNING_IDS } from './warning-ids';
import { Operation, Route } from '../routes/route';

/** Operations that make Cognito send a mail. */
const MAILS: ReadonlySet<Operation> = new Set(['ForgotPassword', 'ResendConfirmationCode', 'SignUp', 'UpdateUserAttributes']);

/** Warns of what is legal and risky. */
export function addWarnings(scope: Construct, routes: readonly Route[], props: CognitoPasswordAuthApiProps): void {
  const warn = (id: string, message: string) => Annotations.of(scope).addWarningV2(id, message);
  const mode = signUpModeOf(props);

  if (mode === 'AUTO_CONFIRM' && routes.some(({ name }) => name === 'signup')) {
    warn(WARNING_IDS.UNVERIFIED_EMAIL,
      'signup marks an address as verified that nobody proved, so anyone can claim any address; set \'signUpMode\' to EMAIL_CODE for production');
  }
  const mails = mode === 'ADMIN_ONLY' || routes.some(({ calls }) => calls.some(({ operation }) => MAILS.has(operation)));
  if (mails && !props.userPool && !props.email) {
    warn(WARNING_IDS.DEFAULT_EMAIL,
      'codes and invitations go out by Cognito\'s own mail, at most 50 a day; set \'email\' to UserPoolEmail.withSES() for production');
  }
  const added = [...Object.keys(props.standardAttributes ?? {}).filter((name) => name !== 'email'), ...Object.keys(props.customAttributes ?? {})];
  if (added.length > 0) {
    warn(WARNING_IDS.FIXED_ATTRIBUTES, `attributes cannot be changed or removed after the first deploy; be sure of ${added.join(', ')}`);
  }
  const cors = corsOf(props);
  if (hasGatewayResponses(props) && cors && cors.allowOrigins.length > 1) {
    warn(WARNING_IDS.SEVERAL_ORIGINS,
      `the gateway's own errors, such as 401 and 429, cannot name one of several origins; they allow ${cors.allowCredentials ? `only ${cors.allowOrigins[0]}` : 'any'}`);
  }
  if (needsLoggingRole(props) && !props.cloudWatchRole) {
    warn(WARNING_IDS.ACCOUNT_LOGGING_ROLE,
      'the logs of the stage need the logging role that API Gateway keeps for each account and Region, or the deployment fails; set \'cloudWatchRole\' to true where no other stack has set it');
  }
  if (props.disableExecuteApiEndpoint && !props.domainName) {
    warn(WARNING_IDS.NO_DOMAIN,
      '\'disableExecuteApiEndpoint\' leaves the API without the address that \'url\' names; set \'domainName\', or map a domain of your own to \'restApi\'');
  }
  if (props.domainName?.mtls && !props.disableExecuteApiEndpoint) {
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
    warn(WARNING_IDS.MUTUAL_TLS_BYPASS,
      'only the domain asks for client certificates, so whoever has none can call the API at its own address; set \'disableExecuteApiEndpoint\' to true');
  }
  if (props.userPool && hasMfa(props)) {
    warn(WARNING_IDS.EXISTING_POOL_MFA, '\'mfa\' only adds the routes, as \'userPool\' is used as it is; turn MFA on in that pool too');
  }
  warnOfExistingRestApi(warn, props);
  warnOfSecondFactors(warn, props);
}

function warnOfExistingRestApi(warn: (id: string, message: string) => void, { restApi, gatewayResponses }: CognitoPasswordAuthApiProps): void {
  if (!restApi) return;
  if (!restApi.latestDeployment) {
    warn(WARNING_IDS.UNDEPLOYED_METHODS,
      'nothing in this app deploys \'restApi\', so its new methods answer only after the next deployment of its stage, and without throttles of their own; '
      + 'make a Deployment that depends on this construct, or deploy the stage by other means');
  }
  if (gatewayResponses === undefined) {
    warn(WARNING_IDS.GATEWAY_ERRORS,
      'the gateway\'s own errors, such as 401 and 429, are worded for all of \'restApi\' and so left as they are; '
      + 'set \'gatewayResponses\' to true to give them the shape and CORS headers of the other errors, or to false to keep them');
  }
}

function warnOfSecondFactors(warn: (id: string, message: string) => void, props: CognitoPasswordAuthApiProps): void {
  const { email, otp, sms } = props.mfaSecondFactor ?? {};
  if (email && !otp && !sms) {
    // https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/2221
    warn(WARNING_IDS.EMAIL_ONLY_MFA, 'CloudFormation has been seen to refuse a pool whose only second factor is email; set \'mfaSecondFactor.otp\' to true too');
  }
  if (email) {
    warn(WARNING_IDS.EMAIL_MFA_RECOVERY,
      'Cognito sends no reset code to an address that is a second factor, and no route verifies a phone number, so such a user who forgets the password needs an administrator');
  }
  if (sms && !changeableAttributesOf(props).includes('phone_number')) {
    warn(WARNING_IDS.SMS_WITHOUT_PHONE,
      'users cannot set the phone number that \'mfaSecondFactor.sms\' needs; add \'phoneNumber\' to \'standardAttributes\', or set it by an administrator');
  }
}
