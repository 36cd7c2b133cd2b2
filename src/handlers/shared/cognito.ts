import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { CognitoIdentityProviderClient } from '@aws-sdk/client-cognito-identity-provider';
import type { ServiceInputTypes, ServiceOutputTypes } from '@aws-sdk/client-cognito-identity-provider';
import { NodeHttpHandler } from '@smithy/node-http-handler';
import type { Command } from '@smithy/types';
import { problemOf } from './cognito-errors';
import { requireEnv } from './environment';
import { ProblemError } from './problem-error';
import type { ProblemCode } from '../../problems';
import type { Operation } from '../../route';

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

  constructor({ maxAttempts = 2 }: CognitoOptions = {}) {
    this.client = new CognitoIdentityProviderClient({
      region: requireEnv('AWS_REGION'),
      maxAttempts,
      requestHandler: new NodeHttpHandler({
        httpAgent: this.httpAgent,
        httpsAgent: this.httpsAgent,
        connectionTimeout: 1_000,
        requestTimeout: 3_000,
        throwOnRequestTimeout: true, // without it the SDK only warns
      }),
    });
  }

  /**
   * Calls an operation, within the time of the request.
   *
   * @param exceptions what an error means to this route, where that is not what it means to the operation
   * @throws ProblemError what the failure means to the caller, by the tables of `cognito-errors.ts`
   */
  async call<I extends ServiceInputTypes, O extends ServiceOutputTypes>(
    operation: Operation,
    command: Command<ServiceInputTypes, I, ServiceOutputTypes, O, any>,
    { signal }: { readonly signal: AbortSignal },
    exceptions?: { readonly [errorName: string]: ProblemCode },
  ): Promise<O> {
    try {
      return await this.client.send(command, { abortSignal: signal });
    } catch (error) {
      throw problemOf(operation, error, exceptions);
    }
  }
}

/** Whether a failed call failed with one of these errors of Cognito. */
export function failedWith(error: unknown, ...names: string[]): error is ProblemError {
  return error instanceof ProblemError && error.causeName !== undefined && names.includes(error.causeName);
}
