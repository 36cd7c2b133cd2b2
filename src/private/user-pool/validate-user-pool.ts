import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Settings } from '../settings';
import { isKnown, throwInvalid, validateDuration, validateWholeNumber, validateLiteral } from '../validation';

export function validateUserPool(props: CognitoPasswordAuthApiProps): void {
  validateNames(props);
  validateRemovalPolicy(props);
  validatePasswordPolicy(props);
  validateThreatProtection(props);
  validateAccountRecovery(props);
  validateLambdaTriggers(props);
}

/** @see https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_CreateUserPool.html */
function validateNames(props: CognitoPasswordAuthApiProps): void {
  for (const prop of ['userPoolName', 'userPoolClientName'] as const) {
    const name = props[prop];
    if (isKnown(name) && !/^[\w\s+=,.@-]{1,128}$/.test(name)) throwInvalid(`'${prop}' is '${name}'; use 1 to 128 letters, digits, spaces and +=,.@-_`);
  }
}

function validateRemovalPolicy({ removalPolicy }: CognitoPasswordAuthApiProps): void {
  if (removalPolicy === RemovalPolicy.SNAPSHOT) {
    throwInvalid(`'removalPolicy' is ${removalPolicy}, which a user pool does not have; set it to RETAIN or DESTROY`);
  }
}

function validatePasswordPolicy({ passwordPolicy }: CognitoPasswordAuthApiProps): void {
  validateLiteral('passwordPolicy.minLength', passwordPolicy?.minLength);
  validateLiteral('passwordPolicy.passwordHistorySize', passwordPolicy?.passwordHistorySize);
  validateWholeNumber('passwordPolicy.minLength', passwordPolicy?.minLength, { min: 6, max: 99 });
  validateWholeNumber('passwordPolicy.passwordHistorySize', passwordPolicy?.passwordHistorySize, { min: 0, max: 24 });
  validateDuration('passwordPolicy.tempPasswordValidity', passwordPolicy?.tempPasswordValidity, {
    min: Duration.days(1), max: Duration.days(365), unit: 'days',
  });
}

export function validatePasswordHistory(props: CognitoPasswordAuthApiProps, { signUpMode }: Settings): void {
  const size = props.passwordPolicy?.passwordHistorySize;
  if (!size) return;
  const subject = `'passwordPolicy.passwordHistorySize' is ${size}`;
  if (props.featurePlan === cognito.FeaturePlan.LITE) {
    throwInvalid(`${subject}, which FeaturePlan.LITE does not have; set 'featurePlan' to ESSENTIALS or PLUS`);
  }
  if (signUpMode === 'AUTO_CONFIRM') {
    throwInvalid(`${subject}, but signup in AUTO_CONFIRM mode sets the chosen password twice; set it to 0, or 'signUpMode' to EMAIL_CODE`);
  }
}

function validateThreatProtection({ standardThreatProtectionMode: mode, featurePlan }: CognitoPasswordAuthApiProps): void {
  if (mode && mode !== cognito.StandardThreatProtectionMode.NO_ENFORCEMENT && featurePlan !== cognito.FeaturePlan.PLUS) {
    throwInvalid(`'standardThreatProtectionMode' is ${mode}, which needs the Plus plan; set 'featurePlan' to PLUS`);
  }
}

function validateAccountRecovery({ accountRecovery }: CognitoPasswordAuthApiProps): void {
  if (accountRecovery === cognito.AccountRecovery.PHONE_ONLY_WITHOUT_MFA) {
    throwInvalid('\'accountRecovery\' is PHONE_ONLY_WITHOUT_MFA, but no route verifies a phone number; set it to EMAIL_ONLY');
  }
}

const TRIGGERS = [
  'customMessage', 'postAuthentication', 'postConfirmation', 'preAuthentication', 'preSignUp', 'preTokenGeneration', 'userMigration',
];

const CUSTOM_AUTHENTICATION = 'would never run, as no route starts custom authentication; leave it out';
const CUSTOM_SENDER = 'needs a KMS key that only a pool of your own takes; make one and pass it as \'userPool\'';

/** Triggers of CDK that cannot work here, and why. */
const REJECTED_TRIGGERS: { readonly [trigger: string]: string } = {
  createAuthChallenge: CUSTOM_AUTHENTICATION,
  defineAuthChallenge: CUSTOM_AUTHENTICATION,
  verifyAuthChallengeResponse: CUSTOM_AUTHENTICATION,
  customEmailSender: CUSTOM_SENDER,
  customSmsSender: CUSTOM_SENDER,
  preTokenGenerationConfig: 'has no place for the version of its event; call addTrigger() of the user pool with PRE_TOKEN_GENERATION_CONFIG instead',
};

function validateLambdaTriggers({ lambdaTriggers = {} }: CognitoPasswordAuthApiProps): void {
  // The type accepts any name, and CDK passes an unknown one on to Cognito.
  const unknown = Object.keys(lambdaTriggers).find((name) => !TRIGGERS.includes(name) && !(name in REJECTED_TRIGGERS));
  if (unknown) throwInvalid(`'lambdaTriggers' has '${unknown}', which is not a trigger; use ${TRIGGERS.slice(0, -1).join(', ')} or ${TRIGGERS.at(-1)}`);
  for (const [name, reason] of Object.entries(REJECTED_TRIGGERS)) {
    if (lambdaTriggers[name]) throwInvalid(`'lambdaTriggers.${name}' ${reason}`);
  }
}
