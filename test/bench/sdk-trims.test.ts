import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Checksum } from '@smithy/types';
import { build } from 'esbuild';
import * as fc from 'fast-check';
import type { Cognito } from '../../src/handlers/shared/cognito/client';
import { readMe, ROUTES } from '../../src/routes/table';
import { bundleOptions } from '../../tools/bundle/bundle-handlers';
import { TRIMS } from '../../tools/bundle/bundle-plugins';
import { httpCognito, reply } from '../handlers/support/http-cognito';

/*
 * Bundles have parts of the SDK in another form. What a client then does must be what it does without.
 */

interface Parts {
  readonly Cognito: typeof Cognito;
  readonly sdk: typeof import('@aws-sdk/client-cognito-identity-provider');
  readonly JsonCodec2: new (settings: object) => Codec;
  readonly Sha256: new (secret?: string | Uint8Array) => Checksum;
  readonly NormalizedSchema: { of(schema: unknown): Schema };
}

interface Codec {
  createSerializer(): { write(schema: unknown, value: unknown): void; flush(): string | Uint8Array };
  createDeserializer(): { read(schema: unknown, data: Uint8Array): Promise<any>; readObject(schema: unknown, data: unknown): any };
}

type Kind = 'Struct' | 'List' | 'Map' | 'String' | 'Boolean' | 'Numeric' | 'Timestamp' | 'Unit';
type Schema = { readonly [K in `is${Kind}Schema`]: () => boolean } & {
  getValueSchema(): Schema;
  structIterator(): Iterable<[string, Schema]>;
};

const PARTS = `
  export { Cognito } from '../../src/handlers/shared/cognito/client';
  export * as sdk from '@aws-sdk/client-cognito-identity-provider';
  export { JsonCodec2 } from '@smithy/core/protocols';
  export { Sha256 } from '@smithy/core/checksum';
  export { NormalizedSchema } from '@smithy/core/schema';
`;

let whole: Parts;
let trimmed: Parts;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdk-trims-'));
  const parts = async (name: string, plugins: boolean): Promise<Parts> => {
    const { stdin, outfile: _, ...options } = bundleOptions('src/handlers/login.lambda.ts', folder);
    const outfile = join(folder, `${name}.cjs`);
    await build({ ...options, stdin: { ...stdin, contents: PARTS }, outfile, format: 'cjs', ...plugins ? {} : { plugins: [], supported: {} } });
    return jest.requireActual(outfile);
  };
  [whole, trimmed] = [await parts('whole', false), await parts('trimmed', true)];
});

afterAll(() => rmSync(folder, { recursive: true }));

const SETTINGS = ['AWS_EXECUTION_ENV', 'AWS_REGION', 'AWS_SDK_UA_APP_ID', 'AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT', 'AWS_ENDPOINT_URL'];
const before = { ...process.env };

afterEach(() => SETTINGS.forEach((name) => { delete process.env[name]; }));
afterAll(() => { process.env = before; });

async function addressOf({ Cognito: Client, sdk: { GetUserCommand } }: Parts, environment: Record<string, string>) {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }, environment);
  const client = new Client();
  await client.call('GetUser', new GetUserCommand({ AccessToken: 'x' }), { route: readMe, signal: AbortSignal.timeout(10_000), rehearsed: true });
  return client.address;
}

test.each<[string, Record<string, string>]>([
  ['cognito-idp.eu-central-1.amazonaws.com', { AWS_REGION: 'eu-central-1' }],
  ['cognito-idp.mx-central-1.amazonaws.com', { AWS_REGION: 'mx-central-1' }],
  ['cognito-idp.xx-future-1.amazonaws.com', { AWS_REGION: 'xx-future-1' }],
  ['cognito-idp.cn-north-1.amazonaws.com.cn', { AWS_REGION: 'cn-north-1' }],
  ['cognito-idp.us-gov-west-1.amazonaws.com', { AWS_REGION: 'us-gov-west-1' }],
  ['cognito-idp.us-iso-east-1.c2s.ic.gov', { AWS_REGION: 'us-iso-east-1' }],
  ['cognito-idp.eusc-de-east-1.amazonaws.eu', { AWS_REGION: 'eusc-de-east-1' }],
  ['cognito-idp-fips.us-east-1.amazonaws.com', { AWS_REGION: 'us-east-1', AWS_USE_FIPS_ENDPOINT: 'true' }],
  ['cognito-idp.cn-north-1.api.amazonwebservices.com.cn', { AWS_REGION: 'cn-north-1', AWS_USE_DUALSTACK_ENDPOINT: 'true' }],
  ['cognito.example.com', { AWS_REGION: 'us-east-1', AWS_ENDPOINT_URL: 'https://cognito.example.com' }],
])('calls go to %s with or without them', async (hostname, environment) => {
  expect((await addressOf(trimmed, environment))?.hostname).toBe(hostname);
  expect(await addressOf(trimmed, environment)).toEqual(await addressOf(whole, environment));
});

test.each<[string, Record<string, string>, RegExp]>([
  ['on Lambda', { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', AWS_SDK_UA_APP_ID: 'shop (Köln)' }, / exec-env\/AWS_Lambda_nodejs24\.x app\/shop--K-ln-$/],
  ['elsewhere', {}, / api\/cognito-identity-provider#[\d.]+$/],
  ['where what it is asked for is empty', { AWS_EXECUTION_ENV: '', AWS_SDK_UA_APP_ID: '' }, / api\/cognito-identity-provider#[\d.]+$/],
  ['where no header could say it', { AWS_EXECUTION_ENV: 'AWS Lambda (ü)\n' }, / exec-env\/AWS-Lambda-----$/],
])('%s, a request and an error are what they are without them', async (_, environment, who) => {
  const endpoint = await httpCognito((__, response) => reply(response, { __type: 'com.amazonaws#NotAuthorizedException', message: 'no' }, 400));
  const seen = [];
  for (const { Cognito: Client, sdk } of [whole, trimmed]) {
    Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: endpoint.url });
    Object.assign(process.env, environment);
    const { name, message, $metadata } = await new Client().client.send(new sdk.AdminGetUserCommand({ UserPoolId: 'eu-central-1_a', Username: 'ü' }))
      .catch((error) => error);
    const { 'amz-sdk-invocation-id': id, 'authorization': signature, 'user-agent': userAgent, 'x-amz-date': _date, ...headers } = endpoint.seen.at(-1)!.headers;
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    seen.push({
      name,
      message,
      status: $metadata.httpStatusCode,
      headers,
      signed: signature?.replace(/Signature=.*|\d{8}/g, ''),
      userAgent: userAgent?.replace(/( os\/\w+)#\S+/, '$1').replace(/ m\/\S+/, ''),
    });
  }
  await endpoint.close();
  expect(seen[0].userAgent).toMatch(who);
  expect(seen[0]).toMatchObject({ name: 'NotAuthorizedException', status: 400, headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.AdminGetUser' } });
  expect(seen[1]).toEqual(seen[0]);
});

const HOUR_MS = 3_600_000;
const dateIn = (milliseconds: number) => new Date(Date.now() + milliseconds).toUTCString();

test.each<[string, number, string, Record<string, string>, number]>([
  ['a refusal', 400, '{"__type":"NotAuthorizedException","message":"no"}', {}, 1],
  ['an error that the SDK does not know', 400, '{"__type":"com.amazonaws#NewException","Message":"no"}', {}, 1],
  ['an error by header', 400, '{"message":"no"}', { 'X-Amzn-ErrorType': 'CodeMismatchException:http://internal.amazon.com/' }, 1],
  ['a throttle', 400, '{"__type":"TooManyRequestsException"}', {}, 2],
  ['a throttle by another name', 400, '{"__type":"ThrottlingException"}', { 'Retry-After': '0' }, 2],
  ['a throttle for a while', 400, '{"__type":"ThrottlingException"}', { 'Retry-After': '2' }, 2],
  ['a throttle until a moment', 400, '{"__type":"ThrottlingException"}', { get 'Retry-After'() { return dateIn(3_500); } }, 2],
  ['a throttle until nobody knows when', 400, '{"__type":"ThrottlingException"}', { 'Retry-After': 'tomorrow GMT' }, 2],
  ['a failure', 500, '{"__type":"InternalErrorException","message":"sorry"}', {}, 2],
  ['a failure without JSON', 502, '<html>', {}, 2],
  ['a failure without a body', 503, '', {}, 2],
  ['a redirect', 302, '', { Location: 'http://127.0.0.1:1/' }, 1],
  ['a success without JSON', 200, '{', {}, 1],
  ['a success without a body', 200, '', {}, 1],
  ['a clock that goes after', 400, '{"__type":"InvalidSignatureException","message":"Signature expired"}', { Date: dateIn(HOUR_MS) }, 2],
  ['a clock that goes before', 400, '{"__type":"RequestTimeTooSkewed","message":"no"}', { Date: dateIn(-HOUR_MS) }, 2],
  ['a skewed clock, whatever the error', 400, '{"__type":"NotAuthorizedException","message":"no"}', { Date: dateIn(HOUR_MS) }, 2],
])('%s is tried as often, ends alike, and corrects the clock alike', async (what, status, body, headers, tries) => {
  const endpoint = await httpCognito((__, response) => response.writeHead(status, headers).end(body));
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: endpoint.url });
  const ends = [];
  for (const { Cognito: Client, sdk } of [whole, trimmed]) {
    const earlier = endpoint.seen.length;
    const { client } = new Client();
    const end = await client.send(new sdk.AdminGetUserCommand({ UserPoolId: 'eu-central-1_a', Username: 'jane' })).catch((error) => error);
    const requests = endpoint.seen.slice(earlier).map(({ headers: { 'amz-sdk-request': attempt } }) => attempt);
    const { name, message, Username, $metadata } = end;
    const hoursOff = Math.round(client.config.systemClockOffset / HOUR_MS);
    // By itself it waits for a second at most, and by chance.
    const waited = $metadata?.totalRetryDelay > 1_500;
    ends.push({ name, message, Username, waited, status: $metadata?.httpStatusCode, corrected: $metadata?.clockSkewCorrected, requests, hoursOff });
  }
  await endpoint.close();
  expect(ends[1]).toEqual(ends[0]);
  expect(ends[1].requests).toHaveLength(tries);
  expect(ends[1].waited).toBe(/^a throttle (for a while|until a moment)$/.test(what));
});

test('a hash is what it is without them', async () => {
  const bytes = fc.uint8Array({ maxLength: 200 });
  const either = fc.oneof(bytes, fc.string({ unit: 'binary' }));
  await fc.assert(fc.asyncProperty(fc.option(either, { nil: undefined }), fc.array(either, { maxLength: 3 }), async (secret, parts) => {
    const hashes = await Promise.all([whole, trimmed].map(async ({ Sha256 }) => {
      const hash = new Sha256(secret);
      hash.update(Buffer.from('forgotten by the reset'));
      hash.reset();
      for (const part of parts) hash.update(part as Uint8Array);
      return Buffer.from(await hash.digest()).toString('hex');
    }));
    expect(new Set(hashes).size).toBe(1);
  }));
});

/** Values of a shape on the wire, where times are numbers. A stranger's have members that are null, or that no schema knows. */
function wire(schema: Schema, stranger = false): fc.Arbitrary<unknown> {
  if (schema.isStructSchema()) {
    const orNull = (member: fc.Arbitrary<unknown>) => stranger ? fc.option(member, { freq: 9 }) : member;
    const members = Object.fromEntries([...schema.structIterator()].map(([name, member]) => [name, orNull(wire(member, stranger))]));
    return fc.record({ ...members, ...stranger ? { NobodyKnowsIt: fc.jsonValue() } : {} }, { requiredKeys: [] });
  }
  if (schema.isListSchema()) return fc.array(wire(schema.getValueSchema(), stranger), { maxLength: 3 });
  if (schema.isMapSchema()) return fc.dictionary(fc.string(), wire(schema.getValueSchema(), stranger), { maxKeys: 3 });
  if (schema.isTimestampSchema()) return fc.integer({ min: 0, max: 4e12 }).map((milliseconds) => milliseconds / 1000);
  if (schema.isBooleanSchema()) return fc.boolean();
  if (schema.isNumericSchema()) return fc.integer();
  if (schema.isStringSchema()) return fc.string({ unit: 'binary' });
  if (schema.isUnitSchema()) return fc.constant({});
  throw new Error('a shape that the codec of the handlers does not know');
}

describe.each([...new Set(ROUTES.flatMap(({ calls }) => calls.map(({ operation }) => operation)))])('%s', (operation) => {
  const SETTINGS_OF_PROTOCOL = { timestampFormat: { useTrait: true, default: 7 }, jsonName: false };
  const codecs = () => [whole, trimmed].map(({ JsonCodec2 }) => new JsonCodec2(SETTINGS_OF_PROTOCOL));
  const shape = (end: 4 | 5) => (whole.sdk as unknown as Record<string, readonly unknown[]>)[`${operation}$`][end];
  const schema = (end: 4 | 5) => whole.NormalizedSchema.of(shape(end));

  test('is written alike', () => {
    fc.assert(fc.property(wire(schema(4)), (input) => {
      const [theirs, ours] = codecs().map((codec) => {
        const serializer = codec.createSerializer();
        serializer.write(shape(4), input);
        const text = serializer.flush();
        return JSON.parse(typeof text === 'string' ? text : new TextDecoder().decode(text));
      });
      expect(ours).toEqual(theirs);
    }), { numRuns: 50 });
  });

  test('is read alike', async () => {
    await fc.assert(fc.asyncProperty(wire(schema(5), true), async (output) => {
      const bytes = Buffer.from(JSON.stringify(output));
      const [theirs, ours] = await Promise.all(codecs().map(async (codec) => codec.createDeserializer().read(shape(5), bytes)));
      expect(ours).toEqual(theirs);
    }), { numRuns: 50 });
  });
});

const READING = TRIMS.filter(({ contents }) => contents.length > 0);

test('what is changed, and not replaced, is known', () => expect(READING).toHaveLength(4));

test.each(READING)('a $module that is not what it was stops the build', ({ contents }) => {
  expect(() => contents('export const other = 1;')).toThrow();
});
