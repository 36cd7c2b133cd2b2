import { CognitoEmulator } from '../../local/cognito';

/** Serves the local stack's Cognito alone, with one pool and one client, and prints where. */
async function main(): Promise<void> {
  const emulator = new CognitoEmulator();
  const { id: UserPoolId } = emulator.addUserPool('Pool', { UsernameAttributes: ['email'] });
  const { id: ClientId } = emulator.addUserPoolClient('Client', { UserPoolId, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] });
  const { url } = await emulator.listen();
  console.log(JSON.stringify({ url, UserPoolId, ClientId }));
}

void main();
