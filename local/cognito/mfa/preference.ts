import { invalidParameter } from '../errors';
import { hasFactor } from './factors';
import type { UserPool } from '../pool/user-pool';
import type { MfaFactor } from '../settings/pool-settings';
import type { User } from '../users/user';

/** What a request wants of one factor. */
export interface Preference {
  readonly factor: MfaFactor;
  readonly enabled: boolean;
  readonly preferred: boolean;
}

/** @throws CognitoError InvalidParameterException for what the pool or the user cannot do */
export function checkPreference(pool: UserPool, user: User, preferences: readonly Preference[]): void {
  if (preferences.filter(({ preferred }) => preferred).length > 1) throw invalidParameter('Only one MFA method can be preferred');
  for (const { factor, enabled, preferred } of preferences) {
    if (preferred && !enabled) throw invalidParameter(`${factor} cannot be preferred without being enabled`);
    if (enabled) checkEnabled(pool, user, factor);
    if (!enabled && pool.settings.mfa === 'ON' && user.mfa.enabled.includes(factor)) {
      throw invalidParameter(`${factor} cannot be disabled: the user pool requires MFA`);
    }
  }
}

function checkEnabled(pool: UserPool, user: User, factor: MfaFactor): void {
  if (!pool.settings.mfaFactors.includes(factor)) throw invalidParameter(`${factor} is not enabled for the user pool`);
  if (hasFactor(user, factor)) return;
  if (factor !== 'SOFTWARE_TOKEN_MFA') throw invalidParameter(`User does not have delivery config set to turn on ${factor}`);
  throw invalidParameter(user.pendingTotp ? 'User has not verified software token mfa' : 'User has not set up software token mfa');
}
