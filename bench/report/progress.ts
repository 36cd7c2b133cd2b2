const WIDTH = 32;

const minutes = (milliseconds: number) => `${Math.floor(milliseconds / 60_000)}:${String(Math.floor(milliseconds / 1000) % 60).padStart(2, '0')}`;

/** The line that shows how far a run is. */
export function progressLine(done: number, total: number, elapsed: number, what: string, columns: number): string {
  const share = total === 0 ? 1 : Math.min(done / total, 1);
  const filled = Math.round(share * WIDTH);
  const left = done === 0 ? '' : `, ${minutes(elapsed / share - elapsed)} left`;
  const line = `${'█'.repeat(filled)}${'░'.repeat(WIDTH - filled)} ${String(Math.floor(share * 100)).padStart(3)} % ${done}/${total}${left}  ${what}`;
  return line.slice(0, Math.max(columns - 1, 0));
}

/** Shows on a terminal how far the run is; elsewhere one line for each tenth, so that a log stays readable. */
export class Progress {
  private done = 0;
  private readonly started = Date.now();

  constructor(private readonly total: number, private readonly stream: NodeJS.WriteStream = process.stderr) {}

  /** Says what begins now, after what was before it has ended. */
  step(what: string): void {
    const { done, total, stream } = this;
    this.done += 1;
    if (stream.isTTY) {
      stream.write(`\r\u001b[2K${progressLine(done, total, Date.now() - this.started, what, stream.columns)}`);
    } else if (Math.floor(done * 10 / total) > Math.floor((done - 1) * 10 / total)) {
      stream.write(`${Math.floor(done * 100 / total)} %\n`);
    }
  }

  end(): void {
    if (this.stream.isTTY) {
      this.stream.write('\r\u001b[2K');
    }
  }
}
