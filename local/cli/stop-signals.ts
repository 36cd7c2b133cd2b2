import { performance } from 'node:perf_hooks';

/**
 * Whoever starts this through npm or a task runner sends one Ctrl-C to each of them, and some pass it on:
 * signals that come this close together, in milliseconds, are one key press.
 */
const ONE_KEY_PRESS = 300;

/** The part of `process` that is needed here. */
export interface SignalHost {
  on(signal: 'SIGINT' | 'SIGTERM', listener: () => void): unknown;
  exit(code: number): void;
}

/**
 * Ends the process on SIGINT or SIGTERM: the first one in order, with status 0 (1 where that fails), a later one at once, with status 130.
 *
 * @param stop - ends whatever runs
 * @param failed - is told why that failed
 */
export function stopOnSignals(stop: () => Promise<void>, failed: (error: unknown) => void, host: SignalHost = process): void {
  let stoppedAt: number | undefined;
  const listener = () => {
    if (stoppedAt !== undefined) {
      if (performance.now() - stoppedAt > ONE_KEY_PRESS) host.exit(130);
      return;
    }
    stoppedAt = performance.now();
    stop().then(() => host.exit(0), (error: unknown) => {
      failed(error);
      host.exit(1);
    });
  };
  host.on('SIGINT', listener);
  host.on('SIGTERM', listener);
}
