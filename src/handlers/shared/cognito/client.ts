import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-cognito-identity-provider';
import type { Command, HttpRequest } from '@smithy/types';
import type { ClientSecret } from './client-secret';
import { toProblemError } from './errors';
import { Address, Transport } from './transport';
import type { ProblemCode } from '../../../routes/problems';
import { Operation, errorsOf, Route } from '../../../routes/route';
import { ProblemError } from '../http/problem-error';
import type { RouteRequest } from '../http/serve';
import { configuredEndpoint, requireEnv } from '../runtime/environment';

/** After this time without a call, Cognito may have closed the connection while Lambda had frozen the function. */
const IDLE_MS = 10_000;

/** The response to every rehearsed call. It has the members that the rehearsed routes read. */
const REHEARSED_RESPONSE = Buffer.from(JSON.stringify({
  AuthenticationResult: { AccessToken: 'none', ExpiresIn: 0, IdToken: 'none', RefreshToken: 'none' },
  ChallengeParameters: {},
  User: { Username: 'none', Attributes: [{ Name: 'email', Value: '' }], UserCreateDate: 0 },
  UserAttributes: [{ Name: 'email', Value: '' }],
}));

/** The parts of a request that a call to Cognito needs. */
export type CallRequest = Pick<RouteRequest<Route>, 'event' | 'rehearsed' | 'route' | 'signal'>;

type AnyCommand = Command<ServiceInputTypes, any, ServiceOutputTypes, any, any>;

export interface CognitoOptions {
  /**
   * How often one call is attempted. Set it to 1 if Cognito counts the calls against a limit of the user.
   *
   * @default 2
   */
  readonly maxAttempts?: number;
  /** The secret of the app client. @default - the client has none, or no call of the function proves it */
  readonly clientSecret?: ClientSecret;
}

/** The Cognito client of a function. */
export class Cognito {
  readonly client: CognitoIdentityProviderClient;
  readonly transport = new Transport();
  /** The address of Cognito's endpoint, known after a rehearsal. */
  address?: Address;
  private readonly maxAttempts: number;
  private readonly clientSecret?: ClientSecret;
  private lastUsed = Date.now();
  /** Whether no request has come yet. */
  private initialising = true;

  constructor({ maxAttempts = 2, clientSecret }: CognitoOptions = {}) {
    this.maxAttempts = maxAttempts;
    this.clientSecret = clientSecret;
    const { env } = process;
    const endpoint = configuredEndpoint('COGNITO_IDENTITY_PROVIDER');
    // The SDK looks in configuration files for settings that are missing here. No function has such files.
    this.client = new CognitoIdentityProviderClient({
      region: requireEnv('AWS_REGION'),
      credentials: async () => ({
        accessKeyId: requireEnv('AWS_ACCESS_KEY_ID'),
        secretAccessKey: requireEnv('AWS_SECRET_ACCESS_KEY'),
        sessionToken: env.AWS_SESSION_TOKEN,
        // Credentials that are used during INIT expire at once, so that no snapshot of the process keeps them.
        expiration: this.initialising ? new Date(0) : undefined,
      }),
      ...endpoint ? { endpoint } : {},
      ignoreConfiguredEndpointUrls: true,
      useDualstackEndpoint: env.AWS_USE_DUALSTACK_ENDPOINT === 'true',
      useFipsEndpoint: env.AWS_USE_FIPS_ENDPOINT === 'true',
      userAgentAppId: async () => env.AWS_SDK_UA_APP_ID,
      authSchemePreference: [],
      defaultsMode: 'legacy',
      disableClockSkewCorrection: false,
      retryMode: 'standard',
      maxAttempts,
      requestHandler: {
        handle: async ({ body, ...request }: HttpRequest, options?: { abortSignal?: AbortSignal }) => {
          const { protocol, hostname, port, method, path, headers } = request;
          const { status, ...reply } = await this.transport.send({ protocol, hostname, port, method, path, headers }, body, options?.abortSignal);
          return { response: { statusCode: status, ...reply } };
        },
      },
    });
    this.cacheSigner();
  }

  /**
   * Responds to a command before it reaches the network, so that the code that serialises, signs and parses has run once.
   * The middleware belongs to this command only: a real request at the same time still goes to Cognito.
   */
  private respondLocally(command: AnyCommand): void {
    command.middlewareStack.add(() => async ({ request }) => {
      const { protocol, hostname, port } = request as HttpRequest;
      this.address = { protocol, hostname, port };
      return { response: { statusCode: 200, headers: {}, body: REHEARSED_RESPONSE }, output: undefined! };
    }, { step: 'deserialize', priority: 'low' });
  }

  /** Caches the client's signer, which the SDK otherwise creates anew for each call. */
  private cacheSigner(): void {
    const { config } = this.client;
    const { signer } = config;
    let cached: ReturnType<typeof signer> | undefined;
    config.signer = (scheme) => cached ??= signer(scheme);
  }

  /**
   * Calls an operation within the time limit of the request.
   *
   * @param exceptions error codes of this route that differ from those in `errors.ts`
   * @throws ProblemError with the code that `errors.ts` gives, or `internal_error` if the route's row does not list it;
   * `temporarily_unavailable` if the client's secret cannot be read, because a call without it would fail
   */
  async call<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: Operation,
    command: Command<ServiceInputTypes, I, ServiceOutputTypes, O, any>,
    request: CallRequest,
    exceptions?: { readonly [errorName: string]: ProblemCode },
  ): Promise<O> {
    this.dropIdleConnections();
    this.initialising &&= request.rehearsed;
    if (request.rehearsed) {
      this.respondLocally(command);
    }
    try {
      return await this.send(operation, command, request);
    } catch (error) {
      const problem = error instanceof ProblemError ? error : toProblemError(operation, error, exceptions);
      throw errorsOf(request.route).includes(problem.code) ? problem : new ProblemError('internal_error', problem.causeName);
    }
  }

  /**
   * Reads the client's secret, if the function has one and does not know it yet.
   *
   * @throws ProblemError temporarily_unavailable
   */
  async readClientSecret(signal: AbortSignal): Promise<string | undefined> {
    try {
      return await this.clientSecret?.get({ transport: this.transport, signer: async () => this.client.config.signer() }, signal);
    } catch {
      throw new ProblemError('temporarily_unavailable', SECRET_UNREADABLE);
    }
  }

  /** Sends a command with the proof of the client's secret, and once more if Cognito rejects a secret that was rotated. */
  private async send<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: Operation, command: Command<ServiceInputTypes, I, ServiceOutputTypes, O, any>, request: CallRequest,
  ): Promise<O> {
    const options = { abortSignal: request.signal };
    if (!this.clientSecret?.isTakenBy(operation)) {
      return this.client.send(command, options);
    }
    for (;;) {
      const secret = request.rehearsed ? 'none' : await this.readClientSecret(request.signal);
      Object.assign(command.input, this.clientSecret.proof(operation, command.input as object, secret!, request.event));
      try {
        return await this.client.send(command, options);
      } catch (error) {
        if (!isSecretRejected(error)) throw error;
        if (!this.clientSecret.expire()) throw rejectedSecret(operation, error);
      }
    }
  }

  /** A connection that Cognito closed while the function was frozen fails the next call. That matters only without retries. */
  private dropIdleConnections(): void {
    const now = Date.now();
    if (this.maxAttempts === 1 && now - this.lastUsed > IDLE_MS) {
      this.transport.dropConnections();
    }
    this.lastUsed = now;
  }
}

/** The name of the cause if the client's secret could not be read. The call was not made then. */
export const SECRET_UNREADABLE = 'ClientSecretUnreadable';

/**
 * A secret that Cognito rejects although it was just read is for an operator to repair, and must not look like a wrong
 * password. A challenge is different: its hash is rejected if a client changed the session.
 */
function rejectedSecret(operation: Operation, error: unknown): unknown {
  return operation === 'AdminRespondToAuthChallenge' ? error : new ProblemError('internal_error', 'ClientSecretRejected');
}

/** Whether Cognito rejected the client's secret. Only the message tells that from a wrong password. */
function isSecretRejected(error: unknown): boolean {
  return error instanceof Error && error.name === 'NotAuthorizedException' && /secret/i.test(error.message);
}

/** Whether a call failed with one of these Cognito errors. */
export function failedWith(error: unknown, ...names: string[]): error is ProblemError {
  return error instanceof ProblemError && error.causeName !== undefined && names.includes(error.causeName);
}
