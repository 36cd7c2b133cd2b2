import Ajv from 'ajv-draft-04';
import fc from 'fast-check';
import { InvalidInput, validate } from '../../src/handlers/shared/http/validate';
import { ObjectSchema, Schema, StringSchema } from '../../src/routes/schemas';
import { ROUTES } from '../../src/routes/table';

const BODIES = ROUTES.flatMap((route) => route.body ? [[`${route.name} (${route.function})`, route.body] as const] : []);
const LEAVES = ['x', '', 'a@b.example', 'A'.repeat(129), '123456', '12345678', 'SMS_MFA', 'preferred', '\u00E9', '😀'];

/** Values that are near to what a schema allows: most members right, some not, some missing, some unknown. */
function nearly(schema: Schema): fc.Arbitrary<unknown> {
  if ('anyOf' in schema) return fc.oneof(...schema.anyOf.map(nearly));
  if (schema.type === 'string') return text(schema);
  if (schema.type !== 'object') return fc.oneof(fc.integer(), fc.boolean(), fc.double());
  const members = Object.fromEntries(Object.entries(schema.properties ?? {}).map(([name, member]) => [name, mostly(nearly(member))]));
  const named = fc.record(members, { requiredKeys: [], noNullPrototype: true });
  const complete = fc.record(members, { noNullPrototype: true });
  const others = fc.dictionary(
    fc.string({ minLength: 1, maxLength: 5, unit: 'grapheme-ascii' }).filter((name) => name !== '__proto__'),
    schema.additionalProperties ? mostly(nearly(schema.additionalProperties)) : fc.jsonValue({ maxDepth: 1 }),
    { maxKeys: schema.additionalProperties ? 34 : 3, noNullPrototype: true },
  );
  return fc.tuple(fc.oneof(complete, complete, named), others).map(([own, other]) => ({ ...other, ...own }));
}

function mostly(value: fc.Arbitrary<unknown>): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 12, arbitrary: value }, { weight: 1, arbitrary: fc.jsonValue({ maxDepth: 2 }) });
}

function text({ maxLength = 12, pattern, enum: values }: StringSchema): fc.Arbitrary<string> {
  return fc.oneof(
    ...values ? [fc.constantFrom(...values)] : [],
    ...pattern ? [{ weight: 12, arbitrary: fc.stringMatching(new RegExp(pattern)) }] : [],
    fc.constantFrom(...LEAVES),
    fc.string({ unit: 'grapheme', maxLength: 20 }),
    fc.integer({ min: Math.max(0, maxLength - 1), max: maxLength + 1 }).map((length) => '\u{1F600}'.repeat(length)),
  );
}

function isValid(schema: Schema, value: unknown): boolean {
  try {
    validate(schema, value);
    return true;
  } catch (error) {
    expect(error).toBeInstanceOf(InvalidInput);
    return false;
  }
}

test.each(BODIES)('%s: says of a body what the gateway says', (_, schema) => {
  const atGateway = new Ajv({ strict: false }).compile(schema);
  let valid = 0;
  fc.assert(fc.property(fc.oneof({ weight: 9, arbitrary: nearly(schema) }, { weight: 1, arbitrary: fc.jsonValue() }), (value) => {
    // Of these two the gateway takes what `validate` refuses, and says why.
    fc.pre(!/\0|\\u0000|\uFFFD/.test(JSON.stringify(value)));
    const expected = atGateway(value);
    valid += expected ? 1 : 0;
    expect({ value, valid: isValid(schema, value) }).toEqual({ value, valid: expected });
  }), { numRuns: 300 });
  expect(valid).toBeGreaterThan(5);
});

test.each(BODIES)('%s: copies what the schema names, and nothing else', (_, schema) => {
  fc.assert(fc.property(nearly(schema), (value) => {
    if (!isValid(schema, value)) return;
    const copy = validate(schema, value) as Record<string, unknown>;
    expect(Object.getPrototypeOf(copy)).toBeNull();
    for (const name of Object.keys(copy)) {
      expect(schema.properties?.[name] ?? schema.additionalProperties).toBeDefined();
      expect(copy[name]).toEqual((value as Record<string, unknown>)[name]);
    }
  }), { numRuns: 100 });
});

/** What `validate` reports about an input. */
function errorsOf(schema: Schema, value: unknown): unknown {
  try {
    return validate(schema, value);
  } catch (error) {
    return (error as InvalidInput).errors;
  }
}

const PERSON: ObjectSchema = {
  type: 'object',
  properties: {
    name: { type: 'string', minLength: 2, maxLength: 4, pattern: '^[a-z]+$' },
    colour: { type: 'string', enum: ['red', 'blue'] },
    age: { type: 'integer' },
    active: { type: 'boolean' },
    tags: { type: 'object', minProperties: 1, maxProperties: 2, additionalProperties: { type: 'string' } },
  },
  required: ['name'],
};

test.each<[unknown, string, string]>([
  [5, '#', 'must be an object'],
  [{}, '#/name', 'is required'],
  [{ name: 5 }, '#/name', 'must be a string'],
  [{ name: 'x' }, '#/name', 'must have at least 2 characters'],
  [{ name: 'abcde' }, '#/name', 'must have at most 4 characters'],
  [{ name: 'abcdefghijkl' }, '#/name', 'must have at most 4 characters'],
  [{ name: 'ABC' }, '#/name', 'has the wrong format'],
  [{ name: 'a\0b' }, '#/name', 'has a character that is not allowed'],
  [{ name: 'abc', colour: 'green' }, '#/colour', 'must be one of: red, blue'],
  [{ name: 'abc', age: 1.5 }, '#/age', 'must be an integer'],
  [{ name: 'abc', active: 'yes' }, '#/active', 'must be a boolean'],
  [{ name: 'abc', tags: {} }, '#/tags', 'must have at least 1 members'],
  [{ name: 'abc', tags: { a: 'x', b: 'x', c: 'x' } }, '#/tags', 'must have at most 2 members'],
  [{ name: 'abc', tags: { 'a/b ~c': 5 } }, '#/tags/a~1b%20~0c', 'must be a string'],
  [{ name: 'abc', tags: { '\uD83D': 'x' } }, '#/tags', 'has a member whose name has a character that is not allowed'],
])('reports that in %j the member %s %s', (value, pointer, detail) => {
  expect(errorsOf(PERSON, value)).toEqual([{ pointer, detail }]);
});

test('reports every member that is wrong', () => {
  expect(errorsOf(PERSON, { age: 'x', colour: 'green' })).toEqual([
    { pointer: '#/name', detail: 'is required' },
    { pointer: '#/age', detail: 'must be an integer' },
    { pointer: '#/colour', detail: 'must be one of: red, blue' },
  ]);
});

const free: ObjectSchema = { type: 'object', additionalProperties: { type: 'string' } };

test.each<[string, Schema, unknown]>([
  ['NUL', { type: 'string' }, 'a\0b'],
  ['a lone high surrogate', { type: 'string' }, 'a\uD83D'],
  ['a lone low surrogate', { type: 'string' }, '\uDE00a'],
  ['NUL in a name', free, { 'a\0': 'x' }],
  ['a lone surrogate in a name', free, { '\uD83D': 'x' }],
])('refuses %s, stricter than the gateway', (_, schema, value) => {
  expect(isValid(schema, value)).toBe(false);
});

test('a pair of surrogates is one character', () => {
  expect(isValid({ type: 'string', minLength: 1, maxLength: 1 }, '😀')).toBe(true);
});

test('neither takes nor inherits anything from __proto__', () => {
  const copy = validate(free, JSON.parse('{"__proto__":"x","constructor":"y"}')) as Record<string, string>;
  expect(Object.keys(copy)).toEqual(['constructor']);
  expect(isValid({ type: 'object', properties: { a: { type: 'string' } }, required: ['a'] }, Object.create({ a: 'inherited' }))).toBe(false);
  expect(isValid({ ...free, minProperties: 1 }, JSON.parse('{"__proto__":"x"}'))).toBe(false);
});

test('the pattern never sees what is too long', () => {
  const started = performance.now();
  expect(isValid({ type: 'string', maxLength: 10, pattern: '^(a+)+$' }, `${'a'.repeat(100)}b`)).toBe(false);
  expect(performance.now() - started).toBeLessThan(20);
});

test('takes under a millisecond', () => {
  const body = { attributes: Object.fromEntries(Array.from({ length: 32 }, (_, index) => [`name${index}`, 'x'.repeat(200)])) };
  const schema = ROUTES.find(({ name }) => name === 'updateMe')!.body!;
  const times = Array.from({ length: 50 }, () => {
    const started = performance.now();
    validate(schema, body);
    return performance.now() - started;
  }).sort((a, b) => a - b);
  expect(times[25]).toBeLessThan(1);
});
