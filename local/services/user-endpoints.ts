import { LocalStackError } from '../errors';

const VARIABLE = /^AWS_ENDPOINT_URL_[A-Z0-9_]+$/;
const OF_AWS = /(^|\.)(amazonaws\.com(\.cn)?|api\.aws|on\.aws|amazonaws\.eu|c2s\.ic\.gov|sc2s\.sgov\.gov)$/i;

/**
 * The endpoints that the user names for services in the environment of the local stack: `AWS_ENDPOINT_URL_<SERVICE>`.
 * They reach the functions, apart from the one of Cognito, which is served here.
 *
 * @throws LocalStackError where one is no URL, or leads to AWS
 */
export function userEndpoints(environment: Readonly<Record<string, string | undefined>>): Record<string, string> {
  const named = Object.entries(environment).filter(([name, value]) => VARIABLE.test(name) && name !== 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER' && value);
  return Object.fromEntries(named.map(([name, value = '']) => {
    if (!URL.canParse(value)) throw new LocalStackError(`${name} must be a URL such as http://127.0.0.1:4566, got '${value}'`);
    if (isHostOfAws(new URL(value).hostname)) throw new LocalStackError(`${name} leads to AWS (${value}); name an emulator: a local function must not reach an account`);
    return [name, value];
  }));
}

/** Whether a host name belongs to AWS. */
export function isHostOfAws(host: string): boolean {
  return OF_AWS.test(host);
}
