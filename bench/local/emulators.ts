import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AdminCreateUserCommand, AdminGetUserCommand, AdminSetUserPasswordCommand, CognitoIdentityProviderClient, CreateUserPoolClientCommand,
  CreateUserPoolCommand, GetUserCommand, InitiateAuthCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { Load, load } from './load';
import { listening } from './processes';
import { BENCH, ROOT } from '../settings';

const PASSWORD = 'Correct-Horse-7';
const CALLS = 100;

/** The loads of the calls that both emulators serve, by the operation. */
export type EmulatorLoads = Readonly<Record<string, Load>>;

const clientOf = (endpoint: string) =>
  new CognitoIdentityProviderClient({ endpoint, region: 'us-east-1', credentials: { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' } });

/** The Cognito of the local stack. */
export async function measureOurs(): Promise<EmulatorLoads> {
  const server = await listening(['--import', 'tsx', join(ROOT, 'bench/local/emulator-process.ts')], /"url":"([^"]+)"/, { cwd: ROOT });
  try {
    const { UserPoolId, ClientId } = JSON.parse(server.line);
    return await measure(clientOf(server.url), UserPoolId, ClientId);
  } finally {
    await server.stop();
  }
}

/** The same calls at cognito-local. */
export async function measureCognitoLocal(): Promise<EmulatorLoads> {
  // It keeps its users in a folder below the one it is started in.
  const cwd = mkdtempSync(join(tmpdir(), 'cognito-local-'));
  const server = await listening([join(BENCH, 'node_modules/cognito-local/lib/bin/start.js')], /(http:\/\/[\d.:\w]+)/, { cwd, env: { HOST: '127.0.0.1', PORT: '9229' } });
  try {
    const client = clientOf(server.url);
    const { UserPool } = await client.send(new CreateUserPoolCommand({ PoolName: 'Pool', UsernameAttributes: ['email'] }));
    const { UserPoolClient } = await client.send(new CreateUserPoolClientCommand({
      UserPoolId: UserPool!.Id, ClientName: 'Client', ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
    }));
    return await measure(client, UserPool!.Id!, UserPoolClient!.ClientId!);
  } finally {
    await server.stop();
    rmSync(cwd, { recursive: true, force: true });
  }
}

async function measure(client: CognitoIdentityProviderClient, UserPoolId: string, ClientId: string): Promise<EmulatorLoads> {
  const Username = 'jane@example.com';
  const create = (email: string) => client.send(new AdminCreateUserCommand({
    UserPoolId, Username: email, TemporaryPassword: PASSWORD, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }],
  }));
  const logIn = () => client.send(new InitiateAuthCommand({ ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: Username, PASSWORD } }));
  await create(Username);
  await client.send(new AdminSetUserPasswordCommand({ UserPoolId, Username, Password: PASSWORD, Permanent: true }));
  const { AuthenticationResult } = await logIn();
  return {
    AdminGetUser: await load(() => client.send(new AdminGetUserCommand({ UserPoolId, Username })), CALLS),
    GetUser: await load(() => client.send(new GetUserCommand({ AccessToken: AuthenticationResult!.AccessToken })), CALLS),
    InitiateAuth: await load(logIn, CALLS),
    AdminCreateUser: await load((index) => create(`user-${index}@example.com`), CALLS),
  };
}
