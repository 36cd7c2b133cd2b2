import { attributeSchema, type AttributeSchema } from './attribute-schema';
import { triggerFunctions, type TriggerFunctions } from './lambda-config';
import { PropertyReader } from './properties';

export type MfaFactor = 'SMS_MFA' | 'SOFTWARE_TOKEN_MFA' | 'EMAIL_OTP';
export type Contact = 'email' | 'phone_number';

export interface PasswordPolicy {
  readonly minimumLength: number;
  readonly requireUppercase: boolean;
  readonly requireLowercase: boolean;
  readonly requireNumbers: boolean;
  readonly requireSymbols: boolean;
  /** How many of the last passwords may not come back; 0 is none. */
  readonly historySize: number;
  readonly temporaryPasswordValidityDays: number;
}

export interface Recovery {
  /** Channels of ForgotPassword, most preferred first; empty where only an administrator resets. */
  readonly contacts: readonly Contact[];
  /** A contact that is a user's second factor does not recover their password, which would make both factors one. */
  readonly excludesMfa: boolean;
}

/** What the template decided about a user pool, defaults filled in. */
export interface PoolSettings {
  readonly passwordPolicy: PasswordPolicy;
  readonly schema: AttributeSchema;
  /** Contacts that users sign in with; the username is then the `sub`. */
  readonly usernameAttributes: readonly Contact[];
  readonly aliasAttributes: readonly (Contact | 'preferred_username')[];
  readonly caseSensitive: boolean;
  readonly autoVerifiedAttributes: readonly Contact[];
  readonly verifiedBeforeUpdate: readonly Contact[];
  readonly adminCreateUserOnly: boolean;
  readonly mfa: 'OFF' | 'OPTIONAL' | 'ON';
  readonly mfaFactors: readonly MfaFactor[];
  readonly recovery: Recovery;
  readonly triggers: TriggerFunctions;
}

/** Names, message texts and sender identities: they change nothing that a caller of the API sees. */
const WITHOUT_EFFECT = [
  'UserPoolName', 'UserPoolTags', 'UserPoolTier', 'DeletionProtection', 'EmailConfiguration', 'SmsConfiguration',
  'EmailVerificationMessage', 'EmailVerificationSubject', 'SmsVerificationMessage', 'SmsAuthenticationMessage',
  'EmailAuthenticationMessage', 'EmailAuthenticationSubject',
  // Threat protection scores a risk that a local stack cannot know.
  'UserPoolAddOns',
];

const HONOURED = [
  'Policies', 'Schema', 'UsernameAttributes', 'AliasAttributes', 'UsernameConfiguration', 'AutoVerifiedAttributes',
  'UserAttributeUpdateSettings', 'AdminCreateUserConfig', 'MfaConfiguration', 'EnabledMfas', 'AccountRecoverySetting',
  'LambdaConfig', 'VerificationMessageTemplate',
];

const CONTACTS = ['email', 'phone_number'] as const;

/**
 * @param properties resolved properties of AWS::Cognito::UserPool
 * @throws Error for a property that the emulator does not know or cannot honour
 */
export function poolSettings(logicalId: string, properties: unknown): PoolSettings {
  const reader = new PropertyReader(`UserPool '${logicalId}'`, properties);
  reader.onlyKnows([...HONOURED, ...WITHOUT_EFFECT]);
  refuseLinks(reader);
  const usernameAttributes = reader.textsOf('UsernameAttributes', CONTACTS) ?? [];
  const aliasAttributes = reader.textsOf('AliasAttributes', [...CONTACTS, 'preferred_username']) ?? [];
  if (usernameAttributes.length > 0 && aliasAttributes.length > 0) {
    throw reader.error('AliasAttributes', 'only one of AliasAttributes and UsernameAttributes can be set');
  }
  const autoVerifiedAttributes = reader.textsOf('AutoVerifiedAttributes', CONTACTS) ?? [];
  return {
    passwordPolicy: passwordPolicy(reader),
    schema: attributeSchema(reader.objects('Schema')),
    usernameAttributes,
    aliasAttributes,
    caseSensitive: caseSensitive(reader),
    autoVerifiedAttributes,
    verifiedBeforeUpdate: verifiedBeforeUpdate(reader, autoVerifiedAttributes),
    adminCreateUserOnly: adminCreateUserOnly(reader),
    ...mfaSettings(reader),
    recovery: recovery(reader),
    triggers: triggerFunctions(reader),
  };
}

function refuseLinks(reader: PropertyReader): void {
  const option = reader.object('VerificationMessageTemplate')?.oneOf('DefaultEmailOption', ['CONFIRM_WITH_CODE', 'CONFIRM_WITH_LINK']);
  if (option === 'CONFIRM_WITH_LINK') {
    throw reader.error('VerificationMessageTemplate', 'the local stack does not support confirmation links; use CONFIRM_WITH_CODE');
  }
}

function passwordPolicy(reader: PropertyReader): PasswordPolicy {
  const policies = reader.object('Policies');
  policies?.onlyKnows(['PasswordPolicy', 'SignInPolicy']);
  policies?.object('SignInPolicy')?.textsOf('AllowedFirstAuthFactors', ['PASSWORD']);
  const policy = policies?.object('PasswordPolicy');
  policy?.onlyKnows([
    'MinimumLength', 'RequireUppercase', 'RequireLowercase', 'RequireNumbers', 'RequireSymbols', 'PasswordHistorySize',
    'TemporaryPasswordValidityDays',
  ]);
  // A pool without a policy gets the strict one; a policy that leaves a class out does not ask for it.
  const absent = policy === undefined;
  return {
    minimumLength: policy?.integer('MinimumLength', 6, 99) ?? 8,
    requireUppercase: policy?.bool('RequireUppercase') ?? absent,
    requireLowercase: policy?.bool('RequireLowercase') ?? absent,
    requireNumbers: policy?.bool('RequireNumbers') ?? absent,
    requireSymbols: policy?.bool('RequireSymbols') ?? absent,
    historySize: policy?.integer('PasswordHistorySize', 0, 24) ?? 0,
    temporaryPasswordValidityDays: policy?.integer('TemporaryPasswordValidityDays', 0, 365) || 7,
  };
}

function caseSensitive(reader: PropertyReader): boolean {
  const configuration = reader.object('UsernameConfiguration');
  configuration?.onlyKnows(['CaseSensitive']);
  return configuration?.bool('CaseSensitive') ?? true;
}

function verifiedBeforeUpdate(reader: PropertyReader, autoVerified: readonly Contact[]): readonly Contact[] {
  const settings = reader.object('UserAttributeUpdateSettings');
  settings?.onlyKnows(['AttributesRequireVerificationBeforeUpdate']);
  const contacts = settings?.textsOf('AttributesRequireVerificationBeforeUpdate', CONTACTS) ?? [];
  const unsent = contacts.filter((contact) => !autoVerified.includes(contact));
  if (unsent.length > 0) {
    throw reader.error('UserAttributeUpdateSettings', `${unsent.join(', ')} must also be in AutoVerifiedAttributes`);
  }
  return contacts;
}

function adminCreateUserOnly(reader: PropertyReader): boolean {
  const configuration = reader.object('AdminCreateUserConfig');
  configuration?.onlyKnows(['AllowAdminCreateUserOnly', 'InviteMessageTemplate', 'UnusedAccountValidityDays']);
  return configuration?.bool('AllowAdminCreateUserOnly') ?? false;
}

function mfaSettings(reader: PropertyReader): Pick<PoolSettings, 'mfa' | 'mfaFactors'> {
  const mfa = reader.oneOf('MfaConfiguration', ['OFF', 'OPTIONAL', 'ON']) ?? 'OFF';
  const mfaFactors = reader.textsOf('EnabledMfas', ['SMS_MFA', 'SOFTWARE_TOKEN_MFA', 'EMAIL_OTP']) ?? [];
  if (mfa !== 'OFF' && mfaFactors.length === 0) throw reader.error('EnabledMfas', `MfaConfiguration ${mfa} needs at least one factor`);
  return { mfa, mfaFactors: mfa === 'OFF' ? [] : mfaFactors };
}

const CHANNELS = { verified_email: ['email'], verified_phone_number: ['phone_number'], admin_only: [] } as const;

function recovery(reader: PropertyReader): Recovery {
  const setting = reader.object('AccountRecoverySetting');
  setting?.onlyKnows(['RecoveryMechanisms']);
  const mechanisms = setting?.objects('RecoveryMechanisms') ?? [];
  // Without the setting Cognito keeps to its older rule: the phone first, whatever it is used for besides.
  if (mechanisms.length === 0) return { contacts: ['phone_number', 'email'], excludesMfa: false };
  const contacts = mechanisms
    .map((mechanism) => ({
      contacts: CHANNELS[mechanism.oneOf('Name', ['verified_email', 'verified_phone_number', 'admin_only']) ?? 'admin_only'],
      priority: mechanism.integer('Priority', 1, 2) ?? 1,
    }))
    .sort((one, other) => one.priority - other.priority)
    .flatMap((mechanism) => mechanism.contacts);
  return { contacts, excludesMfa: true };
}
