import { Stack, Token } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { PasswordAuthUserPoolOptions } from '../../password-auth-user-pool-options';

export interface MfaSettings {
  readonly mode: cognito.Mfa;
  /** The second factors that users may choose if `mode` is not OFF. */
  readonly secondFactor: cognito.MfaSecondFactor;
  /** The issuer that an authenticator app shows. */
  readonly totpIssuer: string;
}

export function resolveMfa(scope: Construct, { mfa, mfaSecondFactor, totpIssuer, userPoolName }: PasswordAuthUserPoolOptions): MfaSettings {
  const poolName = Token.isUnresolved(userPoolName) ? undefined : userPoolName;
  return {
    mode: mfa ?? cognito.Mfa.OFF,
    secondFactor: mfaSecondFactor ?? { otp: true, sms: false },
    totpIssuer: totpIssuer ?? poolName ?? Stack.of(scope).stackName,
  };
}
