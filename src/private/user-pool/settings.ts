import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { AttributeSettings } from './attributes';
import { InspectedUserPool } from './inspect-user-pool';
import { MfaSettings } from './mfa';
import { PasswordAuthUserPoolOptions } from '../../password-auth-user-pool-options';
import { SignUpModeName } from '../../routes/conditions';
import { SIGNUP_MARKER_ATTRIBUTE } from '../../routes/contract';
import { withDefaults } from '../defaults';

/** The user pool that the construct creates, or an existing one that it uses as it is. */
export type UserPoolSettings = CreatedUserPoolSettings | ExistingUserPoolSettings;

interface AnyUserPoolSettings {
  /** Whether users can reset a forgotten password. */
  readonly passwordRecovery: boolean;
}

export interface CreatedUserPoolSettings extends AnyUserPoolSettings {
  readonly kind: 'created';
  readonly props: cognito.UserPoolProps & { readonly passwordPolicy: cognito.PasswordPolicy };
}

export interface ExistingUserPoolSettings extends AnyUserPoolSettings {
  readonly kind: 'existing';
  readonly userPool: cognito.IUserPool;
  /** What synthesis can see of the pool; nothing if it was imported. */
  readonly inspected: InspectedUserPool | undefined;
}

export interface UserPoolDecisions {
  readonly signUpMode: SignUpModeName;
  readonly removalPolicy: RemovalPolicy;
  readonly mfa: MfaSettings;
  readonly attributes: AttributeSettings;
  readonly inspected: InspectedUserPool | undefined;
}

export function resolveUserPool(props: PasswordAuthUserPoolOptions, decisions: UserPoolDecisions): UserPoolSettings {
  const { signUpMode, removalPolicy, mfa, attributes, inspected } = decisions;
  const { userPool } = props;
  if (userPool) {
    return { kind: 'existing', userPool, inspected, passwordRecovery: !inspected?.adminRecoversOnly };
  }
  return {
    kind: 'created',
    passwordRecovery: props.accountRecovery !== cognito.AccountRecovery.NONE,
    props: {
      userPoolName: props.userPoolName,
      selfSignUpEnabled: signUpMode === 'EMAIL_CODE',
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      keepOriginal: { email: true },
      standardAttributes: attributes.standard,
      customAttributes: {
        ...props.customAttributes,
        // In every mode: a pool cannot lose an attribute again, and the mode may change.
        [SIGNUP_MARKER_ATTRIBUTE]: new cognito.StringAttribute({ minLen: 1, maxLen: 1, mutable: false }),
      },
      passwordPolicy: resolvePasswordPolicy(props, signUpMode),
      mfa: mfa.mode,
      mfaSecondFactor: mfa.mode === cognito.Mfa.OFF ? undefined : mfa.secondFactor,
      accountRecovery: resolveAccountRecovery(props, mfa),
      email: props.email,
      lambdaTriggers: props.lambdaTriggers,
      featurePlan: props.featurePlan,
      standardThreatProtectionMode: props.standardThreatProtectionMode,
      removalPolicy,
      deletionProtection: props.deletionProtection ?? removalPolicy !== RemovalPolicy.DESTROY,
    },
  };
}

function resolvePasswordPolicy({ passwordPolicy }: PasswordAuthUserPoolOptions, signUpMode: SignUpModeName): cognito.PasswordPolicy {
  return withDefaults<cognito.PasswordPolicy>({
    minLength: 12,
    requireLowercase: true,
    requireUppercase: true,
    requireDigits: true,
    requireSymbols: true,
    // The signup route first sets the chosen password as a temporary one; it should not stay valid if the signup breaks off.
    // Invitations need longer.
    tempPasswordValidity: Duration.days(signUpMode === 'AUTO_CONFIRM' ? 1 : 7),
  }, passwordPolicy);
}

function resolveAccountRecovery({ accountRecovery }: PasswordAuthUserPoolOptions, { mode, secondFactor }: MfaSettings): cognito.AccountRecovery {
  // Cognito rejects a pool whose only recovery channel is also a second factor.
  return accountRecovery ?? (mode !== cognito.Mfa.OFF && secondFactor.email
    ? cognito.AccountRecovery.EMAIL_AND_PHONE_WITHOUT_MFA
    : cognito.AccountRecovery.EMAIL_ONLY);
}
