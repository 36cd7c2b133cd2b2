import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import type { Cognito } from '../../src/handlers/shared/cognito/client';
import { readMe } from '../../src/routes/table';
import { bundleOptions } from '../../tools/bundle/bundle-handlers';
import { replaceModules } from '../../tools/bundle/replaced-modules';
import { httpCognito, reply } from '../handlers/support/http-cognito';

/*
 * The bundles replace modules of the SDK. A client with the replacements must behave like one without them.
 */

interface Parts {
  readonly Cognito: typeof Cognito;
  readonly sdk: typeof import('@aws-sdk/client-cognito-identity-provider');
}

const PARTS = `
  export { Cognito } from './shared/cognito/client';
  export * as sdk from '@aws-sdk/client-cognito-identity-provider';
`;

let whole: Parts;
let replaced: Parts;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'replaced-modules-'));
  const parts = async (name: string, optimised: boolean): Promise<Parts> => {
    const { stdin, outfile: _, ...options } = bundleOptions('src/handlers/login.lambda.ts', folder);
    const outfile = join(folder, `${name}.cjs`);
    await build({ ...options, stdin: { ...stdin, contents: PARTS }, outfile, format: 'cjs', ...optimised ? {} : { plugins: [], supported: {} } });
    return jest.requireActual(outfile);
  };
  [whole, replaced] = [await parts('whole', false), await parts('replaced', true)];
});

afterAll(() => rmSync(folder, { recursive: true }));

const SETTINGS = ['AWS_EXECUTION_ENV', 'AWS_REGION', 'AWS_SDK_UA_APP_ID', 'AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT', 'AWS_ENDPOINT_URL'];
const before = { ...process.env };

afterEach(() => SETTINGS.forEach((name) => { delete process.env[name]; }));
afterAll(() => { process.env = before; });

async function addressOf({ Cognito: Client, sdk: { GetUserCommand } }: Parts, environment: Record<string, string>) {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }, environment);
  const client = new Client();
  await client.call('GetUser', new GetUserCommand({ AccessToken: 'x' }), { route: readMe, event: {} as never, signal: AbortSignal.timeout(10_000), rehearsed: true });
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
])('calls go to %s with and without the replacements', async (hostname, environment) => {
  expect((await addressOf(replaced, environment))?.hostname).toBe(hostname);
  expect(await addressOf(replaced, environment)).toEqual(await addressOf(whole, environment));
});

test.each<[string, Record<string, string>, RegExp]>([
  ['on Lambda', { AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x', AWS_SDK_UA_APP_ID: 'shop (Köln)' }, / exec-env\/AWS_Lambda_nodejs24\.x app\/shop--K-ln-$/],
  ['elsewhere', {}, / api\/cognito-identity-provider#[\d.]+$/],
  ['where what it is asked for is empty', { AWS_EXECUTION_ENV: '', AWS_SDK_UA_APP_ID: '' }, / api\/cognito-identity-provider#[\d.]+$/],
  ['where no header could say it', { AWS_EXECUTION_ENV: 'AWS Lambda (ü)\n' }, / exec-env\/AWS-Lambda-----$/],
])('%s, requests and errors are the same with and without the replacements', async (_, environment, who) => {
  const endpoint = await httpCognito((__, response) => reply(response, { __type: 'com.amazonaws#NotAuthorizedException', message: 'no' }, 400));
  const seen = [];
  for (const { Cognito: Client, sdk } of [whole, replaced]) {
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
])('%s: the same attempts, result and clock correction', async (what, status, body, headers, tries) => {
  const endpoint = await httpCognito((__, response) => response.writeHead(status, headers).end(body));
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret', AWS_REGION: 'eu-central-1', AWS_ENDPOINT_URL: endpoint.url });
  const ends = [];
  for (const { Cognito: Client, sdk } of [whole, replaced]) {
    const earlier = endpoint.seen.length;
    const { client } = new Client();
    const end = await client.send(new sdk.AdminGetUserCommand({ UserPoolId: 'eu-central-1_a', Username: 'jane' })).catch((error) => error);
    const requests = endpoint.seen.slice(earlier).map(({ headers: { 'amz-sdk-request': attempt } }) => attempt);
    const { name, message, Username, $metadata } = end;
    const hoursOff = Math.round(client.config.systemClockOffset / HOUR_MS);
    // Without Retry-After, it waits for a random time of at most a second.
    const waited = $metadata?.totalRetryDelay > 1_500;
    ends.push({ name, message, Username, waited, status: $metadata?.httpStatusCode, corrected: $metadata?.clockSkewCorrected, requests, hoursOff });
  }
  await endpoint.close();
  expect(ends[1]).toEqual(ends[0]);
  expect(ends[1].requests).toHaveLength(tries);
  expect(ends[1].waited).toBe(/^a throttle (for a while|until a moment)$/.test(what));
});

describe('a replaced module that the SDK has moved', () => {
  const found = { module: '@smithy/core/dist-es/submodules/config/node-config-provider/configLoader.js', contents: 'export const loadConfig = undefined;' };
  const moved = { module: '@smithy/core/dist-es/no-longer-here.js', contents: '' };
  const bundle = async (replacements: Parameters<typeof replaceModules>[0]) => build({
    ...bundleOptions('src/handlers/login.lambda.ts', folder), plugins: [replaceModules(replacements)], write: false, logLevel: 'silent',
  });

  test('stops the build', async () => {
    await expect(bundle([found, moved])).rejects.toThrow('no-longer-here.js is not in the bundle');
    await expect(bundle([found])).resolves.toMatchObject({ errors: [] });
  });
});
