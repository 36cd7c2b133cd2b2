import { CATEGORIES, DEFAULT_QUOTAS, QuotaCategory, Quotas } from '../cognito';
import { UsageError } from './usage-error';

/**
 * What Cognito lets the account call, as the command line wants it.
 *
 * @param imposed - whether `--quotas` was given
 * @param changes - each `--quota`, such as `UserAuthentication=2`; one of them imposes the others too
 * @returns undefined where neither was given
 * @throws UsageError where a change is not understood
 */
export function parseQuotas(imposed: boolean, changes: readonly string[]): Quotas | undefined {
  if (!imposed && changes.length === 0) return undefined;
  return { ...DEFAULT_QUOTAS, ...Object.fromEntries(changes.map(parseChange)) };
}

function parseChange(text: string): [QuotaCategory, number] {
  const [category, rate = ''] = text.split(/=(.*)/s);
  if (!Object.hasOwn(CATEGORIES, category)) {
    throw new UsageError(`--quota takes one of ${Object.keys(CATEGORIES).join(', ')}, as in UserAuthentication=2, got '${text}'`);
  }
  if (!/^[1-9]\d{0,5}$/.test(rate)) throw new UsageError(`--quota ${category} must be a whole number of requests a second from 1, got '${rate}'`);
  return [category as QuotaCategory, Number(rate)];
}
