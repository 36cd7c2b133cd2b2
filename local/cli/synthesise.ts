import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { isObject, JsonObject } from '../assembly/template';
import { LocalStackError } from '../errors';

/** A cloud assembly on disk. */
export interface SynthesisedAssembly {
  readonly directory: string;
  /** Removes the assembly where it was made for this run only. */
  remove(): void;
}

/**
 * Gives the cloud assembly in a folder; of a CDK app's folder it runs the `app` command of `cdk.json` first,
 * with the output in a temporary folder.
 *
 * @param signal - ends a synthesis that is under way
 * @throws LocalStackError where the folder holds neither, or the app fails
 */
export async function assemblyOf(folder: string, signal?: AbortSignal): Promise<SynthesisedAssembly> {
  const directory = resolve(folder);
  if (existsSync(join(directory, 'manifest.json'))) return { directory, remove: () => undefined };
  const configuration = join(directory, 'cdk.json');
  if (!existsSync(configuration)) {
    throw new LocalStackError(`no cloud assembly in ${directory}: it holds neither manifest.json nor cdk.json; run 'npx cdk synth' first or name the app's folder`);
  }
  const { app, context } = readConfiguration(configuration);
  if (typeof app !== 'string') throw new LocalStackError(`${configuration} has no "app" command`);
  const output = mkdtempSync(join(tmpdir(), 'cdk-out-'));
  const remove = () => rmSync(output, { recursive: true, force: true });
  try {
    await run(app, directory, { CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(isObject(context) ? context : {}) }, signal);
    if (!existsSync(join(output, 'manifest.json'))) throw new LocalStackError(`the app of ${configuration} wrote no cloud assembly: ${app}`);
  } catch (error) {
    remove();
    throw error;
  }
  return { directory: output, remove };
}

function readConfiguration(file: string): JsonObject {
  try {
    const content: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isObject(content)) return content;
  } catch (error) {
    throw new LocalStackError(`cannot read ${file}: ${(error as Error).message}`);
  }
  throw new LocalStackError(`cannot read ${file}: it holds no JSON object`);
}

function run(command: string, cwd: string, variables: Readonly<Record<string, string>>, signal?: AbortSignal): Promise<void> {
  return new Promise((accept, refuse) => {
    // A group of its own, so that an abort ends the shell and whatever it started.
    const child = spawn(command, { cwd, shell: true, stdio: ['ignore', 'inherit', 'inherit'], env: { ...process.env, ...variables }, detached: true });
    const abort = () => {
      // Windows knows no process groups.
      if (process.platform === 'win32' || child.pid === undefined) child.kill('SIGKILL');
      else process.kill(-child.pid, 'SIGKILL');
    };
    signal?.addEventListener('abort', abort);
    const finish = (error?: Error) => {
      signal?.removeEventListener('abort', abort);
      if (error) refuse(error);
      else accept();
    };
    child.once('error', (error) => finish(new LocalStackError(`cannot run the app (${command}): ${error.message}`)));
    child.once('exit', (code) => finish(code === 0 ? undefined : new LocalStackError(`the app ended with status ${code}: ${command}`)));
  });
}
