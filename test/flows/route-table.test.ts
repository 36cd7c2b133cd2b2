import { aws_cognito as cognito } from 'aws-cdk-lib';
import { PASSWORD } from './accounts';
import { actionsOf, functionOf, statementsOf } from './deployed-policies';
import { EXERCISES } from './exercises';
import { served, ServedConstruct } from './stack';
import type { PlaygroundInfo } from '../../local/playground/playground-info';
import { LogEntry } from '../../local/playground/request-log';
import { SignUpMode } from '../../src';
import { exists } from '../../src/routes/conditions';
import { Operation, OPERATIONS, operationsOf, Route } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';
import { exampleBody } from '../support/example-body';

/* Every row of the route table, in every mode: it answers, it refuses, and it may do what it does and nothing else. */

/** What the function of a route called at Cognito, by the log of its requests. */
async function requestsOf(stack: ServedConstruct, { method, path }: Route): Promise<LogEntry[]> {
  const entries = await (await fetch(`${stack.url}/_local/log`)).json() as LogEntry[];
  return entries.filter((entry) => entry.method === method && entry.path === `/user/${path}`);
}

async function callsOf(stack: ServedConstruct, route: Route): Promise<Set<string>> {
  return new Set((await requestsOf(stack, route)).flatMap(({ calls }) => calls!.map(({ operation }) => operation)));
}

const sorted = (names: Iterable<string>) => [...new Set(names)].sort();
const isIam = (operation: string) => OPERATIONS[operation as Operation] === 'iam';

describe.each(Object.values(SignUpMode))('every route of %s', (signUpMode) => {
  const stack = served({ signUpMode, accountRoutes: true, mfa: cognito.Mfa.REQUIRED });
  const rows = ROUTES.filter((route) => exists(route, { signUpMode, mfa: true, accountRoutes: true }));

  describe.each(rows)('$method $path', (route) => {
    test('answers, and calls at Cognito what its row says and nothing else', async () => {
      const exercise = EXERCISES[route.name];
      if (!exercise) throw new Error(`the route ${route.name} has no exercise`);
      await exercise(stack());
      const statuses = (await requestsOf(stack(), route)).map(({ status }) => status);
      expect(statuses).toEqual(expect.arrayContaining(Object.keys(route.responses).map(Number)));
      expect(sorted(await callsOf(stack(), route))).toEqual(sorted(operationsOf(route, signUpMode)));
    });

    if (route.token !== 'none') {
      test('wants a token', async () => {
        const { status, json } = await stack().call(route.method, `/${route.path}`, { body: route.body && {} });
        expect([status, json.code]).toEqual([401, 'unauthorized']);
      });
    }

    if (route.body && route.token === 'none') {
      test.each([
        [400, 'invalid_request', 'application/json', '{}'],
        [400, 'invalid_request', 'application/json; charset=utf-8', 'null'],
        [415, 'unsupported_media_type', 'text/plain', '{}'],
        [413, 'payload_too_large', 'application/json', JSON.stringify({ ...exampleBody(route.body), more: 'x'.repeat(8 * 1024) })],
      ])('answers %i %s to a bad body', async (status, code, type, body) => {
        const answer = await stack().call(route.method, `/${route.path}`, { body, headers: { 'Content-Type': type } });
        expect([answer.status, answer.json.code]).toEqual([status, code]);
      });
    }
  });

  // After the exercises: what they called is what the policies are held against.
  describe('the role of each function', () => {
    const names = sorted(rows.map((row) => row.function));

    test.each(names)('%s may call what its routes called, on this pool, and nothing else', async (name) => {
      const own = rows.filter((row) => row.function === name);
      const { template, calls } = stack();
      const [id, ...more] = sorted(own.map((row) => functionOf(template, row)));
      expect(more).toEqual([]);
      const seen = (await Promise.all(own.map((row) => callsOf(stack(), row)))).flatMap((operations) => [...operations]);
      const signed = (calls.get(id) ?? []).map(({ operation }) => operation);
      expect(sorted(signed)).toEqual(sorted(seen.filter(isIam)));

      const statements = statementsOf(template, id).filter((statement) => actionsOf(statement).some((action) => !action.startsWith('logs:')));
      expect(sorted(statements.flatMap(actionsOf))).toEqual(sorted(signed).map((operation) => `cognito-idp:${operation}`));
      const [poolId] = Object.entries(template.Resources).find(([, { Type }]) => Type === 'AWS::Cognito::UserPool')!;
      for (const { Effect, Resource } of statements) expect({ Effect, Resource }).toEqual({ Effect: 'Allow', Resource: { 'Fn::GetAtt': [poolId, 'Arn'] } });
    });

    test('was enough: nothing was denied', () => {
      const outcomes = [...stack().calls.values()].flat().map(({ outcome }) => outcome);
      expect(outcomes.length).toBeGreaterThan(20);
      expect(outcomes).not.toContain('AccessDeniedException');
    });
  });

  test('the local page is told every route by its name', async () => {
    const { apis: [{ routes }] } = await (await fetch(`${stack().url}/_local/playground/info.json`)).json() as PlaygroundInfo;
    expect(sorted(routes.map(({ operationName }) => operationName!))).toEqual(sorted(rows.map(({ name }) => name)));
  });

  test('every request left one line in the log, without a secret', async () => {
    const lines = stack().logs.map((line) => JSON.parse(line));
    expect(sorted(lines.map(({ route }) => route))).toEqual(sorted(rows.map(({ name }) => name)));
    // A request id can hold the digits of a code by chance.
    const text = lines.map(({ requestId, ...rest }) => JSON.stringify(rest)).join('\n');
    const codes = stack().outbox.list().map(({ code }) => code);
    expect(codes.length).toBeGreaterThan(3);
    for (const secret of [PASSWORD, 'eyJ', 'AYABe', '@example.com', ...codes]) expect(text).not.toContain(secret);
  });
});

describe.each(Object.values(SignUpMode))('without MFA and account routes, %s', (signUpMode) => {
  const stack = served({ signUpMode });
  const choice = { signUpMode, mfa: false, accountRoutes: false };
  const present = ROUTES.filter((route) => exists(route, choice)).map(({ method, path }) => `${method} /${path}`);
  const absent = ROUTES.map(({ method, path }) => ({ method, path: `/${path}` })).filter(({ method, path }) => !present.includes(`${method} ${path}`));

  test.each(absent)('$method $path does not exist', async ({ method, path }) => {
    const { status, headers, json } = await stack().call(method, path, method === 'GET' ? {} : { body: {} });
    expect([status, json]).toEqual([404, {
      type: 'about:blank', title: 'Not Found', status: 404, code: 'not_found', message: 'This path or method does not exist',
    }]);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(headers.get('access-control-allow-origin')).toBe('*');
  });

  test('there are some of them, and some that exist', () => {
    expect([absent.length, present.length].every((length) => length > 5)).toBe(true);
  });
});
