import { randomInt } from 'node:crypto';
import { invalidPassword } from '../errors';
import type { PasswordPolicy } from '../settings/pool-settings';

const LOWERCASE = 'abcdefghijklmnopqrstuvwxyz';
const UPPERCASE = LOWERCASE.toUpperCase();
const DIGITS = '0123456789';
// https://docs.aws.amazon.com/cognito/latest/developerguide/managing-users-passwords.html
const SYMBOLS = '^$*.[]{}()?"!@#%&/\\,><\':;|_~`=+-';

const has = (password: string, characters: string) => [...password].some((character) => characters.includes(character));

const CHECKS: readonly [(policy: PasswordPolicy, password: string) => boolean, string][] = [
  [(policy, password) => password.length >= policy.minimumLength, 'Password not long enough'],
  [(policy, password) => !policy.requireUppercase || has(password, UPPERCASE), 'Password must have uppercase characters'],
  [(policy, password) => !policy.requireLowercase || has(password, LOWERCASE), 'Password must have lowercase characters'],
  [(policy, password) => !policy.requireNumbers || has(password, DIGITS), 'Password must have numeric characters'],
  // A space counts as a symbol unless it stands at an end.
  [(policy, password) => !policy.requireSymbols || has(password.trim(), `${SYMBOLS} `), 'Password must have symbol characters'],
];

/**
 * @param preamble how the operation words it before the colon
 * @throws CognitoError InvalidPasswordException that names the first rule broken
 */
export function checkPasswordPolicy(policy: PasswordPolicy, password: string, preamble: string): void {
  const broken = CHECKS.find(([holds]) => !holds(policy, password));
  if (broken) throw invalidPassword(`${preamble}: ${broken[1]}`);
}

/** A random password that satisfies `policy`, for an invitation. */
export function generatePassword(policy: PasswordPolicy): string {
  const pick = (characters: string) => characters[randomInt(characters.length)];
  const characters = [UPPERCASE, LOWERCASE, DIGITS, SYMBOLS].map(pick);
  while (characters.length < Math.max(policy.minimumLength, 12)) characters.push(pick(UPPERCASE + LOWERCASE + DIGITS));
  for (let last = characters.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [characters[last], characters[other]] = [characters[other], characters[last]];
  }
  return characters.join('');
}
