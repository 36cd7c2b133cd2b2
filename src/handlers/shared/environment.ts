import type { AUTHORIZER_ENV, ENV } from '../../routes/contract';

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

/** An endpoint instead of Cognito's own, by the variables that every SDK of AWS reads. */
export function configuredEndpoint(): string | undefined {
  const { AWS_ENDPOINT_URL, AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS } = process.env;
  return AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true' ? undefined : AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER || AWS_ENDPOINT_URL || undefined;
}
