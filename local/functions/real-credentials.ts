import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { unsupported } from '../errors';
import { LambdaFunction } from './lambda-function';

type Environment = Readonly<Record<string, string | undefined>>;

/** The form of an access key id; the ones in AWS's documentation end in EXAMPLE. */
const ACCESS_KEY_ID = /\b(?:AKIA|ASIA)[A-Z2-7]{16}\b/g;

/** Lambda sets these itself and refuses a template that does. */
const RESERVED = ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'AWS_ACCESS_KEY', 'AWS_SECRET_KEY'];

/** Shorter ones would be found in words. */
const SHORTEST_SECRET = 16;

/** The secret keys and session tokens that this machine has: of its environment, and of its credentials file. */
export function secretsOfMachine(environment: Environment): string[] {
  const file = environment.AWS_SHARED_CREDENTIALS_FILE ?? join(homedir(), '.aws', 'credentials');
  return [environment.AWS_SECRET_ACCESS_KEY, environment.AWS_SESSION_TOKEN, ...secretsIn(file)]
    .filter((secret): secret is string => secret !== undefined && secret.length >= SHORTEST_SECRET);
}

function secretsIn(file: string): string[] {
  try {
    return [...readFileSync(file, 'utf8').matchAll(/^\s*aws_(?:secret_access_key|session_token)\s*=\s*(\S+)/gim)].map(([, secret]) => secret);
  } catch {
    return [];
  }
}

/**
 * Refuses a template that hands real credentials to a function: an app that copies the developer's own into a variable would
 * let a function that runs locally reach an account.
 *
 * @param secrets - of this machine
 * @throws LocalStackError which names the variable and never its value
 */
export function assertNoRealCredentials(functions: readonly LambdaFunction[], secrets: readonly string[]): void {
  for (const { logicalId, environment } of functions) {
    for (const [name, value] of Object.entries(environment)) {
      const reason = RESERVED.includes(name) ? 'which Lambda reserves for credentials' : contained(value, secrets);
      if (reason) {
        throw unsupported(logicalId, 'AWS::Lambda::Function', `has the environment variable '${name}', ${reason}; take it out: credentials of an account must not reach a local function`);
      }
    }
  }
}

function contained(value: string, secrets: readonly string[]): string | undefined {
  if (secrets.some((secret) => value.includes(secret))) return 'which holds a secret of this machine\'s AWS credentials';
  const ids = value.match(ACCESS_KEY_ID) ?? [];
  return ids.some((id) => !id.endsWith('EXAMPLE')) ? 'which holds an AWS access key id' : undefined;
}
