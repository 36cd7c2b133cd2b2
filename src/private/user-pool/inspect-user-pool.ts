import { Stack } from 'aws-cdk-lib';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import { PasswordAuthUserPoolOptions } from '../../password-auth-user-pool-options';

/** What the routes live by in a user pool. */
export interface SeenUserPool {
  /** Whether it refuses whoever signs up by themselves. */
  readonly adminCreatesUsersOnly: boolean;
  /** Whether email is another name beside a username, which then cannot look like an address. */
  readonly emailIsAlias: boolean;
  /** Whether it sends codes to addresses. */
  readonly verifiesEmail: boolean;
  /** Whether only an administrator can recover an account. */
  readonly adminRecoversOnly: boolean;
  readonly immutableAttributes: readonly string[];
}

/**
 * An existing user pool as synthesis sees it. A pool of the same app is open to it; of an imported one nothing is known.
 */
export function seenUserPool({ userPool }: PasswordAuthUserPoolOptions): SeenUserPool | undefined {
  const pool = userPool?.node.defaultChild;
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
    emailIsAlias: listed(aliasAttributes).includes('email'),
    // What is no list is known at deploy only.
    verifiesEmail: autoVerifiedAttributes !== undefined && !Array.isArray(autoVerifiedAttributes) || listed(autoVerifiedAttributes).includes('email'),
    adminRecoversOnly: listed(accountRecoverySetting?.recoveryMechanisms).some(({ name }) => name === 'admin_only'),
    immutableAttributes: listed(schema).filter(({ mutable }) => mutable === false).map(({ name }) => name),
  };
}

/** Whether an app client, an existing one that can be seen or else the construct's own, lets tokens be revoked. */
export function revokesTokens({ userPoolClient, enableTokenRevocation }: PasswordAuthUserPoolOptions): boolean {
  const client = userPoolClient?.node.defaultChild;
  return (client instanceof cognito.CfnUserPoolClient ? client.enableTokenRevocation : enableTokenRevocation) !== false;
}

function listed(value: unknown): any[] {
  return Array.isArray(value) ? value : [];
}
