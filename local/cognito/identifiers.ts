import { createHash } from 'node:crypto';

const LETTERS_AND_DIGITS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';
const LOWERCASE_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';

// Derived rather than random: a front end that has the ids in its configuration survives a restart of the local stack.
function derive(seed: string, alphabet: string, length: number): string {
  const bytes = createHash('sha512').update(seed).digest();
  return [...bytes.subarray(0, length)].map((byte) => alphabet[byte % alphabet.length]).join('');
}

/** Of the form that Cognito gives pools in `region`. */
export const poolIdOf = (region: string, accountId: string, logicalId: string) =>
  `${region}_${derive(`pool ${accountId} ${logicalId}`, LETTERS_AND_DIGITS, 9)}`;

/** Of the form that Cognito gives app clients. One with a secret is another client: CloudFormation replaces it where GenerateSecret changes. */
export const clientIdOf = (poolId: string, logicalId: string, hasSecret: boolean) =>
  derive(`${hasSecret ? 'confidential client' : 'client'} ${poolId} ${logicalId}`, LOWERCASE_AND_DIGITS, 26);
