import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { isRunning } from './is-running';

/** Containers that share a folder know nothing of each other's processes. */
const HOST = createHash('sha256').update(hostname()).digest('hex').slice(0, 8);
const OWNED = new RegExp(`^(?:cdk-out|function|inline-function)-${HOST}-(\\d+)-\\w{6}$`);

/**
 * Makes a folder for code that is to run. It stands below the `node_modules` that is nearest to the app, if any: a function
 * then finds the packages that Lambda has and its bundle leaves out, and no package.json of the app decides how its code is read.
 * What a local stack that was killed left there is removed.
 *
 * @param app - a folder of the app
 */
export function scratchFolder(app: string, kind: 'cdk-out' | 'function' | 'inline-function'): string {
  const modules = nodeModulesOf(resolve(app));
  const home = modules === undefined ? tmpdir() : join(modules, '.cache', 'cdk-cognito-password-auth');
  mkdirSync(home, { recursive: true });
  removeAbandoned(home);
  return mkdtempSync(join(home, `${kind}-${HOST}-${process.pid}-`));
}

function removeAbandoned(home: string): void {
  for (const name of readdirSync(home)) {
    const pid = OWNED.exec(name)?.[1];
    if (pid !== undefined && !isRunning(Number(pid))) rmSync(join(home, name), { recursive: true, force: true });
  }
}

function nodeModulesOf(folder: string): string | undefined {
  const candidate = join(folder, 'node_modules');
  if (existsSync(candidate)) return candidate;
  return dirname(folder) === folder ? undefined : nodeModulesOf(dirname(folder));
}
