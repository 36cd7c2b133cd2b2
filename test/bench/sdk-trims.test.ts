import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build } from 'esbuild';
import { bundleOptions } from '../../projenrc/tasks/bundle-handlers';
import { TRIMS } from '../../projenrc/tasks/bundle-plugins';
import type { Cognito } from '../../src/handlers/shared/cognito';

/*
 * Bundles have parts of the SDK in another form. What a client then does must be what it does without.
 */

interface Parts {
  readonly Cognito: typeof Cognito;
  readonly GetUserCommand: typeof import('@aws-sdk/client-cognito-identity-provider').GetUserCommand;
}

const PARTS = "export { Cognito } from './shared/cognito'; export { GetUserCommand } from '@aws-sdk/client-cognito-identity-provider';";

let whole: Parts;
let trimmed: Parts;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'sdk-trims-'));
  const parts = async (name: string, plugins: boolean): Promise<Parts> => {
    const { stdin, outfile: _, ...options } = bundleOptions('src/handlers/login.lambda.ts', folder);
    const outfile = join(folder, `${name}.cjs`);
    await build({ ...options, stdin: { ...stdin, contents: PARTS }, outfile, format: 'cjs', ...plugins ? {} : { plugins: [] } });
    return jest.requireActual(outfile);
  };
  [whole, trimmed] = [await parts('whole', false), await parts('trimmed', true)];
});

afterAll(() => rmSync(folder, { recursive: true }));

const SETTINGS = ['AWS_REGION', 'AWS_USE_FIPS_ENDPOINT', 'AWS_USE_DUALSTACK_ENDPOINT', 'AWS_ENDPOINT_URL'];
const before = { ...process.env };

afterEach(() => SETTINGS.forEach((name) => { delete process.env[name]; }));
afterAll(() => { process.env = before; });

async function addressOf({ Cognito: Client, GetUserCommand }: Parts, environment: Record<string, string>) {
  Object.assign(process.env, { AWS_ACCESS_KEY_ID: 'AKIDEXAMPLE', AWS_SECRET_ACCESS_KEY: 'secret' }, environment);
  return new Client().rehearse(new GetUserCommand({ AccessToken: 'x' }));
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
  expect((await addressOf(trimmed, environment)).hostname).toBe(hostname);
  expect(await addressOf(trimmed, environment)).toEqual(await addressOf(whole, environment));
});

const READING = TRIMS.filter(({ module }) => /partitions|schemas_0|package\.json/.test(module));

test('what is changed, and not replaced, is known', () => expect(READING).toHaveLength(3));

test.each(READING)('a $module that is not what it was stops the build', ({ contents }) => {
  expect(() => contents('export const other = 1;')).toThrow();
});
