import { CATEGORIES, QuotaCategory } from '../../../local/cognito/quotas/categories';
import type { Operation } from '../../../src/routes/route';

/** Something that a user does, with every call to Cognito that it takes. */
export interface Activity {
  readonly says: string;
  readonly calls: readonly Operation[];
  /** What one of it is called in the plural. */
  readonly unit?: string;
}

export const ACTIVITIES: readonly Activity[] = [
  { says: 'sign up, AUTO_CONFIRM', calls: ['AdminCreateUser', 'AdminSetUserPassword'], unit: 'sign-ups' },
  { says: 'sign up and confirm, EMAIL_CODE', calls: ['SignUp', 'ConfirmSignUp'], unit: 'sign-ups' },
  { says: 'log in', calls: ['AdminInitiateAuth'], unit: 'logins' },
  { says: 'forget a password and reset it', calls: ['ForgotPassword', 'ConfirmForgotPassword', 'AdminUserGlobalSignOut'], unit: 'resets' },
  { says: 'enrol an authenticator app', calls: ['AssociateSoftwareToken', 'VerifySoftwareToken', 'SetUserMFAPreference'] },
];

export interface Limit {
  readonly category: QuotaCategory;
  /** How often a second all users together can do it. */
  readonly perSecond: number;
}

/** The quota that an activity reaches first. */
export function firstLimit({ calls }: Activity): Limit {
  const limits = Object.entries(CATEGORIES).map(([category, { rate, operations }]) => {
    const counted = calls.filter((call) => (operations as readonly string[]).includes(call)).length;
    return { category: category as QuotaCategory, perSecond: Math.floor(rate / counted) };
  });
  return limits.reduce((lowest, candidate) => candidate.perSecond < lowest.perSecond ? candidate : lowest);
}
