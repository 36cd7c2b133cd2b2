import { execFileSync } from 'node:child_process';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { buildScripts, Scripts, shippedBundles } from '../../bench/handlers/build';
import { Endpoint, Fault, startEndpoint } from '../../bench/handlers/endpoint';
import { lambdaEnvironment, Run, runSample } from '../../bench/handlers/run-sample';
import { limitSubjects, shippedSubjects, Subject } from '../../bench/handlers/subjects';
import { median } from '../../bench/report/statistics';
import { ROOT } from '../../bench/settings';

/*
 * The bundles as they ship, each in a process of its own with the environment of Lambda, over TLS to an endpoint on
 * this machine: what no mock of the client can show.
 */

/** Refuses every module that is neither Node.js' own nor a file, and says so where the test reads it. */
const NO_PACKAGES = `data:text/javascript,${encodeURIComponent(`
import { register } from 'node:module';
register('data:text/javascript,' + encodeURIComponent(\`
  import { writeSync } from 'node:fs';
  export async function resolve(specifier, context, next) {
    if (!/^(node:|file:|data:|[./])/.test(specifier)) {
      writeSync(2, 'REACHED ' + specifier + '\\\\n');
      process.exit(70);
    }
    return next(specifier, context);
  }
\`));
`)}`;

const subjects = shippedSubjects();
const shipped = subjects.filter(({ kind }) => kind === 'shipped');
const login = shipped.find(({ name }) => name === 'login')!;

let scripts: Scripts;
const open: Endpoint[] = [];

beforeAll(async () => {
  scripts = await buildScripts();
});

afterEach(async () => {
  await Promise.all(open.splice(0).map((endpoint) => endpoint.close()));
});

async function endpointWith(fault?: Fault): Promise<Endpoint> {
  const endpoint = await startEndpoint(scripts.endpoint, fault);
  open.push(endpoint);
  return endpoint;
}

function run(subject: Run, endpoint: Pick<Endpoint, 'port' | 'certificateFile'>, more: { nodeOptions?: string[]; warmCalls?: number } = {}) {
  return runSample(subject, { node: process.execPath, scripts, endpoint, warmCalls: 0, ...more });
}

const anyStatus = ({ status: _, ...subject }: Subject): Run => subject;

/** A port of this machine on which nobody listens. */
async function closedPort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as { port: number };
  await new Promise((resolve) => server.close(resolve));
  return port;
}

test.each([...shippedBundles(join(ROOT, 'assets'))])('%s starts without the parts of Node.js that cost most', (_, file) => {
  const start = `await import(${JSON.stringify(pathToFileURL(file).href)}); console.log(JSON.stringify(process.moduleLoadList)); process.exit();`;
  const env = { ...lambdaEnvironment(''), ...login.environment, TOKEN_USE: 'id', PRIME: 'rehearse' };
  const loaded: string[] = JSON.parse(execFileSync(process.execPath, ['--input-type=module', '-e', start], { env, encoding: 'utf8' }));
  expect(loaded).toContain('NativeModule internal/modules/esm/loader');
  expect(loaded.filter((name) => /undici/.test(name))).toEqual([]);
});

describe('what stays outside the bundles is never loaded', () => {
  test('the guard sees a package that is reached', async () => {
    const guarded = runSample({ id: 'probe', file: require.resolve('./reaches-a-package.mjs'), eventFile: login.eventFile, environment: {} }, {
      node: process.execPath, nodeOptions: ['--import', NO_PACKAGES], scripts, endpoint: { port: 1, certificateFile: '' }, warmCalls: 0,
    });
    await expect(guarded).rejects.toThrow('REACHED @aws-sdk/credential-provider-sso');
  });

  test.each([
    ['all is well', undefined],
    ['the request is refused', { kind: 'error', error: 'NotAuthorizedException' }],
    ['Cognito fails', { kind: 'error', error: 'InternalErrorException' }],
    ['the connection breaks', { kind: 'reset' }],
  ] as [string, Fault | undefined][])('by any function where %s', async (_, fault) => {
    const endpoint = await endpointWith(fault);
    for (const subject of shipped) {
      const { status } = await run(fault ? anyStatus(subject) : subject, endpoint, { nodeOptions: ['--import', NO_PACKAGES] });
      expect({ [subject.name]: status }).toEqual({ [subject.name]: expect.any(Number) });
    }
  });

  test('errors keep the names by which they become answers', async () => {
    expect((await run(anyStatus(login), await endpointWith({ kind: 'error', error: 'NotAuthorizedException' }))).status).toBe(401);
    expect((await run(anyStatus(login), await endpointWith({ kind: 'error', error: 'TooManyRequestsException' }))).status).toBe(429);
    expect((await run(anyStatus(login), await endpointWith({ kind: 'error', error: 'InternalErrorException' }))).status).toBe(503);
    expect((await run(anyStatus(login), await endpointWith({ kind: 'reset' }))).status).toBe(503);
  });
});

describe('priming', () => {
  test.each(['hang-priming', 'reset-priming'] as const)('where its request meets %s, the first request succeeds', async (kind) => {
    const { status, sample } = await run(login, await endpointWith({ kind }));
    expect(status).toBe(200);
    if (kind === 'hang-priming') {
      expect(sample.init).toBeGreaterThan(1_400);
    }
  });

  test('with nobody at the endpoint, INIT succeeds and the request gets its 503', async () => {
    const { certificateFile } = await endpointWith();
    expect((await run(anyStatus(login), { port: await closedPort(), certificateFile })).status).toBe(503);
  });

  test('with an endpoint whose name does not resolve, INIT succeeds and the request gets its 503', async () => {
    const elsewhere: Run = { ...anyStatus(login), environment: { ...login.environment, AWS_REGION: 'eu-nowhere-1' } };
    expect((await run(elsewhere, await endpointWith())).status).toBe(503);
  });
});

test('a cold start takes at most three times the processor time of a bare signed request', async () => {
  const endpoint = await endpointWith();
  const limit = (await limitSubjects()).find(({ id }) => id === 'limitUnprimed/login')!;
  const ours = subjects.find(({ id }) => id === 'shippedUnprimed/login')!;
  const cpu = { ours: [] as number[], limit: [] as number[] };
  for (let count = 0; count < 5; count++) {
    cpu.ours.push((await run(ours, endpoint)).sample.cpu);
    cpu.limit.push((await run(limit, endpoint)).sample.cpu);
  }
  expect(median(cpu.ours) / median(cpu.limit)).toBeLessThan(3);
});
