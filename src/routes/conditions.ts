/**
 * When a route exists.
 *
 * One table has each condition as a predicate and in words. The choice of routes, the docs and the validation messages
 * all read it.
 */

export type SignUpModeName = 'AUTO_CONFIRM' | 'EMAIL_CODE' | 'ADMIN_ONLY';

/** The settings that decide which routes exist. */
export interface RouteChoice {
  readonly signUpMode: SignUpModeName;
  readonly mfa: boolean;
  /** Whether authenticator apps are a second factor, if there is one. @default true */
  readonly totp?: boolean;
  readonly accountRoutes: boolean;
  /** Whether a forgotten password can be recovered. @default true */
  readonly recovery?: boolean;
  /** Whether refresh tokens can be revoked. @default true */
  readonly revocation?: boolean;
  /** The attributes that users can change. @default - email, at least */
  readonly changeable?: readonly string[];
}

interface Condition {
  readonly holds: (choice: RouteChoice) => boolean;
  /** In the docs, after "if", as Markdown. */
  readonly when: string;
  /** How to enable it, in a validation message. */
  readonly enable: string;
  /** The prop whose existing resource decides it, if the app passes one. */
  readonly decidedBy?: 'userPool' | 'userPoolClient';
}

const CONDITIONS = {
  autoConfirm: {
    holds: ({ signUpMode }) => signUpMode === 'AUTO_CONFIRM',
    when: '`signUpMode` is AUTO_CONFIRM',
    enable: "set 'signUpMode' to AUTO_CONFIRM",
  },
  emailCode: {
    holds: ({ signUpMode }) => signUpMode === 'EMAIL_CODE',
    when: '`signUpMode` is EMAIL_CODE',
    enable: "set 'signUpMode' to EMAIL_CODE",
  },
  accountRoutes: {
    holds: ({ accountRoutes }) => accountRoutes,
    when: '`accountRoutes` is true',
    enable: "set 'accountRoutes' to true",
  },
  mfa: {
    holds: ({ mfa }) => mfa,
    when: '`mfa` is not OFF',
    enable: "set 'mfa' to OPTIONAL or REQUIRED",
  },
  totp: {
    holds: ({ totp = true }) => totp,
    when: '`mfaSecondFactor.otp` is not false',
    enable: "set 'mfaSecondFactor.otp' to true",
  },
  recovery: {
    holds: ({ recovery = true }) => recovery,
    when: '`accountRecovery` is not NONE',
    enable: "set 'accountRecovery' to a value other than NONE",
    decidedBy: 'userPool',
  },
  revocation: {
    holds: ({ revocation = true }) => revocation,
    when: '`enableTokenRevocation` is not false',
    enable: "set 'enableTokenRevocation' to true",
    decidedBy: 'userPoolClient',
  },
  changeableAttribute: {
    holds: ({ changeable = ['email'] }) => changeable.length > 0,
    when: 'users can change an attribute',
    enable: "make an attribute mutable and list it in 'writeAttributes'",
  },
  changeableEmail: {
    holds: ({ changeable = ['email'] }) => changeable.includes('email'),
    when: 'users can change their email',
    enable: "make 'email' mutable and list it in 'writeAttributes'",
  },
} as const satisfies { readonly [name: string]: Condition };

export type ConditionName = keyof typeof CONDITIONS;

/** A route exists if all its conditions hold. */
interface Conditional {
  readonly when?: readonly ConditionName[];
}

export function exists({ when = [] }: Conditional, choice: RouteChoice): boolean {
  return when.every((name) => CONDITIONS[name].holds(choice));
}

/** The conditions of a route in words, as Markdown; empty if it always exists. */
export function availableWhen({ when = [] }: Conditional): string {
  return when.map((name) => CONDITIONS[name].when).join(' and ');
}

/**
 * How to enable a route that does not exist in the choice.
 *
 * @param alternatives - the rows of the route; there is one for each sign-up mode that has its own
 * @param existing - the props by which the app passes existing resources
 */
export function howToEnable(
  alternatives: readonly Conditional[], choice: RouteChoice, existing: { readonly userPool?: unknown; readonly userPoolClient?: unknown },
): string {
  return alternatives.map(({ when = [] }) => when
    .map((name): Condition => CONDITIONS[name])
    .filter(({ holds }) => !holds(choice))
    .map(({ enable, decidedBy }) => decidedBy && existing[decidedBy] ? `${enable} on '${decidedBy}'` : enable)
    .join(' and ')).join(', or ');
}
