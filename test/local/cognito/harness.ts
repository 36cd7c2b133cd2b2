import { CognitoIdentityProviderClient, type CognitoIdentityProviderClientConfig } from '@aws-sdk/client-cognito-identity-provider';
import { MovableClock } from '../../../local/clock';
import { CognitoEmulator, type CognitoEmulatorOptions } from '../../../local/cognito';
import { Outbox } from '../../../local/outbox';

/** A password that every policy accepts. */
export const PASSWORD = 'Correct-Horse-1';

/** What the construct's own pool looks like in its template, as far as Cognito's answers depend on it. */
export const POOL = {
  UsernameAttributes: ['email'],
  UsernameConfiguration: { CaseSensitive: false },
  AutoVerifiedAttributes: ['email'],
  AccountRecoverySetting: { RecoveryMechanisms: [{ Name: 'verified_email', Priority: 1 }] },
  Schema: [{ Name: 'email', Required: true, Mutable: true }],
  Policies: {
    PasswordPolicy: {
      MinimumLength: 8,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 1,
    },
  },
};

export const CLIENT = {
  ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH'],
  PreventUserExistenceErrors: 'ENABLED',
};

export interface Stack {
  readonly emulator: CognitoEmulator;
  readonly clock: MovableClock;
  readonly outbox: Outbox;
  readonly url: string;
  readonly sdk: CognitoIdentityProviderClient;
  readonly UserPoolId: string;
  readonly ClientId: string;
  /** Another SDK client, for instance with another access key. */
  client(config?: Partial<CognitoIdentityProviderClientConfig>): CognitoIdentityProviderClient;
  addClient(logicalId: string, properties?: Record<string, unknown>): string;
  /** The last code that was sent to an address. */
  lastCode(to: string): string;
  close(): Promise<void>;
}

interface StackOptions extends CognitoEmulatorOptions {
  readonly pool?: Record<string, unknown>;
  readonly appClient?: Record<string, unknown>;
}

/** An emulator with one pool and one client, and the unmodified SDK pointed at it. */
export async function startStack({ pool = {}, appClient = {}, ...options }: StackOptions = {}): Promise<Stack> {
  const clock = new MovableClock();
  const outbox = new Outbox(clock);
  const emulator = new CognitoEmulator({ clock, outbox, ...options });
  const { id: UserPoolId } = emulator.addUserPool('Pool', { ...POOL, ...pool });
  const addClient = (logicalId: string, properties: Record<string, unknown> = {}) =>
    emulator.addUserPoolClient(logicalId, { UserPoolId, ...CLIENT, ...properties }).id;
  const ClientId = addClient('Client', appClient);
  const server = await emulator.listen();
  const clients: CognitoIdentityProviderClient[] = [];
  const client = (config: Partial<CognitoIdentityProviderClientConfig> = {}) => {
    const made = new CognitoIdentityProviderClient({
      endpoint: server.url,
      region: 'us-east-1',
      credentials: { accessKeyId: 'AKIALOCAL', secretAccessKey: 'local' },
      maxAttempts: 1,
      ...config,
    });
    clients.push(made);
    return made;
  };
  return {
    emulator,
    clock,
    outbox,
    url: server.url,
    sdk: client(),
    UserPoolId,
    ClientId,
    client,
    addClient,
    lastCode: (to) => {
      const message = outbox.list().filter((sent) => sent.to === to).at(-1);
      if (!message) throw new Error(`nothing was sent to ${to}`);
      return message.code;
    },
    close: async () => {
      clients.forEach((made) => made.destroy());
      await server.close();
    },
  };
}

/** The name and message of the error that a call ends with. */
export async function errorOf(call: Promise<unknown>): Promise<{ name: string; message: string }> {
  try {
    await call;
  } catch (error) {
    const { name, message } = error as Error;
    return { name, message };
  }
  throw new Error('the call succeeded');
}

/** The claims of a JWT, unchecked. */
export function claimsOf(token: string | undefined): Record<string, unknown> {
  return JSON.parse(Buffer.from(token!.split('.')[1], 'base64url').toString()) as Record<string, unknown>;
}
