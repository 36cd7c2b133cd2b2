import type { AppClient, UserPool } from '../pool/user-pool';
import { attributesForTriggers } from '../users/attribute-list';
import type { User } from '../users/user';

interface Call {
  readonly client: AppClient;
  readonly username: string;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

/** Runs PreAuthentication, also for an unknown user where the client hides who exists. */
export async function preAuthentication(pool: UserPool, user: User | undefined, { client, username, clientMetadata }: Call): Promise<void> {
  const hides = client.settings.preventUserExistenceErrors;
  if (!user && !hides) return;
  await pool.triggers.run('PreAuthentication', {
    source: 'PreAuthentication_Authentication',
    userName: user?.username ?? username,
    clientId: client.id,
    request: {
      userAttributes: user ? attributesForTriggers(user) : {},
      // This trigger sees the call's client metadata under the older name.
      validationData: clientMetadata ?? null,
      ...hides ? { userNotFound: !user } : {},
    },
  });
}

export async function postAuthentication(
  pool: UserPool, user: User, client: AppClient, clientMetadata?: Readonly<Record<string, string>>,
): Promise<void> {
  await pool.triggers.run('PostAuthentication', {
    source: 'PostAuthentication_Authentication',
    userName: user.username,
    clientId: client.id,
    request: {
      userAttributes: attributesForTriggers(user),
      newDeviceUsed: false,
      ...clientMetadata ? { clientMetadata } : {},
    },
  });
}
