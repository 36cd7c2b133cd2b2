import { Stack, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { primingOf } from './function-options';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { ENV } from '../../routes/contract';
import { FunctionName } from '../../routes/route';
import { signUpModeOf } from '../modes';
import { changeableAttributesOf } from '../user-pool/attributes';
import { passwordPolicySentence } from '../user-pool/password-policy-sentence';
import { passwordPolicyOf } from '../user-pool/user-pool';

type Variable = keyof typeof ENV;

/** What each function's handlers read, beside what every answer needs. */
const READS: { readonly [name in FunctionName]: readonly Variable[] } = {
  'signup': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'SIGNUP_MARKER', 'PRIME'],
  'signup-email-code': ['USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'PRIME'],
  'login': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'SIGNUP_MARKER', 'PRIME'],
  'challenge': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'TOTP_ISSUER', 'PRIME'],
  'session': ['USER_POOL_CLIENT_ID', 'PRIME'],
  'password': ['USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'PRIME'],
  'reset': ['USER_POOL_ID', 'USER_POOL_CLIENT_ID', 'PASSWORD_POLICY', 'PRIME'],
  'account': ['WRITE_ATTRIBUTES', 'TOTP_ISSUER', 'PRIME'],
  'private': [],
};

export interface EnvironmentSource {
  readonly userPool: cognito.IUserPool;
  readonly userPoolClient: cognito.IUserPoolClient;
  readonly cors: apigateway.CorsOptions | undefined;
  readonly props: CognitoPasswordAuthApiProps;
}

/** The environment of a function: the variables that its handlers read, without those that have no value here. */
export function environmentOf(scope: Construct, name: FunctionName, source: EnvironmentSource): Record<string, string> {
  const { userPool, userPoolClient, cors, props } = source;
  const ownPool = props.userPool === undefined;
  const values: { readonly [variable in Variable]: string | undefined } = {
    USER_POOL_ID: userPool.userPoolId,
    USER_POOL_CLIENT_ID: userPoolClient.userPoolClientId,
    CORS_ALLOW_ORIGINS: cors?.allowOrigins.join(','),
    CORS_ALLOW_CREDENTIALS: cors?.allowCredentials ? 'true' : undefined,
    CORS_EXPOSE_HEADERS: cors?.exposeHeaders?.join(',') || undefined,
    PASSWORD_POLICY: ownPool ? passwordPolicySentence(passwordPolicyOf(props)) : undefined,
    SIGNUP_MARKER: ownPool && signUpModeOf(props) === 'AUTO_CONFIRM' ? 'true' : undefined,
    WRITE_ATTRIBUTES: changeableAttributesOf(props).join(','),
    TOTP_ISSUER: props.totpIssuer ?? issuerOf(scope, props),
    PRIME: primingOf(props, name),
  };
  const read: Variable[] = ['CORS_ALLOW_ORIGINS', 'CORS_ALLOW_CREDENTIALS', 'CORS_EXPOSE_HEADERS', ...READS[name]];
  return Object.fromEntries(read.flatMap((variable) => {
    const value = values[variable];
    return value === undefined ? [] : [[ENV[variable], value]];
  }));
}

function issuerOf(scope: Construct, { userPoolName }: CognitoPasswordAuthApiProps): string {
  return userPoolName !== undefined && !Token.isUnresolved(userPoolName) ? userPoolName : Stack.of(scope).stackName;
}
