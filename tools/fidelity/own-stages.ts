import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { Stage } from './scene';
import { SETTINGS, type SettingName } from './settings';
import { MovableClock } from '../../local/clock';
import { CognitoEmulator } from '../../local/cognito';
import { parsePolicyDocument } from '../../local/iam/policy-document';
import { RoleAuthorizer } from '../../local/iam/role-authorizer';
import { TrustPolicy } from '../../local/iam/trust-policy';
import { Outbox } from '../../local/outbox';

const ACCOUNT = '123456789012';

/** One SDK client for each kind of caller. */
export function sdkClients(endpoint: string, administrator: { accessKeyId: string; secretAccessKey: string }): Stage['sdk'] {
  const client = (accessKeyId: string, secretAccessKey: string) => new CognitoIdentityProviderClient({
    endpoint, region: 'us-east-1', maxAttempts: 1, credentials: { accessKeyId, secretAccessKey },
  });
  const nobody = client('unused', 'unused');
  nobody.middlewareStack.removeByTag('HTTP_AUTH_SCHEME');
  nobody.middlewareStack.remove('httpSigningMiddleware');
  return {
    administrator: client(administrator.accessKeyId, administrator.secretAccessKey),
    reader: client('AKIAREADER0000000000', 'local'),
    stranger: client('AKIASTRANGER00000000', 'local'),
    nobody,
  };
}

/** The emulator of the local stack with a pool for each setting, behind real requests. */
export async function ownStages(): Promise<{ stage: (setting: SettingName) => Stage; close: () => Promise<void> }> {
  const clock = new MovableClock();
  const outbox = new Outbox(clock);
  const authorizer = new RoleAuthorizer(ACCOUNT);
  const register = (accessKeyId: string, action: string) => authorizer.register(accessKeyId, {
    lambda: { name: 'function', logicalId: 'Function' },
    role: {
      logicalId: 'Role',
      name: 'role',
      arn: `arn:aws:iam::${ACCOUNT}:role/role`,
      statements: parsePolicyDocument({ Statement: [{ Effect: 'Allow', Action: action, Resource: '*' }] }, 'Role'),
      trust: new TrustPolicy({ Statement: [{ Effect: 'Allow', Principal: { Service: 'lambda.amazonaws.com' }, Action: 'sts:AssumeRole' }] }, 'Role'),
    },
  });
  register('AKIAADMINISTRATOR000', 'cognito-idp:*');
  register('AKIAREADER0000000000', 'cognito-idp:AdminGetUser');
  const emulator = new CognitoEmulator({ accountId: ACCOUNT, clock, outbox, authorizer });
  const server = await emulator.listen();
  const sdk = sdkClients(server.url, { accessKeyId: 'AKIAADMINISTRATOR000', secretAccessKey: 'local' });
  const stages = new Map<SettingName, Stage>();
  const open = (name: SettingName): Stage => {
    const { id: userPoolId } = emulator.addUserPool(name, SETTINGS[name].pool);
    const clients = Object.entries(SETTINGS[name].clients).map(([client, properties]) =>
      [client, emulator.addUserPoolClient(`${name}${client}`, { UserPoolId: userPoolId, ...properties })] as const);
    const codeSentTo = (to: string) => outbox.list().filter((message) => message.to === to).at(-1)!.code;
    return {
      url: server.url,
      sdk,
      userPoolId,
      clientIds: Object.fromEntries(clients.map(([client, { id }]) => [client, id])),
      clientSecrets: Object.fromEntries(clients.map(([client, { secret }]) => [client, secret])),
      now: () => clock.now(),
      advance: (milliseconds) => clock.advance(milliseconds),
      codeSentTo,
    };
  };
  return {
    stage: (setting) => {
      if (!stages.has(setting)) stages.set(setting, open(setting));
      return stages.get(setting)!;
    },
    close: async () => {
      Object.values(sdk).forEach((client) => client.destroy());
      await server.close();
    },
  };
}

