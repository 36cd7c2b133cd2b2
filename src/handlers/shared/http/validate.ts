import type { InvalidMember } from '../../../routes/problems';
import { ObjectSchema, ScalarSchema, Schema, StringSchema, Value } from '../../../routes/schemas';

/** The input does not match its schema. */
export class InvalidInput extends Error {
  constructor(readonly errors: readonly InvalidMember[]) {
    super('the input does not match its schema');
  }
}

/**
 * Characters that do not survive the way to Cognito. Half a surrogate pair becomes another character, and NUL ends a
 * string in many stores. Decoders replace invalid UTF-8 with U+FFFD, which would make different passwords equal.
 */
const UNSAFE = /\p{Surrogate}|[\0\uFFFD]/u;

const patterns = new Map<string, RegExp>();

/**
 * A copy of `input` with the members that the schema names, and no others.
 *
 * @param pointer where the input is in the request body
 * @throws InvalidInput with every member that does not match
 */
export function validate<S extends Schema>(schema: S, input: unknown, pointer = '#'): Value<S> {
  const errors: InvalidMember[] = [];
  const result = copy(schema, input, pointer, errors);
  if (errors.length > 0) throw new InvalidInput(errors);
  return result as Value<S>;
}

/** A JSON Pointer (RFC 6901) to a member, as a URI fragment. */
export function pointerTo(parent: string, name: string): string {
  return `${parent}/${encodeURIComponent(name.replace(/~/g, '~0').replace(/\//g, '~1'))}`;
}

function copy(schema: Schema, input: unknown, pointer: string, errors: InvalidMember[]): unknown {
  if ('type' in schema && schema.type === 'object') return copyObject(schema, input, pointer, errors);
  const detail = faultOf(schema, input);
  if (detail) errors.push({ pointer, detail });
  return input;
}

function faultOf(schema: Exclude<Schema, ObjectSchema>, input: unknown): string | undefined {
  if ('anyOf' in schema || schema.type === 'array') throw new Error('request bodies have neither alternatives nor arrays');
  return schema.type === 'string' ? stringFault(schema, input) : scalarFault(schema, input);
}

function scalarFault({ type }: ScalarSchema, input: unknown): string | undefined {
  if (type === 'integer') return Number.isInteger(input) ? undefined : 'must be an integer';
  return typeof input === 'boolean' ? undefined : 'must be a boolean';
}

function stringFault({ minLength = 0, maxLength = Infinity, pattern, enum: values }: StringSchema, input: unknown): string | undefined {
  if (typeof input !== 'string') return 'must be a string';
  // Check the length first, so that patterns only see input of a bounded length.
  if (input.length > 2 * maxLength) return `must have at most ${maxLength} characters`;
  const { length } = [...input];
  if (length < minLength) return `must have at least ${minLength} characters`;
  if (length > maxLength) return `must have at most ${maxLength} characters`;
  if (UNSAFE.test(input)) return 'has a character that is not allowed';
  if (values && !values.includes(input)) return `must be one of: ${values.join(', ')}`;
  return pattern === undefined || compiled(pattern).test(input) ? undefined : 'has the wrong format';
}

function copyObject(schema: ObjectSchema, input: unknown, pointer: string, errors: InvalidMember[]): unknown {
  if (typeof input !== 'object' || input === null || Array.isArray(input)) {
    errors.push({ pointer, detail: 'must be an object' });
    return input;
  }
  const { minProperties = 0, maxProperties = Infinity, properties = {}, required = [], additionalProperties } = schema;
  const names = Object.keys(input).filter((name) => name !== '__proto__');
  if (names.length < minProperties) errors.push({ pointer, detail: `must have at least ${minProperties} members` });
  if (names.length > maxProperties) {
    errors.push({ pointer, detail: `must have at most ${maxProperties} members` });
    return input;
  }
  for (const name of required) {
    if (!Object.hasOwn(input, name)) errors.push({ pointer: pointerTo(pointer, name), detail: 'is required' });
  }
  // Without a prototype, no member is inherited. `__proto__` is dropped, because copying the result could set a prototype.
  const result: Record<string, unknown> = Object.create(null);
  for (const name of names) {
    const member = Object.hasOwn(properties, name) ? properties[name] : additionalProperties;
    if (!member) continue;
    if (UNSAFE.test(name)) errors.push({ pointer, detail: 'has a member whose name has a character that is not allowed' });
    else result[name] = copy(member, (input as Record<string, unknown>)[name], pointerTo(pointer, name), errors);
  }
  return result;
}

function compiled(source: string): RegExp {
  const known = patterns.get(source) ?? new RegExp(source, 'u');
  patterns.set(source, known);
  return known;
}
