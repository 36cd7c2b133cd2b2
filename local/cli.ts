import { parseCliArguments, USAGE } from './cli-arguments';
import { LocalStackError } from './errors';
import { greeting } from './greeting';
import { startLocalStack } from './stack';
import { assemblyOf } from './synthesise';

/** Ends what was started, last first. */
type Closers = (() => Promise<void> | void)[];

/**
 * The command line. The first SIGINT or SIGTERM ends everything in order, with status 0; a second one ends this
 * process at once, with status 130, and the functions' processes follow because their channel to it closes.
 */
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
  const stop = () => {
    if (stopping.signal.aborted) process.exit(130);
    stopping.abort();
    void started.then(close).finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

async function start(closers: Closers, signal: AbortSignal): Promise<void> {
  const { folder, stack, port, help } = parseCliArguments(process.argv.slice(2), process.env);
  if (help) {
    console.log(USAGE);
    return;
  }
  const assembly = await assemblyOf(folder, signal);
  closers.push(() => assembly.remove());
  const running = await startLocalStack({ assembly: assembly.directory, stack, port, log: (line) => console.log(line) });
  closers.push(() => running.close());
  if (!signal.aborted) console.log(greeting(running).join('\n'));
}

main();
