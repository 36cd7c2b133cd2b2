import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-cognito-identity-provider';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Command } from '@smithy/types';
import { problemOf } from './cognito-errors';
import { requireEnv } from './environment';
import { ProblemError } from './problem-error';
import type { RouteRequest } from './serve';
import type { ProblemCode } from '../../problems';
import { Operation, problemsOf, Route } from '../../route';

/** After so long a silence the peer may have hung up, while Lambda had the function frozen and deaf. */
const IDLE_MS = 10_000;

/** What a call needs to know of the request that it is made for. */
export type CallRequest = Pick<RouteRequest<Route>, 'route' | 'signal'>;

export interface CognitoOptions {
  /**
   * Tries of one call. Where Cognito counts every call against a limit of the user, a retry would burn it.
   *
   * @default 2
   */
  readonly maxAttempts?: number;
}

/** The one connection of a function to Cognito. */
export class Cognito {
  readonly httpsAgent = new HttpsAgent({ keepAlive: true, maxSockets: 50 });
  readonly httpAgent = new HttpAgent({ keepAlive: true, maxSockets: 50 });
  readonly client: CognitoIdentityProviderClient;
  private readonly maxAttempts: number;
  private lastUsed = Date.now();

  constructor({ maxAttempts = 2 }: CognitoOptions = {}) {
    this.maxAttempts = maxAttempts;
    this.client = new CognitoIdentityProviderClient({
      region: requireEnv('AWS_REGION'),
      // Named here, the SDK's chain of other providers is never asked: the bundle has none of them.
      credentials: async () => ({
        accessKeyId: requireEnv('AWS_ACCESS_KEY_ID'),
        secretAccessKey: requireEnv('AWS_SECRET_ACCESS_KEY'),
        sessionToken: process.env.AWS_SESSION_TOKEN,
      }),
      maxAttempts,
      requestHandler: new NodeHttpHandler({
        httpAgent: this.httpAgent,
        httpsAgent: this.httpsAgent,
        connectionTimeout: 1_000,
        requestTimeout: 3_000,
        throwOnRequestTimeout: true, // without it the SDK only warns
        socketTimeout: 3_000, // the other one ends with a reply's first byte
      }),
    });
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
    { route, signal }: CallRequest,
    exceptions?: { readonly [errorName: string]: ProblemCode },
  ): Promise<O> {
    this.dropIdleConnections();
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
      this.httpsAgent.destroy();
      this.httpAgent.destroy();
    }
    this.lastUsed = now;
  }
}

/** Whether a failed call failed with one of these errors of Cognito. */
export function failedWith(error: unknown, ...names: string[]): error is ProblemError {
  return error instanceof ProblemError && error.causeName !== undefined && names.includes(error.causeName);
}
