import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { isObject, JsonObject, objectOf } from '../assembly/template';
import { LocalStackError } from '../errors';
import { scratchFolder } from '../scratch-folder';

/** A cloud assembly on disk. */
export interface SynthesisedAssembly {
  readonly directory: string;
  /** Removes the assembly where it was made for this run only. */
  remove(): void;
}

/** Where assemblies come from: a folder that holds one, or an app that writes one. */
export interface AssemblySource {
  /** What to watch for a new version: the assembly, or the app's sources. */
  readonly directory: string;
  readonly isApp: boolean;
  /**
   * @param signal - ends a synthesis that is under way
   * @throws LocalStackError where the app fails
   */
  produce(signal?: AbortSignal): Promise<SynthesisedAssembly>;
}

/**
 * Finds where the assembly comes from.
 *
 * @param options.folder - an assembly, or an app with a `cdk.json`; by default the app of the working folder, or else its `cdk.out`
 * @param options.app - a command that synthesises, or as with `cdk --app` the folder of an assembly
 * @throws LocalStackError where there is neither
 */
export function sourceOf({ folder, app }: { readonly folder?: string; readonly app?: string }): AssemblySource {
  if (app !== undefined && !existsSync(join(app, 'manifest.json'))) return appSource(resolve('.'), app);
  const directory = resolve(app ?? folder ?? (existsSync('cdk.json') ? '.' : 'cdk.out'));
  if (existsSync(join(directory, 'manifest.json'))) {
    return { directory, isApp: false, produce: async () => ({ directory, remove: () => undefined }) };
  }
  const configuration = join(directory, 'cdk.json');
  if (!existsSync(configuration)) {
    throw new LocalStackError(`no cloud assembly in ${directory}: it holds neither manifest.json nor cdk.json; run 'npx cdk synth' first or name the app's folder`);
  }
  return appSource(directory);
}

/** Gives the cloud assembly in a folder, or of the app in it. */
export async function assemblyOf(folder: string, signal?: AbortSignal): Promise<SynthesisedAssembly> {
  return sourceOf({ folder }).produce(signal);
}

function appSource(directory: string, command?: string): AssemblySource {
  return { directory, isApp: true, produce: (signal) => synthesise(directory, command, signal) };
}

/** Runs an app with its output in a folder of its own, and with the context that the CDK command line would give it. */
async function synthesise(directory: string, given: string | undefined, signal?: AbortSignal): Promise<SynthesisedAssembly> {
  const configuration = join(directory, 'cdk.json');
  const contextFile = join(directory, 'cdk.context.json');
  const settings = existsSync(configuration) ? readConfiguration(configuration) : {};
  const command = given ?? settings.app;
  if (typeof command !== 'string') throw new LocalStackError(`${configuration} has no "app" command`);
  const context = { ...existsSync(contextFile) ? readConfiguration(contextFile) : {}, ...objectOf(settings.context) };
  const output = scratchFolder(directory, 'cdk-out');
  const remove = () => rmSync(output, { recursive: true, force: true });
  try {
    await run(command, directory, { CDK_OUTDIR: output, CDK_CONTEXT_JSON: JSON.stringify(context) }, signal);
    if (!existsSync(join(output, 'manifest.json'))) {
      throw new LocalStackError(`the app${given === undefined ? ` of ${configuration}` : ''} wrote no cloud assembly: ${command}`);
    }
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
    // What the app prints is no event of the stack. A group of its own, so that an abort ends the shell and whatever it started.
    const child = spawn(command, { cwd, shell: true, stdio: ['ignore', process.stderr, 'inherit'], env: { ...process.env, ...variables }, detached: true });
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
