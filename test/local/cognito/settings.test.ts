import { CognitoEmulator } from '../../../local/cognito';

const emulator = () => new CognitoEmulator();
const clientOf = (properties: Record<string, unknown>, pool: Record<string, unknown> = {}) => {
  const cognito = emulator();
  const { id: UserPoolId } = cognito.addUserPool('Pool', pool);
  return cognito.addUserPoolClient('Client', { UserPoolId, ...properties });
};

describe('a user pool', () => {
  test('has the identifiers that CloudFormation would give it, the same in every run', () => {
    const pool = emulator().addUserPool('Pool', {});
    expect(pool).toEqual({
      id: expect.stringMatching(/^us-east-1_[A-Za-z0-9]{9}$/),
      arn: `arn:aws:cognito-idp:us-east-1:123456789012:userpool/${pool.id}`,
      providerName: `cognito-idp.us-east-1.amazonaws.com/${pool.id}`,
      providerUrl: `https://cognito-idp.us-east-1.amazonaws.com/${pool.id}`,
    });
    expect(emulator().addUserPool('Pool', {})).toEqual(pool);
    expect(emulator().addUserPool('Other', {}).id).not.toBe(pool.id);
    expect(new CognitoEmulator({ region: 'eu-central-1', accountId: '210987654321' }).addUserPool('Pool', {}).arn)
      .toMatch(/^arn:aws:cognito-idp:eu-central-1:210987654321:userpool\/eu-central-1_/);
  });

  test('cannot be added twice', () => {
    const cognito = emulator();
    cognito.addUserPool('Pool', {});
    expect(() => cognito.addUserPool('Pool', {})).toThrow('UserPool \'Pool\': there is one of that logical id already');
  });

  test.each([
    ['a property that it does not know', { SomethingNew: true }, 'UserPool \'Pool\': the local stack does not support SomethingNew'],
    ['remembered devices', { DeviceConfiguration: {} }, 'does not support DeviceConfiguration'],
    ['a trigger that it cannot run', { LambdaConfig: { DefineAuthChallenge: 'arn' } }, 'does not support DefineAuthChallenge'],
    ['a newer trigger version', { LambdaConfig: { PreTokenGenerationConfig: { LambdaArn: 'a', LambdaVersion: 'V3_0' } } }, 'must be one of V1_0, V2_0'],
    ['sign-in without a password', { Policies: { SignInPolicy: { AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] } } }, 'does not support WEB_AUTHN'],
    ['confirmation links', { VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_LINK' } }, 'use CONFIRM_WITH_CODE'],
    ['a policy member that it does not know', { Policies: { PasswordPolicy: { RequireEmoji: true } } }, 'does not support RequireEmoji'],
    ['a minimum length that Cognito refuses', { Policies: { PasswordPolicy: { MinimumLength: 5 } } }, 'MinimumLength: must be 6 to 99, not 5'],
    ['MFA without a factor', { MfaConfiguration: 'ON' }, 'EnabledMfas: MfaConfiguration ON needs at least one factor'],
    ['both kinds of sign-in names', { AliasAttributes: ['email'], UsernameAttributes: ['email'] }, 'only one of AliasAttributes and UsernameAttributes'],
    ['verification before update of what is not verified',
      { UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] } }, 'email must also be in AutoVerifiedAttributes'],
    ['a required custom attribute', { Schema: [{ Name: 'tier', Required: true }] }, 'Required custom attributes are not supported'],
    ['a wrong type', { Schema: [{ Name: 'email', AttributeDataType: 'Number' }] }, '\'email\' is a String'],
    ['an unresolved intrinsic', { MfaConfiguration: { Ref: 'Mode' } }, 'MfaConfiguration: must be a string'],
  ])('refuses %s', (_name, properties, message) => {
    expect(() => emulator().addUserPool('Pool', properties)).toThrow(message);
  });

  test('takes what changes nothing for its callers', () => {
    expect(() => emulator().addUserPool('Pool', {
      UserPoolName: 'x',
      UserPoolTags: {},
      UserPoolTier: 'ESSENTIALS',
      DeletionProtection: 'ACTIVE',
      EmailConfiguration: {},
      SmsConfiguration: {},
      EmailVerificationMessage: 'x',
      UserPoolAddOns: { AdvancedSecurityMode: 'ENFORCED' },
      VerificationMessageTemplate: { DefaultEmailOption: 'CONFIRM_WITH_CODE', EmailMessage: '{####}' },
    })).not.toThrow();
  });
});

describe('an app client', () => {
  test('has an id of Cognito\'s form, the same in every run', () => {
    expect(clientOf({}).id).toMatch(/^[a-z0-9]{26}$/);
    expect(clientOf({})).toEqual(clientOf({}));
  });

  test('has a secret where one is generated, another in every run; the client is then another one too, as CloudFormation replaces it', () => {
    const { id, secret } = clientOf({ GenerateSecret: true, EnablePropagateAdditionalUserContextData: true });
    expect(secret).toMatch(/^[a-z0-9]{52}$/);
    expect(clientOf({ GenerateSecret: true })).toEqual({ id, secret: expect.not.stringMatching(`^${secret}$`) });
    expect(clientOf({ GenerateSecret: false })).toEqual({ id: expect.not.stringMatching(`^${id}$`), secret: undefined });
  });

  test.each([
    ['the caller\'s data without a secret', { EnablePropagateAdditionalUserContextData: true }, 'EnablePropagateAdditionalUserContextData: needs a client with GenerateSecret'],
    ['a property that it does not know', { SomethingNew: true }, 'does not support SomethingNew'],
    ['a flow that it does not know', { ExplicitAuthFlows: ['ALLOW_EVERYTHING'] }, 'does not support ALLOW_EVERYTHING'],
    ['old and new flow names', { ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] }, 'names with and without ALLOW_ cannot be mixed'],
    ['rotation beside the older refresh flow', { RefreshTokenRotation: { Feature: 'ENABLED' } }, 'needs ExplicitAuthFlows without ALLOW_REFRESH_TOKEN_AUTH'],
    ['a grace period that is too long', {
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 61 },
    }, 'RetryGracePeriodSeconds: must be 0 to 60, not 61'],
    ['an access token of minutes below five', { AccessTokenValidity: 4, TokenValidityUnits: { AccessToken: 'minutes' } }, 'AccessTokenValidity: must last 5 minutes to 1 days'],
    ['an ID token of more than a day', { IdTokenValidity: 25 }, 'IdTokenValidity: must last 5 minutes to 1 days'],
    ['a refresh token shorter than the others', {
      AccessTokenValidity: 5, RefreshTokenValidity: 2, TokenValidityUnits: { RefreshToken: 'hours' },
    }, 'must not be shorter than the validity of the ID and access tokens'],
    ['an attribute that the pool does not have', { ReadAttributes: ['custom:none'] }, 'the pool has no attribute custom:none'],
    ['a client that vouches for addresses', { WriteAttributes: ['email', 'email_verified'] }, 'no client can write email_verified'],
    ['a pool that is not there', { UserPoolId: 'us-east-1_Nowhere12' }, 'there is no user pool us-east-1_Nowhere12; add it first'],
  ])('refuses %s', (_name, properties, message) => {
    expect(() => clientOf(properties)).toThrow(message);
  });

  test('must be able to write what the pool requires', () => {
    expect(() => clientOf({ WriteAttributes: ['name'] }, { Schema: [{ Name: 'email', Required: true }] })).toThrow('the required email must be writable');
  });

  test('may use the older name of the administrators\' flow', () => {
    expect(() => clientOf({ ExplicitAuthFlows: ['ADMIN_NO_SRP_AUTH'] })).not.toThrow();
  });
});

test('a group is added once', () => {
  const cognito = emulator();
  const { id: UserPoolId } = cognito.addUserPool('Pool', {});
  cognito.addUserPoolGroup('Staff', { UserPoolId, GroupName: 'staff' });
  expect(() => cognito.addUserPoolGroup('Staff2', { UserPoolId, GroupName: 'staff' })).toThrow('the pool has a group \'staff\' already');
  expect(() => cognito.addUserPoolGroup('Other', { UserPoolId, Colour: 'red' })).toThrow('does not support Colour');
});
