import { cpSync, existsSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { LocalStackError, unsupported } from '../errors';
import { scratchFolder } from '../scratch-folder';
import { AssemblyStack } from './cloud-assembly';
import { objectOf, ResolvedResource, stringOf } from './template';
import { unpack } from './zip-archive';

/** Finds the folder that holds a function's code; inline code and archives go to folders that `close()` removes. */
export class CodeAssets {
  private readonly temporary: string[] = [];

  /** @param assembly - folder of the cloud assembly */
  constructor(private readonly stack: AssemblyStack, private readonly assembly: string) {}

  /**
   * Folder of the code of an `AWS::Lambda::Function`.
   *
   * @throws LocalStackError where the code is an image, or not in the assembly
   */
  directoryOf(lambda: ResolvedResource): string {
    const code = objectOf(lambda.properties.Code);
    const refuse = (reason: string) => unsupported(lambda.logicalId, lambda.type, reason);
    if (lambda.properties.PackageType === 'Image' || code.ImageUri !== undefined) {
      throw refuse('runs from a container image, which the local stack does not serve');
    }
    if (typeof code.ZipFile === 'string') return this.writeInlineCode(code.ZipFile);
    const key = stringOf(code.S3Key);
    const path = key === undefined ? undefined : this.stack.assets.get(key);
    if (path === undefined) throw refuse(`has its code at '${key ?? 'nowhere'}', which is no asset of the cloud assembly`);
    const stats = statSync(path, { throwIfNoEntry: false });
    if (!stats) throw refuse(`has its code in ${path}, which does not exist; synthesise the app again`);
    return stats.isDirectory() ? this.onItsOwn(path) : this.unpacked(path, refuse);
  }

  /** Removes the folders of inline code. */
  close(): void {
    for (const directory of this.temporary.splice(0)) rmSync(directory, { recursive: true, force: true });
  }

  /** A package.json further up says how an app's own modules are read, and on Lambda it is not there. */
  private onItsOwn(path: string): string {
    if (existsSync(join(path, 'package.json')) || !isModuleBelow(dirname(path))) return path;
    const directory = this.folder(scratchFolder(dirname(path), 'function'));
    cpSync(path, directory, { recursive: true });
    return directory;
  }

  private unpacked(path: string, refuse: (reason: string) => LocalStackError): string {
    const directory = this.folder(scratchFolder(dirname(path), 'function'));
    try {
      unpack(path, directory);
    } catch (error) {
      throw refuse(`has its code in ${path}, which cannot be unpacked: ${(error as Error).message}`);
    }
    return directory;
  }

  private folder(directory: string): string {
    this.temporary.push(directory);
    return directory;
  }

  private writeInlineCode(source: string): string {
    const directory = this.folder(scratchFolder(this.assembly, 'inline-function'));
    try {
      writeFileSync(join(directory, 'index.js'), source);
    } catch (error) {
      throw new LocalStackError(`cannot write inline function code to ${directory}: ${(error as Error).message}`);
    }
    return directory;
  }
}

function isModuleBelow(folder: string): boolean {
  const file = join(folder, 'package.json');
  if (existsSync(file)) return /"type"\s*:\s*"module"/.test(readFileSync(file, 'utf8'));
  // Node.js looks no further up than this either.
  return folder !== dirname(folder) && !folder.endsWith('node_modules') && isModuleBelow(dirname(folder));
}
