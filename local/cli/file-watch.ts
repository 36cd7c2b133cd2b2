import { createHash } from 'node:crypto';
import { Dirent } from 'node:fs';
import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

/** Which entries of a folder are looked at. */
export type Watched = (entry: Dirent) => boolean;

/** The templates and manifests of a cloud assembly. A new bundle has a new name, which stands in these. */
export const assemblyFiles: Watched = (entry) => entry.isDirectory() ? entry.name.startsWith('assembly-') : entry.name.endsWith('.json');

/** The sources of an app. */
export const sourceFiles: Watched = ({ name }) => !name.startsWith('.') && !['node_modules', 'cdk.out', 'coverage', 'test-reports'].includes(name);

export interface FileState {
  /** Size and time of the last change; where it is the same, so is the content. */
  readonly stamp: string;
  readonly hash: string;
}

/** The files of a folder as they were when somebody looked. */
export type Snapshot = ReadonlyMap<string, FileState>;

/** Between two looks at a folder, in milliseconds: what people take for at once. */
const INTERVAL = 250;
/** A look may take a twentieth of the time. */
const SHARE = 20;

/**
 * Calls `changed` after each change below a folder since `known`, once it has settled, until `signal` is aborted. It looks at contents, so
 * that a compiler which writes the same file anew starts nothing; and it polls, which works on every file system.
 */
export async function watchFolder(
  folder: string, watched: Watched, known: Snapshot, changed: () => Promise<void>, signal: AbortSignal,
): Promise<void> {
  for (;;) {
    const started = performance.now();
    let found = await look(folder, watched, known);
    if (!equal(found, known)) {
      for (;;) {
        if (!await pause(INTERVAL, signal)) return;
        const later = await look(folder, watched, found);
        if (equal(later, found)) break;
        found = later;
      }
      known = found;
      await changed();
    }
    if (!await pause(Math.max(INTERVAL, SHARE * (performance.now() - started)), signal)) return;
  }
}

/** @returns whether to go on */
async function pause(milliseconds: number, signal: AbortSignal): Promise<boolean> {
  return wait(Math.min(milliseconds, 5_000), true, { signal }).catch(() => false);
}

/** Looks at the files below a folder. @param known spares reading what has not changed */
export async function look(folder: string, watched: Watched, known: Snapshot = new Map(), found = new Map<string, FileState>()): Promise<Snapshot> {
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (!watched(entry)) continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      await look(path, watched, known, found);
      continue;
    }
    const state = await stateOf(path, known.get(path)).catch(() => undefined);
    if (state) found.set(path, state);
  }
  return found;
}

async function stateOf(path: string, known?: FileState): Promise<FileState> {
  const { mtimeMs, size } = await stat(path);
  const stamp = `${mtimeMs} ${size}`;
  if (known?.stamp === stamp) return known;
  return { stamp, hash: createHash('sha256').update(await readFile(path)).digest('base64') };
}

function equal(one: Snapshot, other: Snapshot): boolean {
  return one.size === other.size && [...one].every(([path, { hash }]) => other.get(path)?.hash === hash);
}
