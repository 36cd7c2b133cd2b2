import { randomInt } from 'node:crypto';

/** What Secrets Manager is told of a password that it generates. */
export interface PasswordOptions {
  /** In characters. */
  readonly length: number;
  readonly lowercase: boolean;
  readonly uppercase: boolean;
  readonly numbers: boolean;
  readonly punctuation: boolean;
  readonly space: boolean;
  /** Characters that do not occur. */
  readonly exclude: string;
  /** Whether at least one character of each type occurs. */
  readonly eachType: boolean;
}

/**
 * A random password; undefined where no characters are left, or not enough places for one of each type.
 *
 * @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetRandomPassword.html
 */
export function generatePassword(options: PasswordOptions): string | undefined {
  const types = [
    ...options.lowercase ? ['abcdefghijklmnopqrstuvwxyz'] : [],
    ...options.uppercase ? ['ABCDEFGHIJKLMNOPQRSTUVWXYZ'] : [],
    ...options.numbers ? ['0123456789'] : [],
    ...options.punctuation ? ['!"#$%&\'()*+,-./:;<=>?@[\\]^_`{|}~'] : [],
    ...options.space ? [' '] : [],
  ].map((type) => [...type].filter((character) => !options.exclude.includes(character))).filter((type) => type.length > 0);
  const required = options.eachType ? types : [];
  if (types.length === 0 || required.length > options.length) return undefined;
  const all = types.flat();
  const places = [...required, ...Array.from({ length: options.length - required.length }, () => all)];
  const characters = places.map((from) => from[randomInt(from.length)]);
  return shuffled(characters).join('');
}

/** Fisher and Yates. */
function shuffled(items: readonly string[]): string[] {
  const result = [...items];
  for (let last = result.length - 1; last > 0; last--) {
    const other = randomInt(last + 1);
    [result[last], result[other]] = [result[other], result[last]];
  }
  return result;
}
