import type { Clock } from '../../clock';
import { TokenBucket } from '../../token-bucket';
import { tooManyRequests } from '../errors';
import { CATEGORIES, categoryOf, type Category, type Quotas } from './categories';

/** Reads, and as many writes, of one user in a second; nobody can have it raised. */
export const RATE_OF_USER = 10;

/** A challenge is free of the quota of sign-ins up to this many times that quota. */
const CHALLENGES_PER_SIGN_IN = 3;
const CHALLENGES: ReadonlySet<string> = new Set(['AdminRespondToAuthChallenge', 'RespondToAuthChallenge']);

// Above this many, those that are full again are forgotten.
const KEPT_BUCKETS = 10_000;

/**
 * Counts calls against the account's rate of their category, all pools together, and against the rate of the user whom
 * they name.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
 */
export class RequestQuotas {
  private readonly buckets = new Map<string, TokenBucket>();

  public constructor(private readonly quotas: Quotas, private readonly clock: Clock) {}

  /** @throws CognitoError TooManyRequestsException */
  public countCall(operation: string): void {
    const category = categoryOf(operation);
    const rate = this.quotas[category];
    if (CHALLENGES.has(operation) && this.bucket(`${category} challenges`, rate * CHALLENGES_PER_SIGN_IN).take()) return;
    if (!this.bucket(category, rate).take()) throw tooManyRequests();
  }

  /**
   * @param user what is the same in each call for the user, existing or not
   * @throws CognitoError TooManyRequestsException
   */
  public countCallFor(user: string, operation: string): void {
    const { ofUser }: Category = CATEGORIES[categoryOf(operation)];
    if (ofUser && !this.bucket(`${ofUser} ${user}`, RATE_OF_USER).take()) throw tooManyRequests();
  }

  private bucket(key: string, rate: number): TokenBucket {
    const found = this.buckets.get(key);
    if (found) return found;
    if (this.buckets.size >= KEPT_BUCKETS) {
      for (const [other, bucket] of this.buckets) if (bucket.isFull()) this.buckets.delete(other);
    }
    const bucket = new TokenBucket({ rate, burst: rate }, this.clock);
    this.buckets.set(key, bucket);
    return bucket;
  }
}
