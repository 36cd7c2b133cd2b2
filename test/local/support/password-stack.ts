import { Resources, templateAssembly } from './template-assembly';
import { LocalStack, LocalStackOptions, startLocalStack } from '../../../local/stack';

/** A pool that signs in by email, a client without a secret and a group. */
export const passwordPool: Resources = {
  Pool: {
    Type: 'AWS::Cognito::UserPool',
    Properties: {
      UsernameAttributes: ['email'],
      UsernameConfiguration: { CaseSensitive: false },
      MfaConfiguration: 'OPTIONAL',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      Policies: { PasswordPolicy: { MinimumLength: 8 } },
      Schema: [{ Name: 'plan', AttributeDataType: 'String', Mutable: true }],
    },
  },
  Client: {
    Type: 'AWS::Cognito::UserPoolClient',
    Properties: { UserPoolId: { Ref: 'Pool' }, ExplicitAuthFlows: ['ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'] },
  },
  Admins: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: { Ref: 'Pool' }, GroupName: 'admins' } },
};

export const JANE = { email: 'jane@example.com', password: 'horse-battery' };

const running: LocalStack[] = [];
afterEach(async () => {
  for (const stack of running.splice(0)) await stack.close();
});

/** Starts the pool, or another template, until the end of the test. */
export async function passwordStack(options: Partial<LocalStackOptions> = {}): Promise<LocalStack> {
  const stack = await startLocalStack({ assembly: templateAssembly(passwordPool), ...options });
  running.push(stack);
  return stack;
}

/** The one client of a stack, as a front end calls it. */
export function clientOf({ cognito }: LocalStack) {
  const [ClientId] = [...cognito.userPools.values()][0].clients.keys();
  const call = async (operation: string, input: object) => await cognito.call(operation, { ClientId, ...input }) as any;
  return {
    logIn: ({ email, password } = JANE) => call('InitiateAuth', { AuthFlow: 'USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD: password } }),
    refresh: (token: string) => call('InitiateAuth', { AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: token } }),
    whoAmI: (accessToken: string) => cognito.call('GetUser', { AccessToken: accessToken }) as Promise<any>,
    call,
  };
}
