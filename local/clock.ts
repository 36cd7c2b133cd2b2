/** Where the local stack reads the time from. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
}

/** The machine's time, which tests can move forward. */
export class MovableClock implements Clock {
  private offset = 0;

  public now(): number {
    return Date.now() + this.offset;
  }

  /** @param milliseconds how far to move; a clock never goes back */
  public advance(milliseconds: number): void {
    if (!Number.isFinite(milliseconds) || milliseconds < 0) {
      throw new RangeError(`a clock moves forward by a number of milliseconds, not by ${milliseconds}`);
    }
    this.offset += milliseconds;
  }
}
