import { ObjectSchema, ScalarSchema, Schema, StringSchema, Value } from '../../../routes/schemas';

/** The input does not match its schema. */
export class InvalidInput extends Error {}

/**
 * Characters that do not survive the way to Cognito. Half a surrogate pair becomes another character, and NUL ends a
 * string in many stores. Decoders replace invalid UTF-8 with U+FFFD, which would make different passwords equal.
 */
const UNSAFE = /\p{Surrogate}|[\0\uFFFD]/u;

const patterns = new Map<string, RegExp>();

/**
 * A copy of `input` with the members that the schema names, and no others.
 *
 * @throws InvalidInput
 */
export function validate<S extends Schema>(schema: S, input: unknown): Value<S> {
  return copy(schema, input) as Value<S>;
}

function copy(schema: Schema, input: unknown): unknown {
  if ('anyOf' in schema) {
    throw new InvalidInput('no request has alternatives');
  }
  switch (schema.type) {
    case 'string': return string(schema, input);
    case 'object': return object(schema, input);
    default: return scalar(schema, input);
  }
}

function scalar(schema: ScalarSchema, input: unknown): unknown {
  const fits = schema.type === 'integer' ? Number.isInteger(input) : typeof input === 'boolean';
  return fits ? input : fail();
}

function string(schema: StringSchema, input: unknown): string {
  // Check the length first, so that patterns only see input of a bounded length.
  if (typeof input !== 'string' || input.length > 2 * (schema.maxLength ?? Infinity)) fail();
  const length = [...input].length;
  if (length < (schema.minLength ?? 0) || length > (schema.maxLength ?? Infinity)) fail();
  if (UNSAFE.test(input)) fail();
  if (schema.enum && !schema.enum.includes(input)) fail();
  if (schema.pattern !== undefined && !pattern(schema.pattern).test(input)) fail();
  return input;
}

function object(schema: ObjectSchema, input: unknown): Record<string, unknown> {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) fail();
  const names = Object.keys(input).filter((name) => name !== '__proto__');
  if (names.length < (schema.minProperties ?? 0) || names.length > (schema.maxProperties ?? Infinity)) fail();
  // Without a prototype, no member is inherited. `__proto__` is dropped, because copying the result could set a prototype.
  const result: Record<string, unknown> = Object.create(null);
  for (const name of schema.required ?? []) {
    if (!Object.hasOwn(input, name)) fail();
  }
  for (const name of names) {
    const member = schema.properties && Object.hasOwn(schema.properties, name) ? schema.properties[name] : schema.additionalProperties;
    if (member) {
      if (UNSAFE.test(name)) fail();
      result[name] = copy(member, (input as Record<string, unknown>)[name]);
    }
  }
  return result;
}

function pattern(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, known);
  return known;
}

function fail(): never {
  throw new InvalidInput('the input does not fit its schema');
}
