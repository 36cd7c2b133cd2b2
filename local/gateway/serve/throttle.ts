import type { Clock } from '../../clock';
import { TokenBucket } from '../../token-bucket';
import type { ApiMethod, Stage, Throttle } from '../model/rest-api';

/** Throttles the requests to each method of each stage. */
export class Throttling {
  private readonly buckets = new Map<string, TokenBucket>();

  constructor(private readonly clock: Clock) {}

  /** Whether the method accepts one more request now. */
  admits(stage: Stage, method: ApiMethod): boolean {
    const limits = throttleFor(stage, method);
    if (!limits) return true;
    const key = `${stage.name} ${method.logicalId}`;
    const bucket = this.buckets.get(key) ?? new TokenBucket(limits, this.clock);
    this.buckets.set(key, bucket);
    return bucket.take();
  }
}

/** The limits of a method, each from the most specific setting that has it; undefined where the stage does not throttle it. */
export function throttleFor({ methodSettings }: Stage, { resource, httpMethod }: ApiMethod): Throttle | undefined {
  const find = (path: string, method: string) => methodSettings.find((setting) => setting.path === path && setting.httpMethod === method)?.throttle;
  const throttles = [find(resource.path, httpMethod), find(resource.path, '*'), find('/*', httpMethod), find('/*', '*')];
  const limit = (name: keyof Throttle) => throttles.map((throttle) => throttle?.[name]).find((value) => value !== undefined && value >= 0);
  const rate = limit('rate');
  const burst = limit('burst');
  if (rate === undefined && burst === undefined) return undefined;
  // On AWS, the account's quota applies where one of the two is not set.
  return { rate: rate ?? Infinity, burst: burst ?? Infinity };
}
