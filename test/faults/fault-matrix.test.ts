import { Duration } from 'aws-cdk-lib';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { FaultName, FAULTS } from './fault-proxy';
import { FaultyStack, serveFaulty } from './faulty-stack';
import type { StackName } from './journey';
import { JOURNEYS } from './journeys';
import { Cell, cellsOf, describeCell, tryCell } from './matrix';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { LOG } from '../../src/routes/contract';
import { FunctionName } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';

/*
 * Every route, every call that it makes of Cognito, every fault: what the caller sees, that a plain repetition succeeds
 * wherever nothing was used up, and that the account is whole in the end.
 *
 * `npx projen test:faults` lets every call go unanswered; without it one call of each operation by each function does, as that takes seconds.
 */

const faults = Object.keys(FAULTS) as FaultName[];

const PROPS: Readonly<Record<StackName, CognitoPasswordAuthApiProps>> = {
  default: { accountRoutes: true, mfa: Mfa.OPTIONAL },
  emailCode: { signUpMode: SignUpMode.EMAIL_CODE },
  mfaRequired: { mfa: Mfa.REQUIRED },
};

interface Outcome {
  readonly cell: Cell;
  readonly error?: Error;
}

jest.setTimeout(600_000);
const stacks = {} as Record<StackName, FaultyStack>;
const outcomes = new Map<FunctionName, Promise<Outcome[]>>();
const functions = [...new Set(JOURNEYS.map(({ route }) => route.function))];

/** Cells of one function follow one another, as a fault is for whoever calls next. */
async function tryFunction(name: FunctionName): Promise<Outcome[]> {
  const found: Outcome[] = [];
  for (const journey of JOURNEYS.filter(({ route }) => route.function === name)) {
    const stack = stacks[journey.stack];
    for (const cell of await cellsOf(stack, journey, faults)) {
      if (process.env.HARD_TESTS !== 'all' && cell.fault === 'no answer' && found.some((other) => isSameCall(other.cell, cell))) continue;
      found.push({ cell, error: await tryCell(stack, cell).then(() => undefined, (error: Error) => error) });
    }
  }
  return found;
}

function isSameCall(a: Cell, b: Cell): boolean {
  return a.fault === b.fault && a.calls[a.index].operation === b.calls[b.index].operation;
}

beforeAll(async () => {
  await Promise.all(Object.entries(PROPS).map(async ([name, props]) => {
    // A function that waits for an answer gives up a second and a half before its own time is over.
    stacks[name as StackName] = await serveFaulty(props, Duration.seconds(5));
  }));
  for (const name of functions) {
    const running = tryFunction(name);
    running.catch(() => undefined);
    outcomes.set(name, running);
  }
});

afterAll(async () => {
  await Promise.allSettled(outcomes.values());
  await Promise.all(Object.values(stacks).map((stack) => stack.close()));
});

test.each(functions)('the routes of %s survive every fault', async (name) => {
  const tried = await outcomes.get(name)!;
  expect(tried.filter(({ error }) => error).map(({ cell, error }) => `${describeCell(cell)}: ${error!.message}`)).toEqual([]);
});

test('whatever failed, the functions print the members of the contract and nothing else', async () => {
  await Promise.all(outcomes.values());
  const lines = Object.values(stacks).flatMap(({ logs }) => logs).filter((line) => !/^(Runtime|Sandbox)\.\w+: /.test(line));
  expect(lines.length).toBeGreaterThan(500);
  const members: string[] = Object.values(LOG);
  for (const line of lines) {
    expect(Object.keys(JSON.parse(line)).filter((name) => !members.includes(name))).toEqual([]);
    // Names, short numbers and ids: no message, address, code or token has this form.
    for (const value of Object.values(JSON.parse(line))) expect(String(value)).toMatch(/^([A-Za-z_.]{1,64}|\d{1,5}|[0-9a-f-]{36})$/);
  }
});

test('no call of the route table is left out', async () => {
  const tried = (await Promise.all(outcomes.values())).flat();
  const calls = (pairs: readonly (readonly [string, string])[]) => [...new Set(pairs.map((pair) => pair.join(' ')))].sort();
  expect(calls(tried.map(({ cell }) => [cell.journey.route.function, cell.calls[cell.index].operation])))
    .toEqual(calls(ROUTES.flatMap((route) => route.calls.map(({ operation }) => [route.function, operation] as const))));
  expect(new Set(tried.map(({ cell }) => cell.journey.route))).toEqual(new Set(ROUTES.filter(({ calls: own }) => own.length > 0)));
  process.stdout.write(`faults: ${tried.length} cells tried (${JOURNEYS.length} journeys, ${faults.length} faults)\n`);
});
