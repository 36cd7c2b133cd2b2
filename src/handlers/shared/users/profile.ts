import type { AttributeType } from '@aws-sdk/client-cognito-identity-provider';
import { ENV, SIGNUP_MARKER_ATTRIBUTE } from '../../../routes/contract';
import { email } from '../../../routes/schemas';
import { invalidMember, invalidMembers } from '../http/problem-error';
import { InvalidInput, pointerTo, validate } from '../http/validate';

type Preference = 'preferred' | 'enabled' | 'disabled';

const writable = new Set((process.env[ENV.WRITE_ATTRIBUTES] ?? '').split(',').filter(Boolean));

/** Only Cognito may set these attributes, even if the developer lists them. */
const NEVER_WRITABLE = ['email_verified', 'phone_number_verified', 'sub'];

/** The attributes of a user, without the internal signup marker. */
export function visibleAttributes(attributes: readonly AttributeType[] = []): Record<string, string> {
  return Object.fromEntries(attributes
    .filter(({ Name }) => Name !== `custom:${SIGNUP_MARKER_ATTRIBUTE}`)
    .map(({ Name, Value }) => [Name, Value ?? '']));
}

/**
 * The attributes in the form that Cognito takes.
 *
 * @throws ProblemError invalid_request if the app client may not write one of them
 */
export function writableAttributes(attributes: Readonly<Record<string, string>>): AttributeType[] {
  return Object.entries(attributes).map(([Name, Value]) => {
    const pointer = pointerTo('#/attributes', Name);
    if (!writable.has(Name) || NEVER_WRITABLE.includes(Name)) {
      throw invalidMember(pointer, 'cannot be changed');
    }
    // The login route rejects other addresses, so users could not sign in with them.
    return { Name, Value: Name === 'email' ? checkedEmail(Value, pointer) : Value };
  });
}

function checkedEmail(value: string, pointer: string): string {
  try {
    return validate(email, value, pointer);
  } catch (error) {
    throw error instanceof InvalidInput ? invalidMembers(error.errors) : error;
  }
}

/** Which second factors a user has set up, and which one is preferred. */
export function mfaPreferences(user: { readonly UserMFASettingList?: string[]; readonly PreferredMfaSetting?: string }) {
  const preference = (factor: string): Preference => {
    if (user.PreferredMfaSetting === factor) {
      return 'preferred';
    }
    return user.UserMFASettingList?.includes(factor) ? 'enabled' : 'disabled';
  };
  return { totp: preference('SOFTWARE_TOKEN_MFA'), sms: preference('SMS_MFA'), email: preference('EMAIL_OTP') };
}

/** The settings of a factor; undefined to leave it unchanged. */
export function mfaSettings(preference: Preference | undefined): { Enabled: boolean; PreferredMfa: boolean } | undefined {
  return preference && { Enabled: preference !== 'disabled', PreferredMfa: preference === 'preferred' };
}
