import type { LogEntry } from '../request-log';
import { RequestsPanel } from './panels/requests';
import { Observable, OutboxMessage } from './state';

const PAUSE_MILLISECONDS = 1_000;

/** Brings the outbox and the request log from the server, once a second while the page is seen. */
export class Feed {
  /** Whether the server answers. */
  public readonly reachable = new Observable(true);
  private lastEntry = 0;
  private busy = false;

  public constructor(private readonly outbox: Observable<readonly OutboxMessage[]>, private readonly requests: RequestsPanel) {}

  public start(): void {
    setInterval(() => {
      if (document.visibilityState === 'visible') void this.poll();
    }, PAUSE_MILLISECONDS);
    document.addEventListener('visibilitychange', () => { void this.poll(); });
    void this.poll();
  }

  /** Asks at once, for instance after a request. */
  public async poll(): Promise<void> {
    if (this.busy) return;
    this.busy = true;
    try {
      const [messages, entries] = await Promise.all([
        read<readonly OutboxMessage[]>('/_local/outbox'),
        read<readonly LogEntry[]>(`/_local/log?after=${this.lastEntry}`),
      ]);
      if (messages && !sameMessages(messages, this.outbox.get())) this.outbox.set(messages);
      if (entries && entries.length > 0) {
        // While nobody looked, another run took the place of the one before: what is shown is none of its requests.
        if (entries[0].id <= this.lastEntry) this.requests.clear();
        this.lastEntry = entries[entries.length - 1].id;
        this.requests.add(entries);
      }
      if (!this.reachable.get()) this.reachable.set(true);
    } catch {
      this.lost();
    } finally {
      this.busy = false;
    }
  }

  /** The server that comes back may be a new one that counts from 1. */
  private lost(): void {
    if (!this.reachable.get()) return;
    this.reachable.set(false);
    this.requests.clear();
    this.lastEntry = 0;
  }
}

/** @returns `undefined` where the server has nothing of the kind */
export async function read<T>(path: string): Promise<T | undefined> {
  const response = await fetch(path, { credentials: 'omit', cache: 'no-store' });
  return response.ok ? await response.json() as T : undefined;
}

function sameMessages(some: readonly OutboxMessage[], others: readonly OutboxMessage[]): boolean {
  return some.length === others.length && some.at(-1)?.at === others.at(-1)?.at && some.at(-1)?.code === others.at(-1)?.code;
}
