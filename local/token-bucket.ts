import { Clock } from './clock';

/** How fast a bucket fills, and how much it holds. */
export interface BucketLimits {
  /** Tokens a second. */
  readonly rate: number;
  readonly burst: number;
}

/** Holds `burst` tokens and gains `rate` of them a second; a request takes one. */
export class TokenBucket {
  private tokens: number;
  private filledAt: number;

  constructor(private readonly limits: BucketLimits, private readonly clock: Clock) {
    this.tokens = limits.burst;
    this.filledAt = clock.now();
  }

  /** Whether there was a token left. */
  take(): boolean {
    this.fill();
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** Whether it is as good as a new one. */
  isFull(): boolean {
    this.fill();
    return this.tokens === this.limits.burst;
  }

  private fill(): void {
    const now = this.clock.now();
    this.tokens = Math.min(this.limits.burst, this.tokens + (now - this.filledAt) / 1000 * this.limits.rate);
    this.filledAt = now;
  }
}
