import { Duration, RemovalPolicy, aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { newStack, only, resources, synth } from '../support/synth';

const POOL = 'AWS::Cognito::UserPool';

function pool(props?: CognitoPasswordAuthApiProps) {
  return only(synth(props).template, POOL);
}

describe('by default', () => {
  const { template } = synth();
  const properties = only(template, POOL);

  test('a password has 12 characters of four classes', () => {
    expect(properties.Policies.PasswordPolicy).toEqual({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 1,
    });
  });

  test('the email is the username, in any case', () => {
    expect(properties).toMatchObject({ UsernameAttributes: ['email'], UsernameConfiguration: { CaseSensitive: false } });
    expect(properties).not.toHaveProperty('AliasAttributes');
  });

  test('a changed address stays unused until it is verified', () => {
    expect(properties).toMatchObject({
      AutoVerifiedAttributes: ['email'],
      UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
    });
  });

  test('the schema is the email and the marker of the signup route, which no one can change', () => {
    expect(properties.Schema).toEqual([
      { Name: 'email', Required: true, Mutable: true },
      { Name: 'signup_route', AttributeDataType: 'String', Mutable: false, StringAttributeConstraints: { MinLength: '1', MaxLength: '1' } },
    ]);
  });

  test('a forgotten password is reset by email only', () => {
    expect(properties.AccountRecoverySetting.RecoveryMechanisms).toEqual([{ Name: 'verified_email', Priority: 1 }]);
  });

  test('the pool survives its stack, and deletion by mistake', () => {
    const [resource] = Object.values(resources(template, POOL));
    expect(resource).toMatchObject({ DeletionPolicy: 'Retain', UpdateReplacePolicy: 'Retain', Properties: { DeletionProtection: 'ACTIVE' } });
  });

  test('the public SignUp API is closed', () => {
    expect(properties.AdminCreateUserConfig.AllowAdminCreateUserOnly).toBe(true);
  });

  test('there is no second factor, no paid feature, no mail of its own, no physical name', () => {
    expect(properties.MfaConfiguration).toBe('OFF');
    for (const absent of ['EnabledMfas', 'UserPoolTier', 'UserPoolAddOns', 'EmailConfiguration', 'LambdaConfig', 'UserPoolName', 'SmsConfiguration']) {
      expect(properties).not.toHaveProperty(absent);
    }
  });
});

describe('sign-up modes', () => {
  test.each([
    [SignUpMode.AUTO_CONFIRM, true, 1],
    [SignUpMode.EMAIL_CODE, false, 7],
    [SignUpMode.ADMIN_ONLY, true, 7],
  ])('%s: only administrators make users %p, temporary passwords live %p days', (signUpMode, adminOnly, days) => {
    expect(pool({ signUpMode })).toMatchObject({
      AdminCreateUserConfig: { AllowAdminCreateUserOnly: adminOnly },
      Policies: { PasswordPolicy: { TemporaryPasswordValidityDays: days } },
    });
  });

  test('the schema is the same in every mode, so that the mode can change', () => {
    const [first, ...others] = Object.values(SignUpMode).map((signUpMode) => pool({ signUpMode }).Schema);
    for (const other of others) expect(other).toEqual(first);
  });
});

describe('props', () => {
  test('a part of the password policy leaves the other defaults', () => {
    expect(pool({ passwordPolicy: { minLength: 20, requireSymbols: false, tempPasswordValidity: Duration.days(3) } }).Policies.PasswordPolicy)
      .toEqual({
        MinimumLength: 20,
        RequireLowercase: true,
        RequireUppercase: true,
        RequireNumbers: true,
        RequireSymbols: false,
        TemporaryPasswordValidityDays: 3,
      });
  });

  test('a password history where no signup sets a password twice', () => {
    const { PasswordPolicy } = pool({ signUpMode: SignUpMode.EMAIL_CODE, passwordPolicy: { passwordHistorySize: 5 } }).Policies;
    expect(PasswordPolicy.PasswordHistorySize).toBe(5);
  });

  test('attributes', () => {
    const { Schema } = pool({
      standardAttributes: { givenName: { mutable: true }, email: { mutable: false } },
      customAttributes: { plan: new cognito.StringAttribute({ mutable: true }) },
    });
    expect(Schema).toEqual(expect.arrayContaining([
      { Name: 'given_name', Required: false, Mutable: true },
      { Name: 'email', Required: true, Mutable: false },
      { Name: 'plan', AttributeDataType: 'String', Mutable: true },
      expect.objectContaining({ Name: 'signup_route' }),
    ]));
    expect(Schema).toHaveLength(4);
  });

  test('mfa alone means an authenticator app', () => {
    expect(pool({ mfa: cognito.Mfa.OPTIONAL })).toMatchObject({ MfaConfiguration: 'OPTIONAL', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
    expect(pool({ mfa: cognito.Mfa.REQUIRED })).toMatchObject({ MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] });
  });

  test('second factors', () => {
    expect(pool({ mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: true, sms: true } }).EnabledMfas).toEqual(['SMS_MFA', 'SOFTWARE_TOKEN_MFA']);
  });

  test('where email is a second factor, recovery may fall back to the phone', () => {
    const properties = pool({
      mfa: cognito.Mfa.OPTIONAL,
      mfaSecondFactor: { otp: true, sms: false, email: true },
      email: cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'eu-west-1' }),
    });
    expect(properties.EnabledMfas).toEqual(['SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']);
    expect(properties.AccountRecoverySetting.RecoveryMechanisms).toEqual([
      { Name: 'verified_email', Priority: 1 }, { Name: 'verified_phone_number', Priority: 2 },
    ]);
  });

  test('account recovery', () => {
    expect(pool({ accountRecovery: cognito.AccountRecovery.NONE }).AccountRecoverySetting.RecoveryMechanisms)
      .toEqual([{ Name: 'admin_only', Priority: 1 }]);
  });

  test('email', () => {
    const email = cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'eu-west-1' });
    expect(pool({ email }).EmailConfiguration).toMatchObject({ EmailSendingAccount: 'DEVELOPER', From: 'no-reply@example.com' });
  });

  test('plan and threat protection', () => {
    expect(pool({
      featurePlan: cognito.FeaturePlan.PLUS,
      standardThreatProtectionMode: cognito.StandardThreatProtectionMode.FULL_FUNCTION,
    })).toMatchObject({ UserPoolTier: 'PLUS', UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' } });
  });

  test('triggers', () => {
    const stack = newStack();
    const trigger = new lambda.Function(stack, 'Trigger', {
      code: lambda.Code.fromInline('exports.handler = async (event) => event;'), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_24_X,
    });
    const { template } = synth({ lambdaTriggers: { preTokenGeneration: trigger } }, stack);
    expect(only(template, POOL).LambdaConfig).toEqual({ PreTokenGeneration: stack.resolve(trigger.functionArn) });
  });

  test('names', () => {
    expect(pool({ userPoolName: 'customers' }).UserPoolName).toBe('customers');
  });

  test('a pool that may go with its stack is not protected from it, and neither are its logs', () => {
    const { template } = synth({ removalPolicy: RemovalPolicy.DESTROY, accessLog: true });
    expect(Object.values(resources(template, POOL))[0]).toMatchObject({ DeletionPolicy: 'Delete', Properties: { DeletionProtection: 'INACTIVE' } });
    const logs = Object.values(resources(template, 'AWS::Logs::LogGroup'));
    expect(logs.map(({ DeletionPolicy }) => DeletionPolicy)).toEqual(['Delete', 'Delete']);
  });

  test('deletion protection has the last word', () => {
    expect(pool({ removalPolicy: RemovalPolicy.DESTROY, deletionProtection: true }).DeletionProtection).toBe('ACTIVE');
    expect(pool({ deletionProtection: false }).DeletionProtection).toBe('INACTIVE');
  });
});

describe('a trigger that is added later', () => {
  const { PRE_TOKEN_GENERATION_CONFIG } = cognito.UserPoolOperation;
  const findings = (featurePlan: cognito.FeaturePlan | undefined, version: cognito.LambdaVersion) => {
    const { auth, stack } = synth({ featurePlan });
    const trigger = lambda.Function.fromFunctionArn(stack, 'Trigger', 'arn:aws:lambda:eu-west-1:111111111111:function:trigger');
    const userPool = auth.userPool as cognito.UserPool;
    userPool.addTrigger(PRE_TOKEN_GENERATION_CONFIG, trigger, version);
    return userPool.node.validate();
  };

  test.each([cognito.LambdaVersion.V2_0, cognito.LambdaVersion.V3_0])('for access tokens (%s) needs more than the Lite plan', (version) => {
    expect(findings(cognito.FeaturePlan.LITE, version)).toEqual([
      `the trigger preTokenGenerationConfig has events of version ${version}, which FeaturePlan.LITE does not have; set 'featurePlan' to ESSENTIALS or PLUS`,
    ]);
    expect(findings(cognito.FeaturePlan.ESSENTIALS, version)).toEqual([]);
    expect(findings(undefined, version)).toEqual([]);
  });

  test('for ID tokens does not', () => {
    expect(findings(cognito.FeaturePlan.LITE, cognito.LambdaVersion.V1_0)).toEqual([]);
  });
});
