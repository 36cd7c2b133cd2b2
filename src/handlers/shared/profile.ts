import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { ProblemError } from './problem-error';
import { validate } from './validate';
import { ENV, SIGNUP_MARKER_ATTRIBUTE } from '../../routes/contract';
import { email } from '../../routes/schemas';

type Preference = 'preferred' | 'enabled' | 'disabled';

const writable = new Set((process.env[ENV.WRITE_ATTRIBUTES] ?? '').split(',').filter(Boolean));

/** What only Cognito may say of a user, whatever the developer listed. */
const NEVER_WRITABLE = ['email_verified', 'phone_number_verified', 'sub'];

/** The attributes of a user, without the one that is the signup route's own. */
export function visibleAttributes(attributes: readonly AttributeType[] = []): Record<string, string> {
  return Object.fromEntries(attributes
    .filter(({ Name }) => Name !== `custom:${SIGNUP_MARKER_ATTRIBUTE}`)
    .map(({ Name, Value }) => [Name, Value ?? '']));
}

/**
 * Attributes as Cognito takes them.
 *
 * @throws ProblemError invalid_request where one is not on the developer's list
 */
export function writableAttributes(attributes: Readonly<Record<string, string>>): AttributeType[] {
  return Object.entries(attributes).map(([Name, Value]) => {
    if (!writable.has(Name) || NEVER_WRITABLE.includes(Name)) {
      throw new ProblemError('invalid_request');
    }
    // An address that login would refuse must not get in by another door.
    return { Name, Value: Name === 'email' ? checkedEmail(Value) : Value };
  });
}

function checkedEmail(value: string): string {
  try {
    return validate(email, value);
  } catch {
    throw new ProblemError('invalid_request');
  }
}

/** Which second factors a user has, and which one comes first. */
export function mfaPreferences(user: { readonly UserMFASettingList?: string[]; readonly PreferredMfaSetting?: string }) {
  const preference = (factor: string): Preference => {
    if (user.PreferredMfaSetting === factor) {
      return 'preferred';
    }
    return user.UserMFASettingList?.includes(factor) ? 'enabled' : 'disabled';
  };
  return { totp: preference('SOFTWARE_TOKEN_MFA'), sms: preference('SMS_MFA'), email: preference('EMAIL_OTP') };
}

/** A factor's settings; none where the caller leaves it as it is. */
export function mfaSettings(preference: Preference | undefined): { Enabled: boolean; PreferredMfa: boolean } | undefined {
  return preference && { Enabled: preference !== 'disabled', PreferredMfa: preference === 'preferred' };
}
