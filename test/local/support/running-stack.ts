import { Stack } from 'aws-cdk-lib';
import { gatewayFixture, synthesise } from './fixture-app';
import { JSON_TYPE, send } from './http';
import { LocalStack, LocalStackOptions, startLocalStack } from '../../../local/stack';

/** Starts the fixture before the tests of a file and ends it after them. */
export function runningStack(build: (stack: Stack) => void = gatewayFixture, options: Partial<LocalStackOptions> = {}) {
  const lines: string[] = [];
  let running: LocalStack | undefined;
  beforeAll(async () => {
    running = await startLocalStack({ assembly: synthesise(build), log: (line) => lines.push(line), ...options });
  });
  afterAll(async () => {
    await running?.close();
  });
  const stack = () => {
    if (!running) throw new Error('the stack is not running');
    return running;
  };
  return {
    stack,
    lines,
    /** Sends a request to the first API. */
    send: (method: string, path: string, init: Parameters<typeof send>[2] = {}) => send(method, stack().url + path, init),
    /** Creates a user and logs in, all through the function that calls Cognito. */
    signIn: async (email = 'jane@example.com') => {
      const call = async (operation: string, input: object) =>
        (await send('POST', `${stack().url}/cognito?client=1&operation=${operation}`, { headers: JSON_TYPE, body: JSON.stringify(input) })).json();
      const password = 'Correct-Horse-7';
      await call('AdminCreateUser', { Username: email, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }, { Name: 'email_verified', Value: 'true' }] });
      await call('AdminSetUserPassword', { Username: email, Password: password, Permanent: true });
      const { AuthenticationResult } = await call('AdminInitiateAuth', { AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD: password } });
      return { idToken: AuthenticationResult.IdToken as string, accessToken: AuthenticationResult.AccessToken as string };
    },
  };
}
