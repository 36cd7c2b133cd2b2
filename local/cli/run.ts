import { CliArguments, parseCliArguments, USAGE } from './arguments';
import { assemblyFiles, look, sourceFiles, watchFolder } from './file-watch';
import { jsonReport, Lines, Report, textReport, wantsColours } from './report';
import { stopOnSignals } from './stop-signals';
import { AssemblySource, sourceOf, SynthesisedAssembly } from './synthesise';
import { UsageError } from './usage-error';
import { LocalStackError } from '../errors';
import { LocalStack, startLocalStack } from '../stack';
import { readSeeds } from '../users/seed-users';

/** What was started, to be ended last first. */
type Closers = (() => Promise<void> | void)[];

const LINES: Lines = { out: (line) => console.log(line), error: (line) => console.error(line) };

/** Serves what the command line asks for until a signal ends it, and says by the process's status how it went. */
export function runLocal(argv: readonly string[]): void {
  const coloured = { out: wantsColours(process.env, process.stdout.isTTY), error: wantsColours(process.env, process.stderr.isTTY) };
  // Until the command line is understood: a program wants to read in its own way what is wrong with it.
  let report = argv.includes('--json') ? jsonReport(LINES) : textReport(LINES, coloured);
  const closers: Closers = [];
  const stopping = new AbortController();
  const close = async () => {
    for (const end of closers.splice(0).reverse()) await end();
  };
  const fail = (error: unknown) => {
    if (error instanceof LocalStackError) report.failed(error.message);
    else console.error(error);
    process.exitCode = error instanceof UsageError ? 2 : 1;
  };
  const begin = async () => {
    const options = parseCliArguments(argv, process.env);
    if (options.help) return console.log(USAGE);
    report = options.json ? jsonReport(LINES) : textReport(LINES, coloured);
    await start(options, report, closers, stopping.signal);
  };
  const started = begin().catch(async (error: unknown) => {
    await close();
    // Whoever pressed Ctrl-C during the synthesis knows why it failed.
    if (!stopping.signal.aborted) fail(error);
  });
  // The functions' processes need no signal of their own: they end when their channel to this process closes.
  stopOnSignals(async () => {
    stopping.abort();
    await started;
    await close();
  }, (error) => fail(error));
}

async function start(options: CliArguments, report: Report, closers: Closers, signal: AbortSignal): Promise<void> {
  const { stack, port, persist } = options;
  const users = options.seed === undefined ? [] : readSeeds(options.seed);
  const source = sourceOf(options);
  const watched = source.isApp ? sourceFiles : assemblyFiles;
  // Before the synthesis: what changes during it is not in it.
  const seen = options.watch ? await look(source.directory, watched) : undefined;
  const assembly = await source.produce(signal);
  const current = { assembly };
  closers.push(() => current.assembly.remove());
  const began = performance.now();
  const running = await startLocalStack({
    assembly: assembly.directory,
    stack,
    port,
    users,
    persist,
    quotas: options.quotas,
    onEvent: (event) => report.event(event),
  });
  closers.push(() => running.close());
  if (signal.aborted) return;
  report.ready(running, performance.now() - began);
  if (!seen) return;
  const watching = watchFolder(source.directory, watched, seen, () => takeOver(running, source, current, report, signal), signal);
  closers.push(() => watching);
}

async function takeOver(
  running: LocalStack, source: AssemblySource, current: { assembly: SynthesisedAssembly }, report: Report, signal: AbortSignal,
): Promise<void> {
  const began = performance.now();
  let next: SynthesisedAssembly | undefined;
  try {
    next = await source.produce(signal);
    await running.update(next.directory);
    current.assembly.remove();
    current.assembly = next;
    if (!signal.aborted) report.updated(running, performance.now() - began);
  } catch (error) {
    next?.remove();
    if (!signal.aborted) report.failed(`${error instanceof LocalStackError ? error.message : (error as Error).stack}; the version before it is still served`);
  }
}
