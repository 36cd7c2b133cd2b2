import type { Source } from './behaviour';
import type { OperationName } from './scene';

const guide = (label: string, page: string): Source => ({ label, url: `https://docs.aws.amazon.com/cognito/latest/developerguide/${page}.html` });

/** The API reference of an operation: the errors that it can answer, and what its answer holds. */
export const api = (operation: OperationName): Source =>
  ({ label: 'API', url: `https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/API_${operation}.html` });

/** Lengths, patterns and required members. */
export const MODEL: Source = {
  label: 'SDK model', url: 'https://github.com/aws/aws-sdk-js-v3/blob/main/codegen/sdk-codegen/aws-models/cognito-identity-provider.json',
};
export const COMMON_ERRORS: Source = {
  label: 'API: common errors', url: 'https://docs.aws.amazon.com/cognito-user-identity-pools/latest/APIReference/CommonErrors.html',
};
export const AUTHORIZATION = guide('guide: API authorization', 'authentication-flows-public-server-side');
export const HIDING = guide('guide: user existence', 'cognito-user-pool-managing-errors');
export const LOCKOUT = guide('guide: lockout', 'authentication');
export const PASSWORDS = guide('guide: passwords', 'managing-users-passwords');
export const QUOTAS = guide('guide: quotas', 'quotas');
export const RECOVERY = guide('guide: recovery', 'how-to-recover-a-user-account');
export const ATTRIBUTES = guide('guide: attributes', 'user-pool-settings-attributes');
export const VERIFICATION = guide('guide: verification', 'user-pool-settings-email-phone-verification');
export const ACCOUNTS = guide('guide: accounts', 'signing-up-users-in-your-app');
export const MFA = guide('guide: MFA', 'user-pool-settings-mfa');
export const TOTP = guide('guide: TOTP', 'user-pool-settings-mfa-totp');
export const ID_TOKEN = guide('guide: ID token', 'amazon-cognito-user-pools-using-the-id-token');
export const ACCESS_TOKEN = guide('guide: access token', 'amazon-cognito-user-pools-using-the-access-token');
export const REFRESH_TOKEN = guide('guide: refresh token', 'amazon-cognito-user-pools-using-the-refresh-token');
export const REVOCATION = guide('guide: revocation', 'token-revocation');
export const VERIFYING = guide('guide: verifying', 'amazon-cognito-user-pools-using-tokens-verifying-a-jwt');

/** Somebody has shown what Cognito answers. */
export const seen = (thread: string): Source => ({ label: 'seen', url: `https://github.com/${thread}` });
