import { Clock } from '../../clock';
import { TokenBucket } from '../../token-bucket';
import { ApiMethod, Stage } from '../model/rest-api';

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
