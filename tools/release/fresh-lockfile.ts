import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/*
 * Resolves package.json anew where there is no node_modules. Beside one, npm 11 writes a lockfile that lacks the optional
 * packages of other platforms than this, and `npm ci` refuses it there.
 */
const folder = mkdtempSync(join(tmpdir(), 'lockfile-'));
try {
  copyFileSync('package.json', join(folder, 'package.json'));
  execFileSync('npm', ['install', '--package-lock-only', '--ignore-scripts', '--no-audit', '--no-fund'], { cwd: folder, stdio: 'inherit' });
  copyFileSync(join(folder, 'package-lock.json'), 'package-lock.json');
} finally {
  rmSync(folder, { recursive: true, force: true });
}
