import { STANDARD_ATTRIBUTES, type AttributeSchema } from './attribute-schema';
import { PropertyReader } from './properties';

/** What the template decided about an app client, defaults filled in. Durations are in milliseconds. */
export interface ClientSettings {
  readonly hasSecret: boolean;
  readonly authFlows: ReadonlySet<AuthFlow>;
  readonly accessTokenValidity: number;
  readonly idTokenValidity: number;
  readonly refreshTokenValidity: number;
  readonly sessionValidity: number;
  readonly tokenRevocation: boolean;
  readonly preventUserExistenceErrors: boolean;
  /** Undefined where refresh tokens do not rotate. */
  readonly rotationGracePeriod?: number;
  readonly readable: ReadonlySet<string>;
  readonly writable: ReadonlySet<string>;
}

/** A flow that a client can enable, in the current names. */
export type AuthFlow =
  'ADMIN_USER_PASSWORD_AUTH' | 'USER_PASSWORD_AUTH' | 'USER_SRP_AUTH' | 'CUSTOM_AUTH' | 'REFRESH_TOKEN_AUTH' | 'USER_AUTH';

/** Sign-in through the hosted pages and analytics are simply not served; the rest are names. */
const WITHOUT_EFFECT = [
  'ClientName', 'AllowedOAuthFlows', 'AllowedOAuthScopes', 'AllowedOAuthFlowsUserPoolClient', 'CallbackURLs', 'LogoutURLs',
  'DefaultRedirectURI', 'SupportedIdentityProviders', 'AnalyticsConfiguration',
];

const HONOURED = [
  'UserPoolId', 'AccessTokenValidity', 'IdTokenValidity', 'RefreshTokenValidity', 'TokenValidityUnits', 'AuthSessionValidity',
  'ExplicitAuthFlows', 'EnableTokenRevocation', 'PreventUserExistenceErrors', 'RefreshTokenRotation', 'ReadAttributes',
  'WriteAttributes', 'GenerateSecret', 'EnablePropagateAdditionalUserContextData',
];

const SECOND = 1_000;
const UNITS = { seconds: SECOND, minutes: 60 * SECOND, hours: 3_600 * SECOND, days: 86_400 * SECOND } as const;
type Unit = keyof typeof UNITS;
const UNIT_NAMES = Object.keys(UNITS) as Unit[];

/**
 * @param properties resolved properties of AWS::Cognito::UserPoolClient
 * @throws Error for a property that the emulator does not know or cannot honour
 */
export function clientSettings(logicalId: string, properties: unknown, schema: AttributeSchema): ClientSettings {
  const reader = new PropertyReader(`UserPoolClient '${logicalId}'`, properties);
  reader.onlyKnows([...HONOURED, ...WITHOUT_EFFECT]);
  const hasSecret = reader.bool('GenerateSecret') ?? false;
  if (reader.bool('EnablePropagateAdditionalUserContextData') && !hasSecret) {
    throw reader.error('EnablePropagateAdditionalUserContextData', 'needs a client with GenerateSecret');
  }
  const settings = {
    hasSecret,
    authFlows: authFlows(reader),
    ...validities(reader),
    sessionValidity: (reader.integer('AuthSessionValidity', 3, 15) ?? 3) * UNITS.minutes,
    tokenRevocation: reader.bool('EnableTokenRevocation') ?? true,
    preventUserExistenceErrors: reader.oneOf('PreventUserExistenceErrors', ['ENABLED', 'LEGACY']) === 'ENABLED',
    rotationGracePeriod: rotationGracePeriod(reader),
    ...permissions(reader, schema),
  };
  if (settings.rotationGracePeriod !== undefined && settings.authFlows.has('REFRESH_TOKEN_AUTH')) {
    throw reader.error('RefreshTokenRotation', 'needs ExplicitAuthFlows without ALLOW_REFRESH_TOKEN_AUTH');
  }
  return settings;
}

const LEGACY_FLOWS: Readonly<Record<string, AuthFlow>> = {
  ADMIN_NO_SRP_AUTH: 'ADMIN_USER_PASSWORD_AUTH',
  USER_PASSWORD_AUTH: 'USER_PASSWORD_AUTH',
  CUSTOM_AUTH_FLOW_ONLY: 'CUSTOM_AUTH',
};

function authFlows(reader: PropertyReader): ReadonlySet<AuthFlow> {
  const current = ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_USER_SRP_AUTH', 'ALLOW_CUSTOM_AUTH',
    'ALLOW_REFRESH_TOKEN_AUTH', 'ALLOW_USER_AUTH'];
  const names = reader.textsOf('ExplicitAuthFlows', [...current, ...Object.keys(LEGACY_FLOWS)]) ?? [];
  if (names.length === 0) return new Set(['REFRESH_TOKEN_AUTH', 'USER_SRP_AUTH', 'CUSTOM_AUTH']);
  const legacy = names.filter((name) => !name.startsWith('ALLOW_'));
  if (legacy.length > 0 && legacy.length < names.length) {
    throw reader.error('ExplicitAuthFlows', 'names with and without ALLOW_ cannot be mixed');
  }
  // The older names never governed refresh.
  if (legacy.length > 0) return new Set([...legacy.map((name) => LEGACY_FLOWS[name]), 'REFRESH_TOKEN_AUTH']);
  return new Set(names.map((name) => name.slice('ALLOW_'.length) as AuthFlow));
}

function validities(reader: PropertyReader): Pick<ClientSettings, 'accessTokenValidity' | 'idTokenValidity' | 'refreshTokenValidity'> {
  const units = reader.object('TokenValidityUnits');
  units?.onlyKnows(['AccessToken', 'IdToken', 'RefreshToken']);
  const read = (property: string, unitName: string, unit: Unit, fallback: number, min: number, max: number) => {
    const value = reader.integer(property, 0, 315_360_000);
    const validity = value ? value * UNITS[units?.oneOf(unitName, UNIT_NAMES) ?? unit] : fallback;
    if (validity < min || validity > max) throw reader.error(property, `must last ${min / UNITS.minutes} minutes to ${max / UNITS.days} days`);
    return validity;
  };
  const accessTokenValidity = read('AccessTokenValidity', 'AccessToken', 'hours', UNITS.hours, 5 * UNITS.minutes, UNITS.days);
  const idTokenValidity = read('IdTokenValidity', 'IdToken', 'hours', UNITS.hours, 5 * UNITS.minutes, UNITS.days);
  const refreshTokenValidity = read('RefreshTokenValidity', 'RefreshToken', 'days', 30 * UNITS.days, UNITS.hours, 3_650 * UNITS.days);
  if (Math.max(accessTokenValidity, idTokenValidity) > refreshTokenValidity) {
    throw reader.error('RefreshTokenValidity', 'must not be shorter than the validity of the ID and access tokens');
  }
  return { accessTokenValidity, idTokenValidity, refreshTokenValidity };
}

function rotationGracePeriod(reader: PropertyReader): number | undefined {
  const rotation = reader.object('RefreshTokenRotation');
  rotation?.onlyKnows(['Feature', 'RetryGracePeriodSeconds']);
  const enabled = rotation?.oneOf('Feature', ['ENABLED', 'DISABLED']) === 'ENABLED';
  return enabled ? (rotation!.integer('RetryGracePeriodSeconds', 0, 60) ?? 0) * SECOND : undefined;
}

const SERVICE_OWNED = ['sub', 'email_verified', 'phone_number_verified'];

function permissions(reader: PropertyReader, schema: AttributeSchema): Pick<ClientSettings, 'readable' | 'writable'> {
  const read = (property: string) => {
    const names = reader.texts(property);
    const unknown = names?.filter((name) => !schema.has(name)) ?? [];
    if (unknown.length > 0) throw reader.error(property, `the pool has no attribute ${unknown.join(', ')}`);
    return names;
  };
  const writable = read('WriteAttributes');
  const forbidden = writable?.filter((name) => SERVICE_OWNED.includes(name)) ?? [];
  if (forbidden.length > 0) throw reader.error('WriteAttributes', `no client can write ${forbidden.join(', ')}`);
  const missing = [...schema.values()].filter((rule) => rule.required && writable && !writable.includes(rule.name));
  if (missing.length > 0) throw reader.error('WriteAttributes', `the required ${missing.map((rule) => rule.name).join(', ')} must be writable`);
  return {
    // sub is in every answer, whatever the list says.
    readable: new Set([...read('ReadAttributes') ?? STANDARD_ATTRIBUTES, 'sub']),
    writable: new Set(writable ?? STANDARD_ATTRIBUTES.filter((name) => !SERVICE_OWNED.includes(name))),
  };
}
