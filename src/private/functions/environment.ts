import { takesClientSecret } from './client-secret-access';
import { ENV } from '../../routes/contract';
import { FunctionName } from '../../routes/route';
import { ApiContext } from '../context';
import { passwordPolicySentence, passwordRules } from '../user-pool/password-policy';

type Variable = keyof typeof ENV;

/** The variables that each function's handlers read, besides those of every response and the secret of the app client. */
const READS: { readonly [name in FunctionName]: readonly Variable[] } = {
  'signup': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'PASSWORD_RULES', 'SIGNUP_MARKER', 'PRIME'],
  'signup-email-code': ['USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'PASSWORD_RULES', 'PRIME'],
  'login': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'SIGNUP_MARKER', 'PRIME'],
  'challenge': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'PASSWORD_RULES', 'TOTP_ISSUER', 'PRIME'],
  'session': ['USER_POOL_CLIENT_ID', 'ALLOWED_CLIENT_IDS', 'PRIME'],
  'password': ['USER_POOL_CLIENT_ID', 'ALLOWED_CLIENT_IDS', 'PASSWORD_POLICY', 'PASSWORD_RULES', 'PRIME'],
  'reset': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'PASSWORD_RULES', 'PRIME'],
  'account': ['ALLOWED_CLIENT_IDS', 'WRITE_ATTRIBUTES', 'TOTP_ISSUER', 'PRIME'],
  'private': ['ALLOWED_CLIENT_IDS'],
};

/** The environment of a function: the variables that its handlers read, without those that have no value here. */
export function environmentOf(name: FunctionName, context: ApiContext): Record<string, string> {
  const { settings, tokenClientIds, userPool, userPoolClient, clientSecret } = context;
  const { cors } = settings.restApi;
  const served = settings.routes.filter((route) => route.function === name);
  const createdPool = settings.userPool.kind === 'created' ? settings.userPool.props : undefined;
  const values: { readonly [variable in Variable]: string | undefined } = {
    USER_POOL_ID: userPool.userPoolId,
    USER_POOL_CLIENT_ID: userPoolClient.userPoolClientId,
    USER_POOL_CLIENT_SECRET_ARN: takesClientSecret(settings, served) ? clientSecret?.secretArn : undefined,
    ALLOWED_CLIENT_IDS: tokenClientIds.join(','),
    CORS_ALLOW_ORIGINS: cors?.allowOrigins.join(','),
    CORS_ALLOW_CREDENTIALS: cors?.allowCredentials ? 'true' : undefined,
    CORS_EXPOSE_HEADERS: cors?.exposeHeaders?.join(',') || undefined,
    PASSWORD_POLICY: createdPool && passwordPolicySentence(createdPool.passwordPolicy),
    PASSWORD_RULES: createdPool && passwordRules(createdPool.passwordPolicy),
    SIGNUP_MARKER: createdPool && settings.signUpMode === 'AUTO_CONFIRM' ? 'true' : undefined,
    WRITE_ATTRIBUTES: settings.attributes.changeable.join(','),
    TOTP_ISSUER: settings.mfa.totpIssuer,
    PRIME: settings.functions.handlers[name].priming,
  };
  const read: Variable[] = ['CORS_ALLOW_ORIGINS', 'CORS_ALLOW_CREDENTIALS', 'CORS_EXPOSE_HEADERS', 'USER_POOL_CLIENT_SECRET_ARN', ...READS[name]];
  return Object.fromEntries(read.flatMap((variable) => {
    const value = values[variable];
    return value === undefined ? [] : [[ENV[variable], value]];
  }));
}
