import { setTimeout } from 'node:timers/promises';
import type { HttpRequest, RequestSigner } from '@smithy/types';
import { proofOfSecret } from './secret-proof';
import type { Transport } from './transport';
import { ENV } from '../../../routes/contract';
import { CLIENT_SECRET_MEMBERS, Operation } from '../../../routes/route';
import { configuredEndpoint, requireEnv } from '../runtime/environment';

const MAX_ATTEMPTS = 4;
const MAX_READ_MS = 5_000;
/** The longest pause before the second attempt. It doubles with each further one. */
const BACKOFF_MS = 200;
/** A caller who can make Cognito reject a hash must not cause a read for each request. */
const MIN_READ_AGAIN_MS = 30_000;

interface Connection {
  readonly transport: Transport;
  /** Signs for Cognito unless it is told another service. */
  readonly signer: () => Promise<RequestSigner>;
}

/**
 * The secret of the app client, read from Secrets Manager and kept in memory only.
 *
 * The request is signed by the Cognito client's signer, because a second SDK client would cost more of each cold start
 * than the request itself.
 */
export class ClientSecret {
  readonly proof = proofOfSecret;
  private value?: string;
  private readAt = 0;

  constructor(private readonly arn: string) {}

  isTakenBy(operation: Operation): boolean {
    return operation in CLIENT_SECRET_MEMBERS;
  }

  /**
   * The secret, which is read if it is not known yet.
   *
   * @throws Error if Secrets Manager does not return it in several attempts within five seconds, or the signal aborts
   */
  async get(connection: Connection, signal: AbortSignal): Promise<string> {
    return this.value ??= await this.read(connection, AbortSignal.any([signal, AbortSignal.timeout(MAX_READ_MS)]));
  }

  /**
   * Forgets the secret after Cognito has rejected it, because it may have been rotated.
   *
   * @returns whether the next `get` reads it; false if it was read a moment ago
   */
  expire(): boolean {
    if (Date.now() - this.readAt < MIN_READ_AGAIN_MS) {
      return false;
    }
    this.value = undefined;
    return true;
  }

  private async read(connection: Connection, signal: AbortSignal): Promise<string> {
    for (let attempt = 1; ; attempt++) {
      try {
        const secret = await this.request(connection, signal);
        this.readAt = Date.now();
        return secret;
      } catch (error) {
        if (attempt === MAX_ATTEMPTS || signal.aborted) throw error;
        // Random pauses spread the attempts of environments that start at the same time.
        await setTimeout(Math.random() * BACKOFF_MS * 2 ** (attempt - 1), undefined, { signal });
      }
    }
  }

  /** @see https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html */
  private async request({ transport, signer }: Connection, signal: AbortSignal): Promise<string> {
    const { protocol, hostname, port, host } = new URL(this.endpoint());
    const body = JSON.stringify({ SecretId: this.arn });
    const unsigned = {
      protocol,
      hostname,
      ...port ? { port: Number(port) } : {},
      method: 'POST',
      path: '/',
      headers: { 'host': host, 'content-type': 'application/x-amz-json-1.1', 'x-amz-target': 'secretsmanager.GetSecretValue' },
      body,
    } satisfies HttpRequest;
    const { headers } = await (await signer()).sign(unsigned, { signingService: 'secretsmanager' });
    const reply = await transport.send({ protocol, hostname, port, method: 'POST', path: '/', headers }, body, signal);
    const secret = reply.status === 200 ? (JSON.parse(reply.body.toString()) as { SecretString?: unknown }).SecretString : undefined;
    // The reply is not part of the error: it may hold the secret.
    if (typeof secret !== 'string' || !secret) throw new Error(`GetSecretValue failed with status ${reply.status}`);
    return secret;
  }

  private endpoint(): string {
    const { AWS_USE_DUALSTACK_ENDPOINT, AWS_USE_FIPS_ENDPOINT } = process.env;
    const configured = configuredEndpoint('SECRETS_MANAGER');
    if (configured) return configured;
    const service = AWS_USE_FIPS_ENDPOINT === 'true' ? 'secretsmanager-fips' : 'secretsmanager';
    const domain = this.arn.startsWith('arn:aws-cn:')
      ? AWS_USE_DUALSTACK_ENDPOINT === 'true' ? 'api.amazonwebservices.com.cn' : 'amazonaws.com.cn'
      : AWS_USE_DUALSTACK_ENDPOINT === 'true' ? 'api.aws' : 'amazonaws.com';
    return `https://${service}.${requireEnv('AWS_REGION')}.${domain}`;
  }
}

const arn = process.env[ENV.USER_POOL_CLIENT_SECRET_ARN];

/** Undefined for an app client without a secret. */
export const clientSecret = arn ? new ClientSecret(arn) : undefined;
