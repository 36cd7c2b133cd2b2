import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve, sep } from 'node:path';
import { unzipSync } from 'fflate';

/**
 * Unpacks a ZIP archive into a folder.
 *
 * @throws Error where it is none, or an entry would end up outside of the folder
 */
export function unpack(archive: string, directory: string): void {
  const entries = Object.entries(unzipSync(readFileSync(archive)));
  const outside = entries.find(([name]) => !resolve(directory, name).startsWith(resolve(directory) + sep));
  if (outside) throw new Error(`it has an entry outside of its folder: ${outside[0]}`);
  for (const [name, content] of entries) {
    const path = join(directory, name);
    if (name.endsWith('/')) {
      mkdirSync(path, { recursive: true });
    } else {
      mkdirSync(dirname(path), { recursive: true });
      writeFileSync(path, content);
    }
  }
}
