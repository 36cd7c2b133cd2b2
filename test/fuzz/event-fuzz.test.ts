import Ajv from 'ajv-draft-04';
import type { APIGatewayProxyResult } from 'aws-lambda';
import * as fc from 'fast-check';
import { anyEvent, SMUGGLED, Variation, variation } from './events';
import { PROBLEMS, ProblemCode } from '../../src/routes/problems';
import { errorsOf, Route } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';
import { eventOf } from '../handlers/support/events';
import { load, LoadedFunction } from '../handlers/support/load';
import { FUNCTIONS, SCENARIOS } from '../handlers/support/scenarios';

/* `FUZZ_RUNS` says how many events there are in all. A failure prints the seed and the path that repeat it. */

// A success of a route that hides accounts is held back for half a second, which nobody needs to wait for here.
jest.mock('node:timers/promises', () => ({ setTimeout: async () => undefined }));

const RUNS = Number(process.env.FUZZ_RUNS ?? (process.env.HARD_TESTS === 'all' ? 100_000 : 3_000));
const numRuns = Math.ceil(RUNS / (ROUTES.length + FUNCTIONS.length));
const ajv = new Ajv({ strict: false });
const functions = Object.fromEntries(FUNCTIONS.map((name) => [name, load(name)])) as Record<string, LoadedFunction>;
const tried = { events: 0, valid: 0 };

jest.setTimeout(1_800_000);
beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));
afterAll(() => {
  jest.restoreAllMocks();
  process.stdout.write(`fuzz: ${tried.events} events tried, of which ${tried.valid} reached Cognito\n`);
});

/** What the body says, read apart from the handlers; undefined where it says nothing. */
function readBody({ body, isBase64Encoded }: Variation): unknown {
  try {
    const text = isBase64Encoded ? Buffer.from(body!, 'base64').toString() : body!;
    // A member of that name is left out, wherever it is.
    return JSON.parse(text, (name, member: unknown) => name === '__proto__' ? undefined : member);
  } catch {
    return undefined;
  }
}

function expectWhole(result: APIGatewayProxyResult): any {
  expect(Number.isInteger(result.statusCode)).toBe(true);
  expect(typeof result.body).toBe('string');
  for (const header of Object.values(result.headers!)) expect(header).toMatch(/^[\x20-\x7E]+$/);
  expect(result.headers!['Cache-Control']).toBe('no-store');
  return result.body === '' ? undefined : JSON.parse(result.body);
}

/** The answer is one that the row has. */
function expectContract(route: Route, result: APIGatewayProxyResult): void {
  const json = expectWhole(result);
  const { statusCode } = result;
  if (statusCode >= 400) {
    expect(errorsOf(route)).toContain(json.code);
    expect(statusCode).toBe(PROBLEMS[json.code as ProblemCode].status);
    expect(statusCode).toBeLessThan(500);
    return;
  }
  const schema = route.responses[statusCode];
  expect(schema).not.toBeUndefined();
  if (schema) expect({ valid: ajv.validate(schema, json), json }).toEqual({ valid: true, json });
  else expect(json).toBeUndefined();
}

test.each(ROUTES.map((route) => [`${route.function}: ${route.method} /${route.path}`, route] as const))('%s holds its contract', async (_, route) => {
  const { handler, script, cognito } = functions[route.function];
  const scenarios = SCENARIOS.filter((scenario) => scenario.route === route);
  const isValid = route.body ? ajv.compile(route.body) : undefined;

  await fc.assert(fc.asyncProperty(variation(route), fc.nat(), async (given, choice) => {
    // Whichever way the body leads, the others answer too.
    script(Object.assign({}, ...scenarios.map(({ replies }) => replies), scenarios[choice % scenarios.length]?.replies));
    const result = await handler(eventOf(route, { raw: given }));
    tried.events += 1;
    expectContract(route, result);
    const inputs = cognito.calls().map(({ args: [command] }) => command.input as unknown);
    if (inputs.length > 0) {
      tried.valid += 1;
      if (isValid) expect({ valid: isValid(readBody(given)), given }).toEqual({ valid: true, given });
      expect(JSON.stringify(inputs)).not.toContain(SMUGGLED);
    }
    expect(result.body).not.toContain(SMUGGLED);
  }), { numRuns });
});

test.each(FUNCTIONS)('%s answers whatever it is invoked with', async (name) => {
  const { handler, script } = functions[name];
  const before = Object.getOwnPropertyNames(Object.prototype);
  await fc.assert(fc.asyncProperty(anyEvent, async (event) => {
    script({});
    const result = await handler(event);
    tried.events += 1;
    const { code, type } = expectWhole(result);
    expect(type).toBe('about:blank');
    expect(PROBLEMS[code as ProblemCode].status).toBe(result.statusCode);
  }), { numRuns });
  expect(Object.getOwnPropertyNames(Object.prototype)).toEqual(before);
});
