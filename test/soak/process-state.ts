import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

/** What a process holds. */
export interface ProcessState {
  /** Heap in MB after all garbage is collected. */
  readonly megabytes: number;
  /** Open files, sockets and pipes. */
  readonly handles: number;
}

/**
 * Looks into the functions' processes. Resident memory would say little: V8 lets garbage lie for as long as there is
 * room, so it grows by tens of megabytes where nothing leaks.
 */
export class ProcessProbe {
  private readonly folder = mkdtempSync(join(tmpdir(), 'soak-'));

  /** What a function needs in its environment to be looked into. */
  readonly environment = {
    NODE_OPTIONS: `--require=${join(__dirname, 'heap-probe.cjs')}`,
    HEAP_PROBE_FOLDER: this.folder,
  };

  /** @throws Error where the process does not answer within ten seconds */
  async stateOf(pid: number): Promise<ProcessState> {
    const answer = join(this.folder, String(pid));
    rmSync(answer, { force: true });
    process.kill(pid, 'SIGUSR2');
    for (let tries = 0; !existsSync(answer); tries += 1) {
      if (tries === 400) throw new Error(`process ${pid} does not tell its heap`);
      await wait(25);
    }
    return { megabytes: Number(readFileSync(answer, 'utf8')), handles: handlesOf(pid) };
  }

  close(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** 0 where there is no /proc. */
function handlesOf(pid: number): number {
  return existsSync(`/proc/${pid}/fd`) ? readdirSync(`/proc/${pid}/fd`).length : 0;
}

/** Heap of this process in MB after all garbage is collected. */
export function heapInUse(): number {
  setFlagsFromString('--expose-gc');
  (runInNewContext('gc') as () => void)();
  return process.memoryUsage().heapUsed / 2 ** 20;
}
