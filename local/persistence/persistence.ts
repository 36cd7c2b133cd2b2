import { Clock } from '../clock';
import { PoolStates } from '../cognito';
import { LocalStackError } from '../errors';
import { StateFile } from './state-file';
import { readState, writeState } from './stored-state';

/** Keeps what lives in the pools in a file, or in memory only where there is none. */
export class Persistence {
  public readonly states: PoolStates;
  private readonly storedStack?: string;
  private kept?: StateFile;

  /** @throws LocalStackError where there is a file that cannot be read */
  public constructor(private readonly file: string | undefined, clock: Clock, private readonly notice: (line: string) => void) {
    const restored = file === undefined ? undefined : readState(file, clock);
    this.states = restored?.states ?? new Map();
    this.storedStack = restored?.stack;
  }

  /**
   * Begins to keep the state as that of a stack.
   *
   * @throws LocalStackError where the file holds another stack's, or cannot be written
   */
  public async keepFor(stackName: string): Promise<void> {
    if (this.file === undefined) return;
    if (this.storedStack !== undefined && this.storedStack !== stackName) {
      throw new LocalStackError(`the state file ${this.file} holds the users of the stack '${this.storedStack}', not of '${stackName}'; name another file`);
    }
    this.kept = await StateFile.at(this.file, () => writeState(stackName, this.states), this.notice);
    await this.kept.write();
  }

  /** To be called when something in the pools may have changed. */
  public changed(): void {
    this.kept?.changed();
  }

  /** @throws LocalStackError where what changed last cannot be written */
  public async close(): Promise<void> {
    await this.kept?.close();
  }
}
