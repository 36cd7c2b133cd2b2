import * as fc from 'fast-check';
import { Route } from '../../src/routes/route';
import { ObjectSchema, Schema, StringSchema } from '../../src/routes/schemas';
import { ACCESS_TOKEN, CODE, EMAIL } from '../handlers/support/events';
import { EXAMPLE_VALUES } from '../support/example-body';

/** Stands only where no handler may look. */
export const SMUGGLED = 'smuggled-canary';

/** Values that break what trusts its input. */
const NASTY = fc.constantFrom<unknown>(
  null, true, 0, -0, 1e308, [], {}, [EMAIL], { toString: EMAIL }, { length: 3 }, '', ' ', '\0', '\uD800', '\u202E', '\u200B', '\u212A@example.com',
  'İ@example.com', `${EMAIL}\r\nBcc: x@example.com`, `${'a'.repeat(129)}@example.com`, `${'a.'.repeat(5_000)}@`, '__proto__', 'constructor', 'toString',
  '<script>', "' OR 1=1 --", '${jndi:ldap://x}', '../../etc/passwd', 'x'.repeat(257), 'é', 'e\u0301', '😀'.repeat(256), '9'.repeat(8), '٣٣٣٣٣٣',
);

function string(schema: StringSchema, name: string): fc.Arbitrary<unknown> {
  if (schema.enum) return fc.constantFrom(...schema.enum);
  const usual = fc.constant(EXAMPLE_VALUES[name] ?? 'name');
  return fc.oneof({ arbitrary: usual, weight: 6 }, fc.string({ unit: 'binary', maxLength: 40 }), fc.emailAddress(), NASTY);
}

/** Values for a schema: most of them right, some of them not. */
function value(schema: Schema, name = ''): fc.Arbitrary<unknown> {
  const right = (): fc.Arbitrary<unknown> => {
    if ('anyOf' in schema || schema.type === 'integer' || schema.type === 'boolean') return fc.jsonValue();
    return schema.type === 'string' ? string(schema, name) : object(schema as ObjectSchema);
  };
  return fc.oneof({ arbitrary: right(), weight: 12 }, { arbitrary: NASTY, weight: 1 }, { arbitrary: fc.jsonValue({ maxDepth: 3 }), weight: 1 });
}

/** Members that no schema names. */
const UNKNOWN = ['__proto__', 'constructor', 'prototype', 'email_verified', 'custom:admin', 'username'];
/** Members where a schema lets the caller choose the name. */
const FREE = ['code', 'newPassword', 'name', 'email', '__proto__', 'USERNAME'];

function object(schema: ObjectSchema): fc.Arbitrary<unknown> {
  const entries = Object.entries(schema.properties ?? {}).map(([name, member]) => fc.option(value(member, name), { freq: 15, nil: undefined })
    .map((found) => found === undefined ? [] : [[name, found] as const]));
  const others = schema.additionalProperties === undefined
    ? fc.array(fc.tuple(fc.constantFrom(...UNKNOWN), fc.constant(SMUGGLED)), { maxLength: 2 })
    : fc.array(fc.tuple(fc.constantFrom(...FREE), value(schema.additionalProperties)), { maxLength: 3 });
  return fc.tuple(fc.tuple(...entries), others).map(([own, more]) => new Members([...own.flat(), ...more]));
}

/** An object of JSON as a text can say it: in any order, `__proto__` and twice the same name included. */
class Members {
  constructor(readonly entries: readonly (readonly [string, unknown])[]) {}
}

function write(json: unknown): string {
  if (json instanceof Members) return `{${json.entries.map(([name, member]) => `${JSON.stringify(name)}:${write(member)}`).join(',')}}`;
  return JSON.stringify(json) ?? 'null';
}

/** What `__proto__` may be as an object: the members that the route wants, one level too deep. */
const smuggling = fc.constantFrom(
  `{"__proto__":{"email":"${SMUGGLED}@example.com","password":"${SMUGGLED}","refreshToken":"${SMUGGLED}","code":"${CODE}"}}`,
  `{"constructor":{"prototype":{"email":"${SMUGGLED}@example.com","password":"${SMUGGLED}"}}}`,
);

/** The text of a body: of the route's schema, or broken in some way. */
function bodyText(route: Route): fc.Arbitrary<string | null> {
  const json = value(route.body ?? { type: 'object' }).map(write);
  return fc.oneof(
    { arbitrary: json, weight: 20 },
    smuggling,
    fc.constant(null),
    fc.constantFrom('', ' ', 'null', '[]', '"x"', '5', '{', '{}', 'NaN', 'x'.repeat(9_000)),
    fc.constantFrom('['.repeat(3_000), `${'{"a":'.repeat(1_000)}1${'}'.repeat(1_000)}`),
    json.map((text) => text.slice(0, -1)),
    json.map((text) => `${text} x`),
    json.map((text) => `\uFEFF${text}`),
    json.map((text) => `${' '.repeat(8_200)}${text}`),
    fc.string({ unit: 'binary', maxLength: 60 }),
  );
}

const contentType = fc.oneof(
  { arbitrary: fc.constantFrom('application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON'), weight: 10 },
  fc.constantFrom('text/plain', 'application/jsonp', 'application/x-www-form-urlencoded', 'multipart/form-data', '', 'application/json\r\nx: y'),
);

/** Headers as the gateway hands them on, and as only a broken caller of the function could. */
const headers = contentType.chain((type) => fc.oneof(
  { arbitrary: fc.constant({ 'Content-Type': type, 'Authorization': `Bearer ${ACCESS_TOKEN}` }), weight: 12 },
  { arbitrary: fc.constant({ 'content-TYPE': type, 'AUTHORIZATION': ACCESS_TOKEN }), weight: 3 },
  fc.constant({ 'content-type': type }),
  fc.constant({ Authorization: '' }),
  fc.dictionary(fc.string({ maxLength: 20 }), fc.oneof(fc.string({ maxLength: 20 }), fc.constant(null), fc.constant(7))),
  fc.constant(null),
));

/** What one run varies of an event; its method and its resource stay those of the route. */
export interface Variation {
  readonly body: string | null;
  readonly isBase64Encoded: boolean;
  readonly headers: object | null;
}

export function variation(route: Route): fc.Arbitrary<Variation> {
  const plain = fc.record({ body: bodyText(route), isBase64Encoded: fc.constant(false), headers });
  return fc.oneof(
    { arbitrary: plain, weight: 6 },
    plain.map(({ body, ...rest }) => ({ ...rest, body: body === null ? null : Buffer.from(body).toString('base64'), isBase64Encoded: true })),
    plain.map((event) => ({ ...event, isBase64Encoded: true })),
  );
}

/** Any JSON value at all, or an event with any value at any place. */
export const anyEvent = fc.oneof(
  fc.jsonValue(),
  fc.record({
    resource: fc.jsonValue(),
    httpMethod: fc.jsonValue(),
    headers: fc.jsonValue(),
    body: fc.jsonValue(),
    isBase64Encoded: fc.jsonValue(),
    requestContext: fc.oneof(
      fc.jsonValue(),
      fc.record({ requestId: fc.jsonValue(), identity: fc.jsonValue(), authorizer: fc.jsonValue() }, { requiredKeys: [] }),
    ),
  }, { requiredKeys: [] }),
);
