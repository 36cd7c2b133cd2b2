import { open, readdir, realpath, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { LocalStackError } from '../errors';
import { isRunning } from '../is-running';

/** Changes that come this close together, in milliseconds, are written at once. */
const GATHERING = 100;

/** Tells one content of a file from another without reading it; undefined where there is no file. */
type Fingerprint = string | undefined;

/**
 * A file that holds the state of a local stack. Each version replaces the one before as a whole, so that whoever reads it,
 * also after a crash, finds one of the two. Only its owner can read it.
 */
export class StateFile {
  /**
   * @param content the state as it is when it is written
   * @param report receives one line where the file cannot be written
   * @throws LocalStackError where there can be no such file
   */
  public static async at(file: string, content: () => string, report: (line: string) => void): Promise<StateFile> {
    const path = resolve(file);
    if (!(await stat(dirname(path)).catch(() => undefined))?.isDirectory()) {
      throw new LocalStackError(`the state file ${path} cannot be kept: there is no folder ${dirname(path)}`);
    }
    // What a link points to is replaced, and not the link.
    const real = await realpath(path).catch(() => path);
    await removeAbandonedDrafts(real);
    return new StateFile(real, await fingerprint(real), content, report);
  }

  private written = '';
  private current?: Promise<void>;
  private again = false;
  private broken = false;

  /** @param seen what was found at the path before anything was written */
  private constructor(
    private readonly path: string, private seen: Fingerprint, private readonly content: () => string, private readonly report: (line: string) => void,
  ) {}

  /** To be called when the state may have changed. */
  public changed(): void {
    this.again = true;
    this.current ??= this.writeWhileChanged();
  }

  /**
   * Writes what is not written yet.
   *
   * @throws LocalStackError where that fails
   */
  public async close(): Promise<void> {
    this.again = false;
    await this.current;
    await this.write();
  }

  private async writeWhileChanged(): Promise<void> {
    while (this.again) {
      await wait(GATHERING);
      this.again = false;
      await this.write().then(() => { this.broken = false; }, (error: Error) => {
        // Once is enough to say it; the next change tries again.
        if (!this.broken) this.report(error.message);
        this.broken = true;
      });
    }
    this.current = undefined;
  }

  /**
   * Writes the state as it is now.
   *
   * @throws LocalStackError where that fails
   */
  public async write(): Promise<void> {
    const content = this.content();
    if (content === this.written) return;
    const found = await fingerprint(this.path);
    if (found !== this.seen && found !== undefined) {
      throw new LocalStackError(`the state file ${this.path} was changed by something else, so it is left as it is and nothing more is kept in it`);
    }
    try {
      await replace(this.path, content);
    } catch (error) {
      throw new LocalStackError(`the state file ${this.path} cannot be written: ${(error as Error).message}`);
    }
    this.seen = await fingerprint(this.path);
    this.written = content;
  }
}

async function fingerprint(path: string): Promise<Fingerprint> {
  const found = await stat(path, { bigint: true }).catch(() => undefined);
  return found && `${found.ino} ${found.mtimeNs} ${found.size}`;
}

const draftOf = (path: string, pid: number | string) => `${path}.${pid}.tmp`;

/** Whoever is killed while writing leaves a draft, and keys and hashes are in it. */
async function removeAbandonedDrafts(path: string): Promise<void> {
  for (const name of await readdir(dirname(path)).catch(() => [])) {
    const pid = /\.(\d+)\.tmp$/.exec(name)?.[1];
    if (pid !== undefined && name === basename(draftOf(path, pid)) && !isRunning(Number(pid))) await rm(join(dirname(path), name), { force: true });
  }
}

async function replace(path: string, content: string): Promise<void> {
  const draft = draftOf(path, process.pid);
  await rm(draft, { force: true });
  try {
    // Created for this, and never with the mode of something that stood there before.
    const file = await open(draft, 'wx', 0o600);
    try {
      await file.writeFile(content);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(draft, path);
  } catch (error) {
    await rm(draft, { force: true });
    throw error;
  }
  await syncFolder(dirname(path));
}

/** Makes the renaming last; some systems cannot, and do not need to. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => undefined);
  await handle?.sync().catch(() => undefined);
  await handle?.close();
}
