import type { AUTHORIZER_ENV, ENV } from '../../../routes/contract';

/**
 * A required environment variable.
 *
 * @throws Error if it is missing. Call it while the module loads, so that a wrong deployment fails at the cold start
 */
export function requireEnv(name: keyof typeof ENV | keyof typeof AUTHORIZER_ENV | 'AWS_REGION' | 'AWS_ACCESS_KEY_ID' | 'AWS_SECRET_ACCESS_KEY'): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(`environment variable ${name} is missing`);
  }
  return value;
}

/**
 * The endpoint that replaces the default of a service, from the variables that all AWS SDKs read.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html
 */
export function configuredEndpoint(service: 'COGNITO_IDENTITY_PROVIDER' | 'SECRETS_MANAGER'): string | undefined {
  const { AWS_ENDPOINT_URL, AWS_IGNORE_CONFIGURED_ENDPOINT_URLS, [`AWS_ENDPOINT_URL_${service}`]: ofService } = process.env;
  return AWS_IGNORE_CONFIGURED_ENDPOINT_URLS === 'true' ? undefined : ofService || AWS_ENDPOINT_URL || undefined;
}
