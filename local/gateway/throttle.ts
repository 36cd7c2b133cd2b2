import { Clock } from '../clock';
import { ApiMethod, Stage, Throttle } from './rest-api';

/** A bucket that holds `burst` tokens and gains `rate` tokens a second; a request takes one. */
class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(private readonly limits: Throttle, private readonly clock: Clock) {
    this.tokens = limits.burst;
    this.filledAt = clock.now();
  }

  take(): boolean {
    const now = this.clock.now();
    this.tokens = Math.min(this.limits.burst, this.tokens + (now - this.filledAt) / 1000 * this.limits.rate);
    this.filledAt = now;
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }
}

/** Counts the requests of every method of every stage against its limits. */
export class Throttling {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(private readonly clock: Clock) {}

  /** Whether one more request to the method may pass. */
  admits(stage: Stage, method: ApiMethod): boolean {
    const limits = stage.throttleFor(method);
    if (!limits) return true;
    const key = `${stage.name} ${method.logicalId}`;
    const bucket = this.buckets.get(key) ?? new TokenBucket(limits, this.clock);
    this.buckets.set(key, bucket);
    return bucket.take();
  }
}
