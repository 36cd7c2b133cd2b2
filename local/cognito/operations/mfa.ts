import { CognitoError, invalidParameter, invalidSession } from '../errors';
import { adminUserOperation, userOperation, userOrSessionOperation, type Holder } from './operation';
import { disableFactor, enableFactor } from '../mfa/factors';
import { checkPreference, type Preference } from '../mfa/preference';
import { newTotpSecret, totpStep } from '../mfa/totp';
import type { UserPool } from '../pool/user-pool';
import * as member from '../request/members';
import { bool, structure, text, type Input } from '../request/shapes';
import type { MfaFactor } from '../settings/pool-settings';
import type { AuthSession } from '../sign-in/auth-sessions';
import type { TotpDevice, User } from '../users/user';

export const associateSoftwareToken = userOrSessionOperation({}, async (holder) => {
  requireTotp(holder.pool);
  const device: TotpDevice = { secret: newTotpSecret(), verified: false, lastStep: 0 };
  if (holder.session) return { SecretCode: device.secret, Session: continueSetup(holder, holder.session, device) };
  // The authenticator in use stays in use until the new one is verified.
  holder.user.pendingTotp = device;
  holder.pool.touch(holder.user);
  return { SecretCode: device.secret };
});

export const verifySoftwareToken = userOrSessionOperation({
  UserCode: member.totpCode,
  FriendlyDeviceName: text(),
}, async (holder, input) => {
  const { pool, user, session } = holder;
  requireTotp(pool);
  const device = session ? session.totp : user.pendingTotp ?? user.totp;
  if (!device) throw invalidParameter('User has not set up software token mfa');
  let step: number | undefined;
  const right = await pool.lockout.guard(user, () => {
    step = totpStep(device.secret, input.UserCode, pool.clock.now());
    return step !== undefined;
  });
  if (!right) throw new CognitoError('EnableSoftwareTokenMFAException', 'Code mismatch and fail enable Software Token MFA');
  if (step! <= device.lastStep) throw new CognitoError('ExpiredCodeException', 'Your software token has already been used once.');
  const verified: TotpDevice = { ...device, verified: true, lastStep: step!, name: input.FriendlyDeviceName ?? device.name };
  if (session) return { Status: 'SUCCESS', Session: continueSetup(holder, session, verified) };
  user.totp = verified;
  delete user.pendingTotp;
  pool.touch(user);
  return { Status: 'SUCCESS' };
});

/** @throws CognitoError SoftwareTokenMFANotFoundException */
function requireTotp(pool: UserPool): void {
  if (!pool.settings.mfaFactors.includes('SOFTWARE_TOKEN_MFA')) {
    throw new CognitoError('SoftwareTokenMFANotFoundException', 'Software Token MFA has not been enabled by the userPool.');
  }
}

// A sign-in that must set up MFA goes through one session after another: each step answers with the next one.
function continueSetup({ pool, user, client }: Holder, session: AuthSession, totp: TotpDevice): string {
  if (session.challenge !== 'MFA_SETUP') throw invalidSession();
  pool.sessions.use(session);
  return pool.sessions.open(user, client, { challenge: 'MFA_SETUP', newPassword: session.newPassword, totp });
}

const preferenceFields = {
  SMSMfaSettings: member.mfaPreference,
  SoftwareTokenMfaSettings: member.mfaPreference,
  EmailMfaSettings: member.mfaPreference,
  WebAuthnMfaSettings: structure({ Enabled: bool }),
};

type PreferenceInput = Input<typeof preferenceFields>;

export const setUserMfaPreference = userOperation(preferenceFields, async ({ pool, user }, input) => setPreference(pool, user, input));

export const adminSetUserMfaPreference = adminUserOperation(preferenceFields, async (pool, user, input) => setPreference(pool, user, input));

function setPreference(pool: UserPool, user: User, input: PreferenceInput): object {
  if (input.WebAuthnMfaSettings?.Enabled) throw invalidParameter('Passkeys are not supported by the local stack');
  const preferences = ([
    ['SMS_MFA', input.SMSMfaSettings], ['SOFTWARE_TOKEN_MFA', input.SoftwareTokenMfaSettings], ['EMAIL_OTP', input.EmailMfaSettings],
  ] as const).flatMap(([factor, settings]): Preference[] =>
    settings ? [{ factor, enabled: settings.Enabled ?? false, preferred: settings.PreferredMfa ?? false }] : []);
  checkPreference(pool, user, preferences);
  preferences.forEach((preference) => applyPreference(user, preference));
  pool.touch(user);
  return {};
}

function applyPreference(user: User, { factor, enabled, preferred }: { factor: MfaFactor; enabled: boolean; preferred: boolean }): void {
  if (!enabled) {
    disableFactor(user, factor);
    return;
  }
  enableFactor(user, factor);
  if (preferred) user.mfa.preferred = factor;
  else if (user.mfa.preferred === factor) delete user.mfa.preferred;
}
