import { invalidParameter } from '../errors';

const LARGEST_PAGE = 60;

/**
 * One page of a listing.
 * @param limit 0 and undefined mean the largest page
 * @param token where an earlier page ended
 * @returns the token of the next page, undefined after the last
 */
export function page<T>(all: readonly T[], limit: number | undefined, token: string | undefined): { items: readonly T[]; next?: string } {
  const start = token === undefined ? 0 : Number(Buffer.from(token, 'base64url').toString());
  if (!Number.isInteger(start) || start < 0) throw invalidParameter('Invalid pagination token');
  const end = start + (limit || LARGEST_PAGE);
  const next = end < all.length ? Buffer.from(String(end)).toString('base64url') : undefined;
  return { items: all.slice(start, end), next };
}
