import type { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { APIGatewayProxyResult } from 'aws-lambda';
import { AwsStub, mockClient } from 'aws-sdk-client-mock';
import type { FunctionName, Operation } from '../../../src/routes/route';

type Sdk = typeof import('@aws-sdk/client-cognito-identity-provider');

/** What Lambda and the construct give to a function; each function reads a part of it. */
export const ENVIRONMENT: Readonly<Record<string, string>> = {
  AWS_REGION: 'eu-central-1',
  AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE',
  AWS_SECRET_ACCESS_KEY: 'canary-secret-access-key',
  AWS_SESSION_TOKEN: 'canary-session-token',
  USER_POOL_ID: 'eu-central-1_AbCdEfGhI',
  USER_POOL_CLIENT_ID: '1example23456789',
  ALLOWED_CLIENT_IDS: '1example23456789',
  CORS_ALLOW_ORIGINS: '*',
  SIGNUP_MARKER: 'true',
  WRITE_ATTRIBUTES: 'email,name,custom:colour',
  TOTP_ISSUER: 'Example & Sons',
  PRIME: 'off',
};

const CONTRACT = [
  ...Object.keys(ENVIRONMENT), 'CORS_ALLOW_CREDENTIALS', 'CORS_EXPOSE_HEADERS', 'PASSWORD_POLICY', 'PASSWORD_RULES', 'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER', 'AWS_SDK_UA_APP_ID',
  'AWS_ENDPOINT_URL_SECRETS_MANAGER', 'USER_POOL_CLIENT_SECRET_ARN',
];

/** What Cognito gives: an output, an error, or whatever a function makes of the input. */
export type Reply = object | ((input: any) => object | Promise<object>);

export interface LoadedFunction {
  readonly handler: (event: unknown, context?: unknown) => Promise<APIGatewayProxyResult>;
  readonly sdk: Sdk;
  readonly cognito: AwsStub<any, any, any>;
  /** Replies of an operation, in their order; the last one stays. */
  readonly script: (replies: Partial<Record<Operation, Reply | readonly Reply[]>>) => void;
  /** The operations called, in their order. */
  readonly called: () => string[];
  /** The input of the nth call of an operation. */
  readonly input: (operation: Operation, index?: number) => any;
}


function setEnvironment(changes: Readonly<Record<string, string | undefined>>): void {
  for (const name of CONTRACT) delete process.env[name];
  for (const [name, value] of Object.entries({ ...ENVIRONMENT, ...changes })) {
    if (value !== undefined) process.env[name] = value;
  }
}

/** A function as a cold start loads it, under an environment of its own. Throws what the cold start throws. */
export function coldStart(name: FunctionName, environment: Readonly<Record<string, string | undefined>> = {}) {
  setEnvironment(environment);
  let sdk!: Sdk;
  let loaded!: { readonly handler: LoadedFunction['handler']; readonly ready?: Promise<number | undefined> };
  jest.isolateModules(() => {
    sdk = jest.requireActual('@aws-sdk/client-cognito-identity-provider');
    loaded = jest.requireActual(`../../../src/handlers/${name}.lambda`);
  });
  return { sdk, ...loaded };
}

/** A function after its cold start, without a Cognito behind it. */
export function load(name: FunctionName, environment: Readonly<Record<string, string | undefined>> = {}): LoadedFunction {
  const { sdk, ...loaded } = coldStart(name, environment);
  const cognito: AwsStub<any, any, any> = mockClient(sdk.CognitoIdentityProviderClient as unknown as CognitoIdentityProviderClient) as never;
  const commandOf = (operation: Operation) => sdk[`${operation}Command`] as any;
  return {
    handler: (event, context = { getRemainingTimeInMillis: () => 25_000 }) => loaded.handler(event, context),
    sdk,
    cognito,
    script: (replies) => {
      cognito.reset();
      for (const [operation, given] of Object.entries(replies)) {
        const queue = [given].flat() as Reply[];
        cognito.on(commandOf(operation as Operation)).callsFake(async (input) => {
          const reply = queue.length > 1 ? queue.shift()! : queue[0];
          const result = typeof reply === 'function' ? await reply(input) : reply;
          if (result instanceof Error || 'thrown' in result) throw 'thrown' in result ? result.thrown : result;
          return result;
        });
      }
    },
    called: () => cognito.calls().map(({ args: [command] }) => command.constructor.name.replace(/Command$/, '')),
    input: (operation, index = 0) => cognito.commandCalls(commandOf(operation))[index]?.args[0].input,
  };
}

/** An error as the SDK throws it. Its message holds what nobody may see. */
export function cognitoError(name: string, message = 'User arn:aws:iam::123456789012:role/leaked is locked', status = 400): Error {
  return Object.assign(new Error(message), { name, $fault: status < 500 ? 'client' : 'server', $metadata: { httpStatusCode: status } });
}
