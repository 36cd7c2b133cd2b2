import { createPrivateKey, createPublicKey, generateKeyPair, generateKeyPairSync, randomBytes, sign, verify, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';

export type TokenUse = 'id' | 'access';

interface SigningKey {
  readonly kid: string;
  readonly privateKey: KeyObject;
  readonly publicKey: KeyObject;
  /** The JOSE header, encoded once. */
  readonly header: string;
}

const USES = ['id', 'access'] as const;
const generate = promisify(generateKeyPair);
const RSA = { modulusLength: 2048 } as const;
const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');

/** A private key as it is written to a file. */
export interface StoredKey {
  readonly kid: string;
  /** PKCS #8 in PEM. */
  readonly privateKey: string;
}

function signingKey(privateKey: KeyObject, kid = randomBytes(32).toString('base64')): SigningKey {
  return { kid, privateKey, publicKey: createPublicKey(privateKey), header: encode({ kid, alg: 'RS256' }) };
}

/** A pool's two RSA keys, one for ID and one for access tokens, as Cognito has them. Made anew in each run, unless they come from a file. */
export class SigningKeys {
  private readonly keys = new Map<TokenUse, SigningKey>();
  private preparing?: Promise<void>;

  /** @throws Error where a stored key is none */
  public constructor(stored: Partial<Record<TokenUse, StoredKey>> = {}) {
    for (const use of USES) {
      const key = stored[use];
      if (key) this.keys.set(use, signingKey(createPrivateKey(key.privateKey), key.kid));
    }
  }

  /** Makes the keys in the background, so that the stack is up before anybody needs them. */
  public prepare(): void {
    this.preparing ??= Promise.all(USES.filter((use) => !this.keys.has(use)).map(async (use) => {
      const { privateKey } = await generate('rsa', RSA);
      if (!this.keys.has(use)) this.keys.set(use, signingKey(privateKey));
    })).then(() => undefined, () => undefined);
  }

  /** Waits for the keys that are being made. To make them at once would hold up every other request, for seconds on a busy machine. */
  public async prepared(): Promise<void> {
    await this.preparing;
  }

  /** @returns a compact JWS */
  public sign(use: TokenUse, claims: object): string {
    const key = this.key(use);
    const content = `${key.header}.${encode(claims)}`;
    return `${content}.${sign('sha256', Buffer.from(content), key.privateKey).toString('base64url')}`;
  }

  /** Whether `token` was signed with the key for `use`; says nothing about its claims. */
  public verifies(use: TokenUse, token: string): boolean {
    const key = this.key(use);
    const parts = token.split('.');
    if (parts.length !== 3 || parts[0] !== key.header) return false;
    return verify('sha256', Buffer.from(`${parts[0]}.${parts[1]}`), key.publicKey, Buffer.from(parts[2], 'base64url'));
  }

  public jwks(): { keys: object[] } {
    return {
      keys: USES.map((use) => {
        const { kid, publicKey } = this.key(use);
        const { kty, n, e } = publicKey.export({ format: 'jwk' });
        return { alg: 'RS256', e, kid, kty, n, use: 'sig' };
      }),
    };
  }

  /** The keys that were made so far, for a file that only its owner can read. */
  public stored(): Partial<Record<TokenUse, StoredKey>> {
    return Object.fromEntries([...this.keys].map(([use, { kid, privateKey }]) =>
      [use, { kid, privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString() }]));
  }

  private key(use: TokenUse): SigningKey {
    const ready = this.keys.get(use);
    if (ready) return ready;
    const key = signingKey(generateKeyPairSync('rsa', RSA).privateKey);
    this.keys.set(use, key);
    return key;
  }
}
