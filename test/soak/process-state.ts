import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a process holds. */
export interface ProcessState {
  /** Resident memory in MB. */
  readonly megabytes: number;
  /** Open files, sockets and pipes. */
  readonly handles: number;
}

/** The state of another process, from /proc; undefined where it is gone, or where there is no /proc. */
export function stateOf(pid: number): ProcessState | undefined {
  if (!existsSync(`/proc/${pid}/fd`)) return undefined;
  const [, kilobytes = '0'] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
  return { megabytes: Number(kilobytes) / 1024, handles: readdirSync(`/proc/${pid}/fd`).length };
}

export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}

/** Heap of this process in MB after all garbage is collected. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
