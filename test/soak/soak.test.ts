import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { load, Tally } from './mixed-load';
import { heapInUse, isAlive, stateOf } from './process-state';
import { unthrottled } from '../faults/faulty-stack';
import { serve } from '../flows/stack';

/* Mixed load for `SOAK_SECONDS`: no wrong answer, and nothing that grows with the number of requests. */

const SECONDS = Number(process.env.SOAK_SECONDS ?? (process.env.HARD_TESTS === 'all' ? 300 : 6));
const PEOPLE = 4;
/** Processes of one function side by side, as many as the local stack allows. */
const MOST_PROCESSES = 10;

jest.setTimeout((SECONDS + 120) * 1000);

test(`${SECONDS} s of mixed load leak nothing and answer rightly`, async () => {
  const props = { accountRoutes: true, mfa: Mfa.OPTIONAL };
  const pids: number[] = [];
  const open = () => process.getActiveResourcesInfo().filter((name) => /Server|ProcessWrap/.test(name)).length;
  const openBefore = open();
  const stack = await serve({ ...props, ...unthrottled(props) }, undefined, { onFunctionStart: ({ pid }) => void pids.push(pid) });
  const tally: Tally = { lives: 0, requests: 0, wrong: [] };

  // The first third warms up: processes are started, code is compiled, pools are filled.
  await load(stack, PEOPLE, SECONDS / 3 * 1000, tally);
  const warm = new Map(pids.map((pid) => [pid, stateOf(pid)]));
  const started = pids.length;
  stack.logs.length = 0;
  const heapWarm = heapInUse();
  const livesWarm = tally.lives;
  await load(stack, PEOPLE, SECONDS * 2 / 3 * 1000, tally);
  stack.logs.length = 0;
  const heap = heapInUse();

  expect(tally.wrong).toEqual([]);
  expect(tally.lives).toBeGreaterThan(livesWarm);
  expect(pids.every(isAlive)).toBe(true);
  expect(pids.length - started).toBeLessThanOrEqual(PEOPLE);
  expect(pids.length).toBeLessThanOrEqual(MOST_PROCESSES * 8);
  const grown = pids.flatMap((pid) => {
    const [then, now] = [warm.get(pid), stateOf(pid)];
    return then && now ? [{ megabytes: now.megabytes - then.megabytes, handles: now.handles - then.handles }] : [];
  });
  // Garbage that V8 has not collected yet is no leak; one kilobyte a request would be more than this in five minutes.
  for (const { megabytes, handles } of grown) {
    expect(megabytes).toBeLessThan(40);
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
    + `${Math.round(Math.max(0, ...grown.map(({ megabytes }) => megabytes)))} MB most growth of a function, ${Math.round(heap - heapWarm)} MB of the stack\n`);
});
