import { Duration } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { readAttributesOf, writeAttributesOf } from './attributes';
import { UserPoolSettings } from './user-pool';

/** Constant: tokens and sessions belong to it. */
const USER_POOL_CLIENT_ID = 'UserPoolClient';

export const DEFAULT_ACCESS_TOKEN_VALIDITY = Duration.hours(1);
export const DEFAULT_ID_TOKEN_VALIDITY = Duration.hours(1);
export const DEFAULT_REFRESH_TOKEN_VALIDITY = Duration.days(30);

export function createUserPoolClient(scope: Construct, userPool: cognito.IUserPool, settings: UserPoolSettings): cognito.UserPoolClient {
  return new cognito.UserPoolClient(scope, USER_POOL_CLIENT_ID, {
    userPool,
    userPoolClientName: settings.userPoolClientName,
    // Handlers sign their calls, so the one flow they use is closed to everyone else and needs no secret.
    authFlows: { adminUserPassword: true },
    generateSecret: false,
    disableOAuth: true,
    preventUserExistenceErrors: true,
    supportedIdentityProviders: [cognito.UserPoolClientIdentityProvider.COGNITO],
    accessTokenValidity: settings.accessTokenValidity ?? DEFAULT_ACCESS_TOKEN_VALIDITY,
    idTokenValidity: settings.idTokenValidity ?? DEFAULT_ID_TOKEN_VALIDITY,
    refreshTokenValidity: settings.refreshTokenValidity ?? DEFAULT_REFRESH_TOKEN_VALIDITY,
    refreshTokenRotationGracePeriod: settings.refreshTokenRotationGracePeriod,
    enableTokenRevocation: settings.enableTokenRevocation ?? true,
    readAttributes: readAttributesOf(settings),
    writeAttributes: writeAttributesOf(settings),
  });
}
