import type { AUTHORIZER_ENV, ENV } from '../../contract';

/**
 * An environment variable that a handler cannot do without.
 *
 * @throws Error at cold start, so that a wrong deployment fails at once and for every request alike
 */
export function requireEnv(name: keyof typeof ENV | keyof typeof AUTHORIZER_ENV | 'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY'): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`environment variable ${name} is missing`);
  }
  return value;
}
