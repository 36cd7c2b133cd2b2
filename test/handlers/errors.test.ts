import { bodyOf, eventOf } from './support/events';
import { cognitoError, load, LoadedFunction } from './support/load';
import { FUNCTIONS, SCENARIOS } from './support/scenarios';
import { PROBLEMS } from '../../src/routes/problems';
import { Operation, errorsOf } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';

const functions = Object.fromEntries(FUNCTIONS.map((name) => [name, load(name)])) as Record<string, LoadedFunction>;
const exceptions = Object.keys(functions.login.sdk).filter((name) => name.endsWith('Exception'));

const CELLS = SCENARIOS.flatMap((scenario) => Object.keys(scenario.replies)
  .map((operation) => [scenario.name, operation as Operation, scenario] as const));

/** What a call can end with: every error that the SDK knows, and what it does not. */
function faults(): ReadonlyArray<{ readonly fault: string; readonly reply: object }> {
  return [
    ...exceptions.map((name) => ({ fault: name, reply: cognitoError(name) })),
    { fault: 'an error of a later version', reply: cognitoError('NeverHeardOfException') },
    { fault: 'a status of 500', reply: cognitoError('NeverHeardOfException', 'leaked', 500) },
    { fault: 'a reset', reply: Object.assign(new Error('read leaked'), { code: 'ECONNRESET' }) },
    { fault: 'a timeout', reply: Object.assign(new Error('leaked'), { name: 'TimeoutError' }) },
    { fault: 'a thrown string', reply: { thrown: 'leaked' } },
    { fault: 'a thrown null', reply: { thrown: null } },
    { fault: 'a name that is none', reply: cognitoError('leaked arn:aws:iam::1:user/x') },
    { fault: 'an empty reply', reply: {} },
  ];
}

beforeEach(() => jest.spyOn(process.stdout, 'write').mockReturnValue(true));

test('every operation of every route has a scenario', () => {
  for (const route of ROUTES) {
    for (const { operation } of route.calls) {
      const found = SCENARIOS.filter((scenario) => scenario.route === route && operation in scenario.replies);
      if (found.length === 0) throw new Error(`${operation} of the route ${route.name} has no scenario in test/handlers/support/scenarios.ts`);
    }
  }
  expect(exceptions.length).toBeGreaterThan(50);
});

test.each(CELLS)('%s: whatever %s fails with, the answer is in the contract', async (_, operation, { route, body, replies }) => {
  const { handler, script } = functions[route.function];
  for (const { fault, reply } of faults()) {
    script({ ...replies, [operation]: reply });
    const result = await handler(eventOf(route, { body }));
    const seen = `${fault}: ${result.statusCode} ${result.body}`;

    expect(result.body).not.toMatch(/leaked|arn:aws|Exception|ECONN/);
    const answer = bodyOf(result);
    if (Object.keys(route.responses).includes(String(result.statusCode))) continue;
    expect({ seen, allowed: errorsOf(route).includes(answer.code) }).toEqual({ seen, allowed: true });
    const problem = PROBLEMS[answer.code as keyof typeof PROBLEMS];
    expect({ seen, status: result.statusCode }).toEqual({ seen, status: problem.status });
    expect(answer).toEqual({ type: 'about:blank', title: problem.title, status: problem.status, code: answer.code, message: problem.message });
    expect(result.headers!['Content-Type']).toBe('application/problem+json');
    expect(result.headers!['Retry-After']).toBe('retryAfter' in problem ? String(problem.retryAfter) : undefined);
  }
});

test('the error behind a problem is logged by its name alone', async () => {
  const { handler, script } = functions.login;
  const { route, body } = SCENARIOS.find(({ name }) => name === 'login')!;
  const causes: unknown[] = [];
  jest.mocked(process.stdout.write).mockImplementation((line) => causes.push(JSON.parse(String(line)).cause) > 0);
  for (const reply of [
    cognitoError('NeverHeardOfException'),
    Object.assign(new Error('read leaked'), { code: 'ECONNRESET' }),
    { thrown: 'leaked' },
    cognitoError('leaked arn:aws:iam::1:user/x'),
  ]) {
    script({ AdminInitiateAuth: reply });
    await handler(eventOf(route, { body }));
  }
  expect(causes).toEqual(['NeverHeardOfException', 'ECONNRESET', 'unknown', 'unknown']);
});
