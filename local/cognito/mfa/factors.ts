import type { UserPool } from '../pool/user-pool';
import type { MfaFactor } from '../settings/pool-settings';
import type { User } from '../users/user';

/** Whether a user has what a factor needs: a verified authenticator, a phone, an address. */
export function hasFactor(user: User, factor: MfaFactor): boolean {
  if (factor === 'SOFTWARE_TOKEN_MFA') return user.totp?.verified === true;
  return user.attributes[factor === 'SMS_MFA' ? 'phone_number' : 'email'] !== undefined;
}

/** The factors that a user may be challenged with, the preferred one alone where there is one. */
export function activeFactors(pool: UserPool, user: User): readonly MfaFactor[] {
  const { mfa, mfaFactors } = pool.settings;
  // Where MFA is required, having a factor is enough; where it is optional, the user must have switched it on.
  const active = mfaFactors.filter((factor) => hasFactor(user, factor) && (mfa === 'ON' || user.mfa.enabled.includes(factor)));
  const { preferred } = user.mfa;
  return preferred && active.includes(preferred) ? [preferred] : active;
}

/** As GetUser and AdminGetUser show them. */
export function mfaSettings({ mfa }: User): { PreferredMfaSetting?: MfaFactor; UserMFASettingList?: readonly MfaFactor[] } {
  return {
    ...mfa.preferred ? { PreferredMfaSetting: mfa.preferred } : {},
    ...mfa.enabled.length > 0 ? { UserMFASettingList: mfa.enabled } : {},
  };
}

export function enableFactor(user: User, factor: MfaFactor): void {
  if (!user.mfa.enabled.includes(factor)) user.mfa.enabled.push(factor);
}

export function disableFactor(user: User, factor: MfaFactor): void {
  user.mfa.enabled = user.mfa.enabled.filter((enabled) => enabled !== factor);
  if (user.mfa.preferred === factor) delete user.mfa.preferred;
}
