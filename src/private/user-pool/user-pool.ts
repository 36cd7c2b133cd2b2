import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { PasswordAuthUserPoolOptions } from '../../password-auth-user-pool-options';
import { SIGNUP_MARKER_ATTRIBUTE } from '../../routes/contract';
import { SignUpMode } from '../../sign-up-mode';
import { withDefaults } from '../defaults';
import { hasMfa, signUpModeOf } from '../modes';

export interface UserPoolSettings extends PasswordAuthUserPoolOptions {
  readonly signUpMode?: SignUpMode;
}

/** Constant: it holds the users, and another id would be another pool. */
const USER_POOL_ID = 'UserPool';

export function createUserPool(scope: Construct, settings: UserPoolSettings): cognito.UserPool {
  const removalPolicy = settings.removalPolicy ?? RemovalPolicy.RETAIN;
  const mfa = settings.mfa ?? cognito.Mfa.OFF;
  const userPool = new cognito.UserPool(scope, USER_POOL_ID, {
    userPoolName: settings.userPoolName,
    selfSignUpEnabled: signUpModeOf(settings) === SignUpMode.EMAIL_CODE,
    signInAliases: { email: true },
    signInCaseSensitive: false,
    autoVerify: { email: true },
    keepOriginal: { email: true },
    standardAttributes: standardAttributesOf(settings),
    customAttributes: {
      ...settings.customAttributes,
      // In every mode, as a pool cannot lose an attribute again and the mode may change.
      [SIGNUP_MARKER_ATTRIBUTE]: new cognito.StringAttribute({ minLen: 1, maxLen: 1, mutable: false }),
    },
    passwordPolicy: passwordPolicyOf(settings),
    mfa,
    mfaSecondFactor: hasMfa(settings) ? secondFactorOf(settings) : undefined,
    accountRecovery: accountRecoveryOf(settings),
    email: settings.email,
    lambdaTriggers: settings.lambdaTriggers,
    featurePlan: settings.featurePlan,
    standardThreatProtectionMode: settings.standardThreatProtectionMode,
    removalPolicy,
    deletionProtection: settings.deletionProtection ?? removalPolicy !== RemovalPolicy.DESTROY,
  });
  userPool.node.addValidation({ validate: () => findingsOfLaterTriggers(userPool) });
  return userPool;
}

/** Triggers can be added to the pool after its props were checked. */
function findingsOfLaterTriggers(userPool: cognito.UserPool): string[] {
  const { lambdaConfig, userPoolTier } = userPool.node.defaultChild as cognito.CfnUserPool;
  const version: unknown = Stack.of(userPool).resolve(lambdaConfig)?.preTokenGenerationConfig?.lambdaVersion;
  return userPoolTier === cognito.FeaturePlan.LITE && (version === 'V2_0' || version === 'V3_0')
    ? [`the trigger preTokenGenerationConfig has events of version ${version}, which FeaturePlan.LITE does not have; set 'featurePlan' to ESSENTIALS or PLUS`]
    : [];
}

export function standardAttributesOf(settings: UserPoolSettings): cognito.StandardAttributes {
  return {
    ...settings.standardAttributes,
    email: withDefaults<cognito.StandardAttribute>({ required: true, mutable: true }, settings.standardAttributes?.email),
  };
}

export function passwordPolicyOf(settings: UserPoolSettings): cognito.PasswordPolicy {
  return withDefaults<cognito.PasswordPolicy>({
    minLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireDigits: true,
    requireSymbols: true,
    // Half-made users of the signup route hold their chosen password as a temporary one; invitations need longer.
    tempPasswordValidity: Duration.days(signUpModeOf(settings) === SignUpMode.AUTO_CONFIRM ? 1 : 7),
  }, settings.passwordPolicy);
}

function secondFactorOf(settings: UserPoolSettings): cognito.MfaSecondFactor {
  return settings.mfaSecondFactor ?? { otp: true, sms: false };
}

function accountRecoveryOf(settings: UserPoolSettings): cognito.AccountRecovery {
  // Cognito refuses a pool whose only channel of recovery is also a second factor.
  return settings.accountRecovery ?? (hasMfa(settings) && secondFactorOf(settings).email
    ? cognito.AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA
    : cognito.AccountRecovery.EMAIL_ONLY);
}
