import { CallPlace, FaultName, FaultProxy, FAULTS } from './fault-proxy';
import type { FaultyStack } from './faulty-stack';
import type { Journey, Request } from './journey';
import { Operation } from '../../src/routes/route';
import { expectContract } from '../flows/contract';
import type { Answer } from '../flows/stack';

/** One journey, the call of it that fails, and how. */
export interface Cell {
  readonly journey: Journey;
  readonly calls: readonly CallPlace[];
  /** The place in `calls` of the one that fails. */
  readonly index: number;
  readonly fault: FaultName;
}

/** Routes whose functions try a call once only, as each try counts against a limit of the user. */
const TRIED_ONCE = ['signup-email-code', 'password', 'reset'];

/** What no answer may hold of a cause. */
const CAUSE = /leaked|arn:aws|Exception|ECONN|EPIPE|socket|SIGKILL|127\.0\.0\.1|\.mjs|node:/;

export function describeCell({ journey, calls, index, fault }: Cell): string {
  const { operation, nth } = calls[index];
  return `${journey.route.name} with ${journey.name}, ${operation}${nth > 0 ? ` (${nth + 1})` : ''}: ${fault}`;
}

/** The cells of a journey: every call that it makes when nothing fails, with every fault. */
export async function cellsOf(stack: FaultyStack, journey: Journey, faults: readonly FaultName[]): Promise<Cell[]> {
  const proxy = stack.proxyOf(journey.route.function);
  const attempt = async () => {
    const request = await journey.begin(stack);
    await proxy.heal();
    return { request, answer: await send(stack, journey, request) };
  };
  // Every function starts at once here, which on a busy machine can take the first request longer than it has.
  const started = await attempt();
  const { request, answer } = started.answer.status === 503 ? await attempt() : started;
  expectStatus(answer, journey.status, 'without a fault');
  await request.recovered?.();
  const calls = proxy.calls;
  return calls.flatMap((_, index) => faults.map((fault) => ({ journey, calls, index, fault })));
}

/** Lets the call fail, and holds the answer, a plain repetition and what is left in the end against what they must be. */
export async function tryCell(stack: FaultyStack, cell: Cell): Promise<void> {
  const { journey, calls, index, fault } = cell;
  const proxy: FaultProxy = stack.proxyOf(journey.route.function);
  const request = await journey.begin(stack);
  await proxy.arm({ place: calls[index], fault, before: calls[index - 1] });
  const answer = await send(stack, journey, request, fault.startsWith('function killed'));
  if (proxy.strikes === 0) throw new Error('the fault did not strike');
  expectAnswer(answer, cell);
  if (CAUSE.test(answer.text)) throw new Error(`the answer tells the cause: ${answer.text}`);

  await proxy.heal();
  const done = FAULTS[fault].commits ? calls.slice(0, index + 1) : calls.slice(0, index);
  const spentBy = done.map(({ operation }) => journey.spent?.[operation as Operation]);
  expectStatus(await send(stack, journey, request), spentBy.find((status) => status) ?? journey.status, 'the repetition');
  await request.recovered?.({ fault, operation: calls[index].operation });
}

/** What the caller of the failed request sees. */
function expectAnswer(answer: Answer, { journey, calls, index, fault }: Cell): void {
  const operation = calls[index].operation as Operation;
  if (fault.startsWith('function killed')) {
    // The gateway answers for the function that is gone, at its own status.
    expectStatus(answer, 502, 'the answer');
    const expected = { type: 'about:blank', title: 'Server Error', code: 'internal_error', message: 'Something went wrong' };
    if (JSON.stringify(answer.json) !== JSON.stringify(expected)) throw new Error(`the answer is ${answer.text}`);
  } else if (journey.forgives?.includes(operation)) {
    expectStatus(answer, journey.status, 'the answer');
  } else if (fault === 'throttled') {
    expectCode(answer, 429, 'rate_limited');
  } else if (fault === 'first answer lost' && !TRIED_ONCE.includes(journey.route.function)) {
    expectStatus(answer, journey.retried?.[operation] ?? journey.spent?.[operation] ?? journey.status, 'the answer');
  } else {
    expectCode(answer, 503, 'temporarily_unavailable');
  }
}

function expectCode(answer: Answer, status: number, code: string): void {
  expectStatus(answer, status, 'the answer');
  if (answer.json.code !== code) throw new Error(`the answer's code is ${answer.json.code} and not ${code}`);
}

function expectStatus(answer: Answer, status: number, what: string): void {
  if (answer.status !== status) throw new Error(`${what} is ${answer.status} ${answer.text} and not ${status}`);
}

/** Sends the request; what comes back is in the route's row, unless the gateway had to answer for the function. */
async function send(stack: FaultyStack, { route }: Journey, { body, token }: Request, byGateway = false): Promise<Answer> {
  const response = await fetch(`${stack.url}/user/${route.path}`, {
    method: route.method,
    headers: { ...body ? { 'Content-Type': 'application/json' } : {}, ...token ? { Authorization: token } : {} },
    body: body && JSON.stringify(body()),
  });
  const text = await response.text();
  const answer: Answer = { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined };
  if (!byGateway) expectContract(route, answer, { anyOrigin: true });
  return answer;
}
