/** Counts what is under way, so that whoever wants to end it can wait. */
export class RequestsInFlight {
  private count = 0;
  private waiting: (() => void)[] = [];

  public async during<T>(work: () => Promise<T>): Promise<T> {
    this.count += 1;
    try {
      return await work();
    } finally {
      this.count -= 1;
      if (this.count === 0) this.waiting.splice(0).forEach((wake) => wake());
    }
  }

  /** Resolves when nothing is under way any more, or after so many milliseconds. */
  public async drained(atMost: number): Promise<void> {
    if (this.count === 0) return;
    let timer: NodeJS.Timeout | undefined;
    await new Promise<void>((resolve) => {
      this.waiting.push(resolve);
      timer = setTimeout(resolve, atMost);
    });
    clearTimeout(timer);
  }
}
