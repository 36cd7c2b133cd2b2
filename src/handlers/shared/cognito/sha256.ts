import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { Hash, Hmac } from 'node:crypto';

/**
 * SHA-256, or an HMAC by it, for the signer of the SDK, which takes one digest of each. Node.js 24 needs 10 µs longer for
 * an HMAC whose key is bytes than for one whose key is a `KeyObject`.
 */
export class Sha256 {
  readonly digestLength = 32;
  private hash!: Hash | Hmac;

  constructor(private readonly secret?: string | Uint8Array) {
    this.reset();
  }

  reset(): void {
    const { secret } = this;
    this.hash = secret ? createHmac('sha256', typeof secret === 'string' ? secret : createSecretKey(secret)) : createHash('sha256');
  }

  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}
