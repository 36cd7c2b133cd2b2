import { randomInt } from 'node:crypto';

/** The secrets of the app clients of a pool, by client id. */
export type ClientSecrets = Map<string, string>;

const LOWERCASE_AND_DIGITS = 'abcdefghijklmnopqrstuvwxyz0123456789';
/** As long as those that Cognito generates; the API allows 24 to 64 characters. */
const LENGTH = 52;

/** The secret of a client, generated when it is asked for first. */
export function clientSecretOf(secrets: ClientSecrets, clientId: string): string {
  const secret = secrets.get(clientId) ?? Array.from({ length: LENGTH }, () => LOWERCASE_AND_DIGITS[randomInt(LOWERCASE_AND_DIGITS.length)]).join('');
  secrets.set(clientId, secret);
  return secret;
}
