import Ajv, { ValidateFunction } from 'ajv-draft-04';
import type { Answer } from './stack';
import { SECURITY_HEADERS } from '../../src/routes/contract';
import { Problem, PROBLEMS, ProblemCode } from '../../src/routes/problems';
import { errorsOf, Route } from '../../src/routes/route';
import { problemAnswer, Schema } from '../../src/routes/schemas';

const ajv = new Ajv({ strict: false });
const validators = new Map<Schema, ValidateFunction>();

/** The schema, but for members that it does not name: what an answer holds is in the contract. */
function closed(schema: Schema): object {
  if ('anyOf' in schema) return { ...schema, anyOf: schema.anyOf.map(closed) };
  if (schema.type === 'array') return { ...schema, items: closed(schema.items) };
  if (schema.type !== 'object' || !schema.properties) return schema;
  const properties = Object.fromEntries(Object.entries(schema.properties).map(([name, member]) => [name, closed(member)]));
  return { ...schema, properties, additionalProperties: false };
}

function validatorOf(schema: Schema): ValidateFunction {
  const validate = validators.get(schema) ?? ajv.compile(closed(schema));
  validators.set(schema, validate);
  return validate;
}

/** Holds an answer of a route against its row: the statuses, the schema of a success, the errors it may give. */
export function expectContract(route: Route, answer: Answer, { anyOrigin = true } = {}): void {
  const { status, headers, json, text } = answer;
  expect(Object.fromEntries(Object.keys(SECURITY_HEADERS).map((name) => [name, headers.get(name)]))).toEqual(SECURITY_HEADERS);
  if (anyOrigin) {
    expect(headers.get('access-control-allow-origin')).toBe('*');
    expect(headers.get('access-control-expose-headers')).toBe('Retry-After,x-amzn-RequestId');
  }
  expect(headers.get('x-amzn-requestid')).toBeTruthy();
  if (status >= 400) {
    expectProblem(route, answer);
    return;
  }
  const schema = route.responses[status];
  if (schema === undefined) throw new Error(`${route.name} answered ${status}, which is not in its row`);
  if (schema === null) {
    expect(text).toBe('');
    return;
  }
  expect(headers.get('content-type')).toBe('application/json');
  const validate = validatorOf(schema);
  validate(json);
  expect(validate.errors ?? []).toEqual([]);
}

function expectProblem(route: Route, { status, headers, json }: Answer): void {
  expect(headers.get('content-type')).toBe('application/problem+json');
  expect(errorsOf(route)).toContain(json.code);
  const problem: Problem = PROBLEMS[json.code as ProblemCode];
  const { detail, errors, ...members } = json;
  expect({ ...members, message: typeof json.message }).toEqual({
    type: 'about:blank', title: problem.title, status: problem.status, code: json.code, message: 'string',
  });
  // API Gateway describes an invalid body in `detail`, handlers in `errors`. Cognito's errors name no member.
  if (detail !== undefined) expect([json.code, detail, errors]).toEqual(['invalid_request', expect.stringMatching(/^\[.+\]$/), undefined]);
  if (errors !== undefined) expect([json.code, errors.length > 0]).toEqual(['invalid_request', true]);
  const validate = validatorOf(problemAnswer);
  validate(json);
  expect(validate.errors ?? []).toEqual([]);
  expect(status).toBe(problem.status);
  expect(headers.get('retry-after')).toBe(problem.retryAfter === undefined ? null : String(problem.retryAfter));
}

/** What a caller could tell two answers apart by. */
export function comparable({ status, headers, text }: Answer): object {
  const OWN_TO_EACH = ['date', 'x-amz-apigw-id', 'x-amzn-requestid', 'x-amzn-trace-id'];
  return { status, text, headers: [...headers].filter(([name]) => !OWN_TO_EACH.includes(name)) };
}
