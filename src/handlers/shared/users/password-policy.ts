import { ENV } from '../../../routes/contract';
import { ProblemError } from '../http/problem-error';

const policy = process.env[ENV.PASSWORD_POLICY];
const rules = (process.env[ENV.PASSWORD_RULES] ?? '').split(',').filter(Boolean);

/** Satisfies every policy that Cognito can have, so that a rehearsal gets past the check. */
export const REHEARSAL_PASSWORD = 'Aa1-'.repeat(25);

/**
 * A character of each class that a policy can require. A space counts as a symbol unless it is at an end.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
 */
const CLASSES: { readonly [rule: string]: RegExp } = {
  lowercase: /[a-z]/,
  uppercase: /[A-Z]/,
  digits: /[0-9]/,
  symbols: /[\^$*.[\]{}()?"!@#%&/\\,><':;|_~`=+-]|\S\s* \s*\S/,
};

/**
 * Rejects a password that breaks the pool's policy before any call to Cognito, so that the response depends on the body
 * alone. It never rejects what Cognito accepts; of existing pools, the policy is not known.
 *
 * @throws ProblemError weak_password
 */
export function requireStrongPassword(password: string): void {
  if (!rules.every((rule) => satisfies(rule, password))) {
    throw withPolicyMessage(new ProblemError('weak_password', 'PasswordPolicy'));
  }
}

function satisfies(rule: string, password: string): boolean {
  // A rule that is not a class is the minimum length.
  return Object.hasOwn(CLASSES, rule) ? CLASSES[rule].test(password) : password.length >= Number(rule);
}

/** Adds the user pool's password policy to the message of a `weak_password` error. Other errors are returned unchanged. */
export function withPolicyMessage(error: unknown): unknown {
  return error instanceof ProblemError && error.code === 'weak_password' && policy
    ? new ProblemError('weak_password', error.causeName, policy)
    : error;
}
