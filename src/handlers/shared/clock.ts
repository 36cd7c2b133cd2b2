/**
 * Milliseconds on a clock that never goes back. `performance` has one too, but its first use loads a module of Node.js'
 * own, a millisecond of the first request.
 */
export function now(): number {
  return process.uptime() * 1_000;
}
