import * as crypto from 'node:crypto';
import { CognitoEmulator, importUser } from '../../../local/cognito';
import { SigningKeys } from '../../../local/cognito/tokens/signing-keys';

jest.mock('node:crypto', () => {
  const actual = jest.requireActual<typeof crypto>('node:crypto');
  return { ...actual, generateKeyPairSync: jest.fn(actual.generateKeyPairSync) };
});

let server: { close(): Promise<void> } | undefined;
afterAll(() => server?.close());

test('a login right after the start waits for the keys, and holds up nobody by making them itself', async () => {
  const emulator = new CognitoEmulator();
  const { id: UserPoolId } = emulator.addUserPool('Pool', { UsernameAttributes: ['email'] });
  const { id: ClientId } = emulator.addUserPoolClient('Client', { UserPoolId, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH'] });
  await importUser(emulator.userPools.get('Pool')!, { username: 'jane@example.com', password: 'Correct-Horse-7', attributes: {} });
  server = await emulator.listen();
  const AuthParameters = { USERNAME: 'jane@example.com', PASSWORD: 'Correct-Horse-7' };
  const { AuthenticationResult: tokens } = await emulator.call('InitiateAuth', { ClientId, AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters }) as any;
  expect(emulator.userPools.get('Pool')!.keys.verifies('access', tokens.AccessToken)).toBe(true);
  expect(crypto.generateKeyPairSync).not.toHaveBeenCalled();
});

test('keys that nobody prepared are made when they are needed', () => {
  const keys = new SigningKeys();
  expect(keys.verifies('id', keys.sign('id', {}))).toBe(true);
  expect(crypto.generateKeyPairSync).toHaveBeenCalledTimes(1);
});
