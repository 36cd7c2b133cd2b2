/** A pool and its app clients by name, as CloudFormation properties. */
export interface Setting {
  readonly pool: Readonly<Record<string, unknown>>;
  readonly clients: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

const STRICT = { MinimumLength: 8, RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true };

/** As the construct makes it by default, as far as Cognito's answers depend on it. */
const POOL = {
  UsernameAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  AutoVerifiedAttributes: ['email'],
  UserAttributeUpdateSettings: { AttributesRequireVerificationBeforeUpdate: ['email'] },
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  Schema: [
    { Name: 'email', Required: true, Mutable: true },
    { Name: 'tier', AttributeDataType: 'String', Mutable: true, StringAttributeConstraints: { MinLength: '2', MaxLength: '5' } },
    { Name: 'seats', AttributeDataType: 'Number', Mutable: true, NumberAttributeConstraints: { MinValue: '1', MaxValue: '9' } },
    { Name: 'origin', AttributeDataType: 'String', Mutable: false },
  ],
  Policies: { PasswordPolicy: { ...STRICT, TemporaryPasswordValidityDays: 1 } },
};

const CLIENT = {
  ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  PreventUserExistenceErrors: 'ENABLED',
  AccessTokenValidity: 30,
  IdTokenValidity: 20,
  RefreshTokenValidity: 7,
  TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'minutes', RefreshToken: 'days' },
  ReadAttributes: ['email', 'email_verified', 'name', 'phone_number', 'custom:tier', 'custom:seats', 'custom:origin'],
  WriteAttributes: ['email', 'name', 'phone_number', 'custom:tier', 'custom:seats', 'custom:origin'],
};

const CLIENTS = { app: CLIENT, other: CLIENT, legacy: { ...CLIENT, PreventUserExistenceErrors: 'LEGACY' } };
const FACTORS = ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP'];

function rotating(RetryGracePeriodSeconds: number) {
  return { ...CLIENT, ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds } };
}

export const SETTINGS = {
  standard: {
    pool: POOL,
    clients: {
      ...CLIENTS,
      plain: { ExplicitAuthFlows: CLIENT.ExplicitAuthFlows },
      refreshOnly: { ...CLIENT, ExplicitAuthFlows: ['ALLOW_REFRESH_TOKEN_AUTH'] },
      public: { ...CLIENT, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
      lasting: { ...CLIENT, EnableTokenRevocation: false },
      patient: { ...CLIENT, AuthSessionValidity: 15 },
    },
  },
  confidential: {
    pool: POOL,
    clients: {
      app: { ...CLIENT, ExplicitAuthFlows: [...CLIENT.ExplicitAuthFlows, 'ALLOW_USER_PASSWORD_AUTH'], GenerateSecret: true },
      rotating: { ...rotating(10), GenerateSecret: true },
      public: CLIENT,
    },
  },
  rotation: { pool: POOL, clients: { app: rotating(10), strict: rotating(0) } },
  closed: { pool: { ...POOL, AdminCreateUserConfig: { AllowAdminCreateUserOnly: true } }, clients: CLIENTS },
  named: { pool: { ...POOL, Schema: [...POOL.Schema, { Name: 'name', Required: true, Mutable: true }] }, clients: CLIENTS },
  caseSensitive: { pool: { ...POOL, UsernameConfiguration: { CaseSensitive: true } }, clients: CLIENTS },
  usernames: { pool: { ...POOL, UsernameAttributes: undefined, AliasAttributes: ['email'] }, clients: CLIENTS },
  history: { pool: { ...POOL, Policies: { PasswordPolicy: { ...STRICT, PasswordHistorySize: 2 } } }, clients: CLIENTS },
  lax: { pool: { ...POOL, Policies: { PasswordPolicy: { MinimumLength: 6 } } }, clients: CLIENTS },
  noPolicy: { pool: { ...POOL, Policies: undefined }, clients: CLIENTS },
  adminRecovery: {
    pool: { ...POOL, AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'admin_only', Priority: 1 }] } }, clients: CLIENTS,
  },
  phoneRecovery: {
    pool: {
      ...POOL,
      AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 2 }, { Name: 'verified_phone_number', Priority: 1 }] },
    },
    clients: CLIENTS,
  },
  mfaOptional: { pool: { ...POOL, MfaConfiguration: 'OPTIONAL', EnabledMfas: FACTORS }, clients: CLIENTS },
  mfaRequired: { pool: { ...POOL, MfaConfiguration: 'ON', EnabledMfas: ['SOFTWARE_TOKEN_MFA'] }, clients: CLIENTS },
  smsRequired: { pool: { ...POOL, MfaConfiguration: 'ON', EnabledMfas: ['SMS_MFA'] }, clients: CLIENTS },
} as const satisfies Record<string, Setting>;

export type SettingName = keyof typeof SETTINGS;
