import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { load, Tally } from './mixed-load';
import { heapInUse, ProcessProbe } from './process-state';
import { unthrottled } from '../faults/faulty-stack';
import { serve, ServedConstruct } from '../flows/stack';
import { isAlive } from '../support/is-alive';

/* Mixed load for `SOAK_SECONDS`: no wrong answer, and nothing that grows with the number of requests. */

const SECONDS = Number(process.env.SOAK_SECONDS ?? (process.env.HARD_TESTS === 'all' ? 300 : 6));
const PEOPLE = 4;
/** In MB, all garbage collected. A busy function answers thousands of requests meanwhile: a few kilobytes left by each are more. */
const FUNCTION_GROWTH = 8;
/** Processes of one function side by side, as many as the local stack allows. */
const MOST_PROCESSES = 10;

jest.setTimeout((SECONDS + 120) * 1000);

const props = { accountRoutes: true, mfa: Mfa.OPTIONAL };
const pids: number[] = [];
const probe = new ProcessProbe();
const open = () => process.getActiveResourcesInfo().filter((name) => /Server|ProcessWrap/.test(name)).length;
const openBefore = open();
let stack: ServedConstruct;

beforeAll(async () => {
  stack = await serve(
    { ...props, ...unthrottled(props), functionOptions: { environment: probe.environment } },
    undefined,
    { onFunctionStart: ({ pid }) => void pids.push(pid) },
  );
});

// Also after a failure: what is left running would keep this process, and whoever waits for it, for ever.
afterAll(async () => {
  await stack?.close();
  probe.close();
});

test(`${SECONDS} s of mixed load leak nothing and answer rightly`, async () => {
  const tally: Tally = { lives: 0, requests: 0, wrong: [] };

  // The first third warms up: processes are started, code is compiled, pools are filled.
  await load(stack, PEOPLE, SECONDS / 3 * 1000, tally);
  const started = [...pids];
  const warm = await Promise.all(started.map((pid) => probe.stateOf(pid)));
  stack.logs.length = 0;
  const heapWarm = heapInUse();
  const livesWarm = tally.lives;
  await load(stack, PEOPLE, SECONDS * 2 / 3 * 1000, tally);
  stack.logs.length = 0;
  const heap = heapInUse();

  expect(tally.wrong).toEqual([]);
  expect(tally.lives).toBeGreaterThan(livesWarm);
  expect(pids.every(isAlive)).toBe(true);
  expect(pids.length - started.length).toBeLessThanOrEqual(PEOPLE);
  expect(pids.length).toBeLessThanOrEqual(MOST_PROCESSES * 8);
  const now = await Promise.all(started.map((pid) => probe.stateOf(pid)));
  const grown = now.map(({ megabytes, handles }, index) => ({
    megabytes: megabytes - warm[index].megabytes, handles: handles - warm[index].handles,
  }));
  for (const { megabytes, handles } of grown) {
    expect(megabytes).toBeLessThan(FUNCTION_GROWTH);
    expect(handles).toBeLessThanOrEqual(3);
  }
  // What the local Cognito remembers of each life, its journal and its outbox are bounded or small.
  expect(heap - heapWarm).toBeLessThan(30 + (tally.lives - livesWarm) * 0.05);

  await stack.close();
  expect(pids.filter(isAlive)).toEqual([]);
  // Node.js lets go of what is closed a moment later.
  for (let wait = 0; wait < 50 && open() > openBefore; wait += 1) await new Promise((resolve) => setTimeout(resolve, 100));
  expect(open()).toBeLessThanOrEqual(openBefore);
  process.stdout.write(`soak: ${SECONDS} s, ${tally.lives} lives, ${tally.requests} requests, ${pids.length} processes, `
    + `${Math.max(...grown.map(({ megabytes }) => megabytes)).toFixed(1)} MB most growth of a function, ${(heap - heapWarm).toFixed(1)} MB of the stack\n`);
});
