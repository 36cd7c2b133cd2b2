import { parseCliArguments, USAGE } from './cli/arguments';
import { greeting } from './cli/greeting';
import { stopOnSignals } from './cli/stop-signals';
import { assemblyOf } from './cli/synthesise';
import { LocalStackError } from './errors';
import { startLocalStack } from './stack';

/** What was started, to be ended last first. */
type Closers = (() => Promise<void> | void)[];

function main(): void {
  const closers: Closers = [];
  const stopping = new AbortController();
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  const started = start(closers, stopping.signal).catch(async (error: unknown) => {
    await close();
    // Whoever pressed Ctrl-C during the synthesis knows why it failed.
    if (stopping.signal.aborted) return;
    console.error(error instanceof LocalStackError ? error.message : error);
    process.exitCode = 1;
  });
  // The functions' processes need no signal of their own: they end when their channel to this process closes.
  stopOnSignals(async () => {
    stopping.abort();
    await started;
    await close();
  });
}

async function start(closers: Closers, signal: AbortSignal): Promise<void> {
  const { folder, stack, port, quotas, help } = parseCliArguments(process.argv.slice(2), process.env);
  if (help) {
    console.log(USAGE);
    return;
  }
  const assembly = await assemblyOf(folder, signal);
  closers.push(() => assembly.remove());
  const running = await startLocalStack({ assembly: assembly.directory, stack, port, quotas, log: (line) => console.log(line) });
  closers.push(() => running.close());
  if (!signal.aborted) console.log(greeting(running).join('\n'));
}

main();
