import { existsSync, mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * Makes a folder for code that is to run. It stands below the `node_modules` that is nearest to the app, if any: a function
 * then finds the packages that Lambda has and its bundle leaves out, and no package.json of the app decides how its code is read.
 *
 * @param app - a folder of the app
 */
export function scratchFolder(app: string, prefix: string): string {
  const modules = nodeModulesOf(app);
  const home = modules === undefined ? tmpdir() : join(modules, '.cache', 'cdk-cognito-password-auth');
  mkdirSync(home, { recursive: true });
  return mkdtempSync(join(home, prefix));
}

function nodeModulesOf(folder: string): string | undefined {
  const candidate = join(folder, 'node_modules');
  if (existsSync(candidate)) return candidate;
  return dirname(folder) === folder ? undefined : nodeModulesOf(dirname(folder));
}
