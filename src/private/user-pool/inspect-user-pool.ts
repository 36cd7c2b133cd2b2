import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';

/** Pool settings that the routes depend on. */
export interface InspectedUserPool {
  /** Whether it rejects self sign-up. */
  readonly adminCreatesUsersOnly: boolean;
  /** Whether email is an alias. A username then cannot be an email address. */
  readonly emailIsAlias: boolean;
  /** Whether it sends codes by email. */
  readonly verifiesEmail: boolean;
  /** Whether only an administrator can recover an account. */
  readonly adminRecoversOnly: boolean;
  readonly immutableAttributes: readonly string[];
}

/** Reads the settings of an existing pool of the same app. Nothing is known of an imported one. */
export function inspectUserPool(userPool: cognito.IUserPool): InspectedUserPool | undefined {
  const pool = userPool.node.defaultChild;
  if (!(pool instanceof cognito.CfnUserPool)) return undefined;
  const { adminCreateUserConfig, accountRecoverySetting, aliasAttributes, autoVerifiedAttributes, schema } = Stack.of(pool).resolve({
    adminCreateUserConfig: pool.adminCreateUserConfig,
    accountRecoverySetting: pool.accountRecoverySetting,
    aliasAttributes: pool.aliasAttributes,
    autoVerifiedAttributes: pool.autoVerifiedAttributes,
    schema: pool.schema,
  });
  return {
    adminCreatesUsersOnly: adminCreateUserConfig?.allowAdminCreateUserOnly === true,
    emailIsAlias: listOf(aliasAttributes).includes('email'),
    // A value that is not a list is a token, known at deployment only.
    verifiesEmail: autoVerifiedAttributes !== undefined && !Array.isArray(autoVerifiedAttributes) || listOf(autoVerifiedAttributes).includes('email'),
    adminRecoversOnly: listOf(accountRecoverySetting?.recoveryMechanisms).some(({ name }) => name === 'admin_only'),
    immutableAttributes: listOf(schema).filter(({ mutable }) => mutable === false).map(({ name }) => name),
  };
}

/** Whether an existing app client lets tokens be revoked. An imported one is assumed to. */
export function revokesTokens(userPoolClient: cognito.IUserPoolClient): boolean {
  const client = userPoolClient.node.defaultChild;
  return !(client instanceof cognito.CfnUserPoolClient && client.enableTokenRevocation === false);
}

/** Whether an existing app client has a secret. An imported one is assumed to have none. */
export function hasSecret(userPoolClient: cognito.IUserPoolClient): boolean {
  const client = userPoolClient.node.defaultChild;
  return client instanceof cognito.CfnUserPoolClient && client.generateSecret === true;
}

function listOf(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}
