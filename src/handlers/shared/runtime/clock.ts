/**
 * Milliseconds on a monotonic clock. The first use of `performance.now()` loads another Node.js module, which takes a
 * millisecond of the first request.
 */
export function now(): number {
  return process.uptime() * 1_000;
}
