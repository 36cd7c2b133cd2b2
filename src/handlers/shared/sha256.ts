import { createHash, createHmac, createSecretKey } from 'node:crypto';
import type { Hash, Hmac, KeyObject } from 'node:crypto';

/** The keys of signatures, which change with the day and the credentials: Node.js 24 makes one of bytes in 10 µs, for each HMAC anew. */
const keys = new WeakMap<Uint8Array, KeyObject>();

/** SHA-256, or an HMAC by it, for the signer of the SDK. */
export class Sha256 {
  readonly digestLength = 32;
  private hash!: Hash | Hmac;

  constructor(private readonly secret?: string | Uint8Array) {
    this.reset();
  }

  reset(): void {
    this.hash = this.secret ? createHmac('sha256', keyOf(this.secret)) : createHash('sha256');
  }

  update(data: string | Uint8Array): void {
    this.hash.update(data);
  }

  async digest(): Promise<Uint8Array> {
    return this.hash.digest();
  }
}

function keyOf(secret: string | Uint8Array): string | KeyObject {
  if (typeof secret === 'string') return secret;
  const known = keys.get(secret) ?? createSecretKey(secret);
  keys.set(secret, known);
  return known;
}
