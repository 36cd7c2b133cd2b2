import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LocalStackError, unsupported } from '../errors';
import { AssemblyStack } from './cloud-assembly';
import { objectOf, ResolvedResource, stringOf } from './template';

/** Finds the folder that holds a function's code; inline code is written to a folder that `close()` removes. */
export class CodeAssets {
  private readonly temporary: string[] = [];

  constructor(private readonly stack: AssemblyStack) {}

  /**
   * Folder of the code of an `AWS::Lambda::Function`.
   *
   * @throws LocalStackError where the code is an image, an archive, or not in the assembly
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
    if (!stats.isDirectory()) throw refuse(`has its code in the archive ${path}; the local stack runs only code that is a folder in the cloud assembly`);
    return path;
  }

  /** Removes the folders of inline code. */
  close(): void {
    for (const directory of this.temporary.splice(0)) rmSync(directory, { recursive: true, force: true });
  }

  private writeInlineCode(source: string): string {
    const directory = mkdtempSync(join(tmpdir(), 'inline-function-'));
    this.temporary.push(directory);
    try {
      writeFileSync(join(directory, 'index.js'), source);
    } catch (error) {
      throw new LocalStackError(`cannot write inline function code to ${directory}: ${(error as Error).message}`);
    }
    return directory;
  }
}
