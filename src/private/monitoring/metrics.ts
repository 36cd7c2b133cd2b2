import { SignUpModeName } from '../../routes/conditions';
import { LOG } from '../../routes/contract';
import { confirmSignup, login, loginChallenge, signup } from '../../routes/table';

/** What a line must hold to count: in each of these members one of the values, in which `*` stands for any text. */
type Condition = { readonly [member in (typeof LOG)[keyof typeof LOG]]?: readonly string[] };

/** A metric that is made of the lines of the handlers' log. */
export interface LogMetric {
  /** Its name in CloudWatch. */
  readonly name: string;
  /** A line counts where it meets one of them. */
  readonly anyOf: readonly Condition[];
  /** The member whose number is the value; each line counts 1 where absent. */
  readonly value?: (typeof LOG)[keyof typeof LOG];
}

const SIGN_IN = [login.name, loginChallenge.name];

/** The names of metrics live here and nowhere else. */
export const LOG_METRICS = {
  loginSucceeded: { name: 'LoginSucceeded', anyOf: [{ route: SIGN_IN, outcome: ['ok'] }] },
  /** Guesses of any kind. The sign-up of a taken address counts, because the route tries its password. */
  loginFailed: {
    name: 'LoginFailed',
    anyOf: [
      { outcome: ['invalid_credentials', 'invalid_challenge', 'invalid_code', 'reauthentication_failed'] },
      { route: [signup.name], outcome: ['email_unavailable'] },
    ],
  },
  loginDuration: { name: 'LoginDuration', anyOf: [{ route: [login.name] }], value: LOG.DURATION },
  /** Calls that count against Cognito's quota of sign-ins. */
  signInAttempts: { name: 'SignInAttempts', anyOf: [{ route: SIGN_IN }] },
  refreshTokenReuse: { name: 'RefreshTokenReuse', anyOf: [{ cause: ['RefreshTokenReuseException'] }] },
  throttled: { name: 'Throttled', anyOf: [{ outcome: ['rate_limited'] }] },
  /** Errors that only the operator can fix, including sessions that stayed open after a password reset, and
   * codes that were not sent although the response does not say so. */
  internalErrors: { name: 'InternalErrors', anyOf: [{ outcome: ['internal_error'] }, { cause: ['SignOutFailed.*', 'NotSent.*'] }] },
} as const satisfies Record<string, LogMetric>;

/** Accounts that came to be: in EMAIL_CODE mode those whose address was proved. */
export function signupsMetric(mode: SignUpModeName): LogMetric {
  return { name: 'Signups', anyOf: [{ route: [mode === 'EMAIL_CODE' ? confirmSignup.name : signup.name], outcome: ['ok'] }] };
}
