import * as cognito from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { UserPoolClientSettings } from './user-pool-client-settings';

/** Constant: tokens and sessions belong to this client, and another id would replace it. */
const USER_POOL_CLIENT_ID = 'UserPoolClient';

/** The existing app client, or a new one. */
export function userPoolClientFor(scope: Construct, userPool: cognito.IUserPool, settings: UserPoolClientSettings): cognito.IUserPoolClient {
  return settings.kind === 'existing'
    ? settings.userPoolClient
    : new cognito.UserPoolClient(scope, USER_POOL_CLIENT_ID, { userPool, ...settings.props });
}
