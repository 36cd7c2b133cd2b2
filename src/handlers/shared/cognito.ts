import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-cognito-identity-provider';
import type { Command, HttpRequest } from '@smithy/types';
import { problemOf } from './cognito-errors';
import { configuredEndpoint, requireEnv } from './environment';
import { ProblemError } from './problem-error';
import type { RouteRequest } from './serve';
import { Address, Transport } from './transport';
import type { ProblemCode } from '../../routes/problems';
import { Operation, problemsOf, Route } from '../../routes/route';

/** After so long a silence the peer may have hung up, while Lambda had the function frozen and deaf. */
const IDLE_MS = 10_000;

/** What lets every rehearsal succeed; an operation takes of it what is its own. */
const REHEARSED_REPLY = Buffer.from(JSON.stringify({
  AuthenticationResult: { AccessToken: 'none', ExpiresIn: 0, IdToken: 'none', RefreshToken: 'none' },
  ChallengeParameters: {},
  User: { Username: 'none', Attributes: [{ Name: 'email', Value: '' }], UserCreateDate: 0 },
  UserAttributes: [{ Name: 'email', Value: '' }],
}));

/** What a call needs to know of the request that it is made for. */
export type CallRequest = Pick<RouteRequest<Route>, 'rehearsed' | 'route' | 'signal'>;

type AnyCommand = Command<ServiceInputTypes, any, ServiceOutputTypes, any, any>;

export interface CognitoOptions {
  /**
   * Tries of one call. Where Cognito counts every call against a limit of the user, a retry would burn it.
   *
   * @default 2
   */
  readonly maxAttempts?: number;
}

/** The one client of a function. */
export class Cognito {
  readonly client: CognitoIdentityProviderClient;
  readonly transport = new Transport();
  /** Where calls go, once one was rehearsed. */
  address?: Address;
  private readonly maxAttempts: number;
  private lastUsed = Date.now();
  private rehearsing = false;

  constructor({ maxAttempts = 2 }: CognitoOptions = {}) {
    this.maxAttempts = maxAttempts;
    const { env } = process;
    const endpoint = configuredEndpoint();
    // Whatever is not named here the SDK would look for in files that no function has, and bundles have none of that.
    this.client = new CognitoIdentityProviderClient({
      region: requireEnv('AWS_REGION'),
      credentials: async () => ({
        accessKeyId: requireEnv('AWS_ACCESS_KEY_ID'),
        secretAccessKey: requireEnv('AWS_SECRET_ACCESS_KEY'),
        sessionToken: env.AWS_SESSION_TOKEN,
        // Those of the rehearsal are out of date at once, so that no snapshot of the process keeps them.
        expiration: this.rehearsing ? new Date(0) : undefined,
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
    this.settle();
  }

  /**
   * Lets a command be answered before the network, so that nothing leaves, but all that reads and writes has been compiled
   * and has run. The answer belongs to this one command: a request that came meanwhile would still go to Cognito.
   */
  private answerHere(command: AnyCommand): void {
    command.middlewareStack.add(() => async ({ request }) => {
      const { protocol, hostname, port } = request as HttpRequest;
      this.address = { protocol, hostname, port };
      return { response: { statusCode: 200, headers: {}, body: REHEARSED_REPLY }, output: undefined! };
    }, { step: 'deserialize', priority: 'low' });
  }

  /** Makes once what the client otherwise makes for each call: its signer. */
  private settle(): void {
    const { config } = this.client;
    const { signer } = config;
    let ofScheme: ReturnType<typeof signer> | undefined;
    config.signer = (scheme) => ofScheme ??= signer(scheme);
  }

  /**
   * Calls an operation, within the time of the request.
   *
   * @param exceptions what an error means to this route, where that is not what it means to the operation
   * @throws ProblemError what the failure means to the caller, by the tables of `cognito-errors.ts`, if the route can
   * answer it, and `internal_error` if not
   */
  async call<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: Operation,
    command: Command<ServiceInputTypes, I, ServiceOutputTypes, O, any>,
    { rehearsed, route, signal }: CallRequest,
    exceptions?: { readonly [errorName: string]: ProblemCode },
  ): Promise<O> {
    this.dropIdleConnections();
    this.rehearsing = rehearsed;
    if (rehearsed) {
      this.answerHere(command);
    }
    try {
      return await this.client.send(command, { abortSignal: signal });
    } catch (error) {
      const problem = problemOf(operation, error, exceptions);
      throw problemsOf(route).includes(problem.code) ? problem : new ProblemError('internal_error', problem.causeName);
    }
  }

  /** A connection that the peer has closed unheard fails the next call. Only where that is not retried does it matter. */
  private dropIdleConnections(): void {
    const now = Date.now();
    if (this.maxAttempts === 1 && now - this.lastUsed > IDLE_MS) {
      this.transport.dropConnections();
    }
    this.lastUsed = now;
  }
}

/** Whether a failed call failed with one of these errors of Cognito. */
export function failedWith(error: unknown, ...names: string[]): error is ProblemError {
  return error instanceof ProblemError && error.causeName !== undefined && names.includes(error.causeName);
}
