import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { temporaryFolder } from './support/temporary-folder';
import { scratchFolder } from '../../local/scratch-folder';

/** A process that is gone. */
const gone = () => spawnSync(process.execPath, ['--version']).pid;

/** The same name as if another process had made it. */
function sibling(folder: string, change: (name: string) => string): string {
  const path = join(folder, '..', change(basename(folder)));
  mkdirSync(path);
  writeFileSync(join(path, 'index.js'), '');
  return path;
}

test('what a local stack that was killed left behind is removed, and nothing else', () => {
  const app = temporaryFolder({ 'node_modules/left/package.json': '{}' });
  const own = scratchFolder(app, 'cdk-out');
  const ofPid = (pid: number) => (name: string) => name.replace(`-${process.pid}-`, `-${pid}-`);
  const abandoned = sibling(own, ofPid(gone()));
  const kept = [
    sibling(own, ofPid(process.ppid)),
    sibling(own, (name) => ofPid(gone())(name).replace(/-[0-9a-f]{8}-/, '-0a1b2c3d-')),
    sibling(own, (name) => ofPid(gone())(name).replace('cdk-out', 'another-tool')),
  ];
  scratchFolder(app, 'function');
  expect(existsSync(abandoned)).toBe(false);
  expect([own, ...kept].map((path) => existsSync(path))).toEqual([true, true, true, true]);
});
