import type { lookup, LookupOptions } from 'node:dns';
import { openSync, readFileSync, writeSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Socket } from 'node:net';
import { pathToFileURL } from 'node:url';
import type { Sample, SampleOrder, SampleReport } from './sample';

/*
 * One sample, in a process of its own, as Lambda would run it: load the bundle (INIT), answer the first request,
 * answer more. The bundle is the shipped one, unmodified; only the network below it leads to this machine.
 */

const order: SampleOrder = JSON.parse(process.argv[2]);

/** Sends every connection for the endpoint to the stand-in: its name to this machine, its port to the stand-in's. */
function redirect({ host, port }: SampleOrder['endpoint']): void {
  const builtin = createRequire(__filename)('node:dns') as { lookup: typeof lookup };
  builtin.lookup = ((name: string, options: LookupOptions, done: Function) => {
    if (name !== host) {
      done(Object.assign(new Error(`no request may go to ${name}`), { code: 'ENOTFOUND' }));
      return;
    }
    setImmediate(() => options.all ? done(null, [{ address: '127.0.0.1', family: 4 }]) : done(null, '127.0.0.1', 4));
  }) as unknown as typeof lookup;
  const connect = Socket.prototype.connect as (this: Socket, ...values: unknown[]) => Socket;
  Socket.prototype.connect = function (this: Socket, ...values: unknown[]) {
    const [first, ...others] = values;
    const to = first as { host?: string; port?: number };
    return connect.call(this, to.host === host ? { ...to, port } : first, ...others);
  } as typeof Socket.prototype.connect;
}

/** As Lambda's runtime does: a line goes straight to the file of the log, not through a stream. */
function patchLog(): void {
  const log = openSync('/dev/null', 'w');
  console.log = (line: string) => writeSync(log, `${line}\n`);
  process.stdout.write = (line: string | Uint8Array) => writeSync(log, String(line)) > 0;
}

/** As Lambda's runtime does: an ECMAScript module is imported, anything else required. */
async function load(file: string): Promise<{ handler: (event: unknown, context: unknown) => Promise<{ statusCode: number; body: string }> }> {
  return file.endsWith('.mjs') ? import(pathToFileURL(file).href) : createRequire(__filename)(file);
}

const context = {
  awsRequestId: '5b2a5f1e-7c9b-4b0e-9a57-0d6b7f3f2b11',
  functionName: 'bench',
  getRemainingTimeInMillis: () => 25_000,
};

const milliseconds = (from: bigint) => Number(process.hrtime.bigint() - from) / 1e6;

function cpuMilliseconds(from: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(from);
  return (user + system) / 1e3;
}

async function main(): Promise<void> {
  redirect(order.endpoint);
  patchLog();
  const text = readFileSync(order.eventFile, 'utf8');
  const cpuBefore = process.cpuUsage();

  let from = process.hrtime.bigint();
  const { handler } = await load(order.file);
  const init = milliseconds(from);

  let status: number | undefined;
  const call = async () => {
    const event = JSON.parse(text);
    from = process.hrtime.bigint();
    const answer = await handler(event, context);
    const took = milliseconds(from);
    status ??= answer.statusCode;
    if (order.status !== undefined && answer.statusCode !== order.status) {
      throw new Error(`${order.file} answered ${answer.statusCode}, not ${order.status}: ${answer.body}`);
    }
    return took;
  };
  const initCpu = cpuMilliseconds(cpuBefore);
  const first = await call();
  const cpu = cpuMilliseconds(cpuBefore);
  const rss = process.memoryUsage.rss() / 1e6;

  const warm: number[] = [];
  const warmCpuBefore = process.cpuUsage();
  for (let index = 0; index < order.warmCalls; index++) {
    warm.push(await call());
  }
  const warmCpu = cpuMilliseconds(warmCpuBefore) / Math.max(order.warmCalls, 1);
  warm.sort((a, b) => a - b);
  const sample: Sample = {
    init,
    first,
    cpu,
    firstCpu: cpu - initCpu,
    rss,
    warm: warm[Math.floor(warm.length / 2)] ?? 0,
    warmCpu,
  };
  const report: SampleReport = { status: status!, sample };
  writeSync(3, JSON.stringify(report));
  // Agents keep their connections, as they should; the sample is over all the same.
  process.exit();
}

main().catch((error) => {
  console.error(error);
  process.exit(1);
});
