import { ChildProcess, spawn } from 'node:child_process';
import { appendFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { bundleLocalStack } from '../../../tools/bundle/bundle-local';
import { isAlive } from '../../support/is-alive';
import { send } from '../support/http';
import { inlineFunction, role, templateAssembly } from '../support/template-assembly';
import { temporaryFolder } from '../support/temporary-folder';

const ROOT = join(__dirname, '../../..');
const CLI = ['--import', 'tsx', join(ROOT, 'local/cli.ts')];
const started: ChildProcess[] = [];

afterEach(() => {
  for (const child of started.splice(0)) child.kill('SIGKILL');
});

function run(args: string[], options: { cwd?: string; env?: Record<string, string> } = {}) {
  const child = spawn(process.execPath, args, { cwd: options.cwd ?? ROOT, env: { ...process.env, ...options.env }, stdio: ['ignore', 'pipe', 'pipe'] });
  started.push(child);
  const output = { stdout: '', stderr: '' };
  child.stdout.on('data', (chunk) => output.stdout += chunk);
  child.stderr.on('data', (chunk) => output.stderr += chunk);
  const ended = new Promise<number | null>((resolve) => child.once('close', resolve));
  return { child, output, ended };
}

async function until<T>(probe: () => T | undefined | false): Promise<T> {
  for (let attempt = 0; attempt < 500; attempt += 1) {
    const value = probe();
    if (value) return value;
    await wait(50);
  }
  throw new Error(`it did not happen: ${probe.toString()}`);
}

const urlIn = (output: { stdout: string }) => until(() => /Serving (http:\/\/127\.0\.0\.1:\d+) .*Ctrl-C ends it\./s.exec(output.stdout)?.[1]);

/** A template with the three routes of the first steps below a base path of its own; each answers with its process id. */
function threeRoutes(handler = 'async () => { console.log("called"); return { statusCode: 200, body: String(process.pid) }; }'): string {
  const api = { RestApiId: { Ref: 'Api' } };
  const resource = (ParentId: object, PathPart: string) => ({ Type: 'AWS::ApiGateway::Resource', Properties: { ...api, ParentId, PathPart } });
  const post = (name: string, authorization = {}) => ({
    Type: 'AWS::ApiGateway::Method',
    Properties: {
      ...api,
      HttpMethod: 'POST',
      ResourceId: { Ref: name },
      ...authorization,
      Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' } },
    },
  });
  return templateAssembly({
    Role: role(),
    Fn: inlineFunction(`exports.handler = ${handler};`),
    Permission: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Fn' }, Principal: 'apigateway.amazonaws.com' } },
    Pool: { Type: 'AWS::Cognito::UserPool' },
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { ...api, StageName: 'dev' } },
    Authorizer: { Type: 'AWS::ApiGateway::Authorizer', Properties: { ...api, Type: 'COGNITO_USER_POOLS', ProviderARNs: [{ 'Fn::GetAtt': ['Pool', 'Arn'] }] } },
    Base: resource({ 'Fn::GetAtt': ['Api', 'RootResourceId'] }, 'account'),
    signup: resource({ Ref: 'Base' }, 'signup'),
    login: resource({ Ref: 'Base' }, 'login'),
    secured: resource({ Ref: 'Base' }, 'private'),
    PostSignup: post('signup'),
    PostLogin: post('login'),
    PostPrivate: post('secured', { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: { Ref: 'Authorizer' } }),
  });
}

/** An app folder whose command copies the assembly to where CDK wants it. */
const appFolder = (command = 'node app.cjs') => temporaryFolder({
  'cdk.json': JSON.stringify({ app: command, context: { flag: true } }),
  'app.cjs': `
    if (JSON.parse(process.env.CDK_CONTEXT_JSON).flag !== true) process.exit(9);
    require('fs').cpSync(${JSON.stringify(threeRoutes())}, process.env.CDK_OUTDIR, { recursive: true });`,
});

test.each(['SIGINT', 'SIGTERM'] as const)('an app folder is synthesised and served until %s, and nothing is left behind', async (signal) => {
  const temporary = temporaryFolder();
  const { child, output, ended } = run([...CLI, appFolder(), '--port', '0'], { env: { TMPDIR: temporary } });
  const url = await urlIn(output);
  expect(output.stdout).toContain(`Serving ${url} (also ${url}/dev), on this machine only`);
  expect(output.stdout.match(/^curl .*$/gm)).toEqual([
    expect.stringContaining(`curl -X POST ${url}/account/signup -H 'Content-Type: application/json' -d '{"email":`),
    expect.stringContaining(`curl -X POST ${url}/account/login -H 'Content-Type: application/json' -d '{"email":`),
    expect.stringContaining(`curl -X POST ${url}/account/private -H "Authorization: $TOKEN"`),
  ]);
  const { text: pid } = await send('POST', `${url}/account/login`);
  expect(output.stdout).toContain('Stack-Fn called\n');
  await until(() => /^\d\d:\d\d:\d\d POST \/account\/login 200 [\d.]+ ms$/m.test(output.stdout));
  expect(isAlive(Number(pid))).toBe(true);
  child.kill(signal);
  expect(await ended).toBe(0);
  expect(isAlive(Number(pid))).toBe(false);
  expect(readdirSync(temporary).filter((name) => /^(cdk-out|inline-function)-/.test(name))).toEqual([]);
  expect(output.stderr).toBe('');
});

test('functions end even where the local stack is killed', async () => {
  const { child, output } = run([...CLI, threeRoutes(), '--port', '0']);
  const pid = Number((await send('POST', `${await urlIn(output)}/account/login`)).text);
  child.kill('SIGKILL');
  await until(() => !isAlive(pid));
});

test('Ctrl-C during the synthesis ends the app as well', async () => {
  const temporary = temporaryFolder();
  const folder = appFolder('node -e "require(\'fs\').writeFileSync(\'pid\', String(process.pid)); setInterval(() => 1, 1000)"');
  const { child, ended, output } = run([...CLI, folder, '--port', '0'], { env: { TMPDIR: temporary } });
  const pid = await until(() => existsSync(join(folder, 'pid')) && Number(readFileSync(join(folder, 'pid'), 'utf8')));
  child.kill('SIGINT');
  expect(await ended).toBe(0);
  await until(() => !isAlive(pid));
  expect(output.stderr).toBe('');
  expect(readdirSync(temporary).filter((name) => name.startsWith('cdk-out-'))).toEqual([]);
});

describe('one line and status 1', () => {
  const fails = async (args: string[], env: Record<string, string> = {}) => {
    const { ended, output } = run([...CLI, ...args], { env });
    expect({ status: await ended, stdout: output.stdout }).toEqual({ status: 1, stdout: '' });
    return output.stderr;
  };

  test('for a port in use', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as AddressInfo;
    expect(await fails([threeRoutes()], { PORT: String(port) })).toBe(`port ${port} is in use; choose another with PORT=<number> or --port <number>\n`);
    await new Promise((resolve) => server.close(resolve));
  });

  test('for a folder without an assembly', async () => {
    const folder = temporaryFolder();
    expect(await fails([folder]))
      .toBe(`no cloud assembly in ${folder}: it holds neither manifest.json nor cdk.json; run 'npx cdk synth' first or name the app's folder\n`);
  });

  test('for an app that fails, says nothing or writes nothing', async () => {
    expect(await fails([appFolder('exit 3')])).toBe('the app ended with status 3: exit 3\n');
    const silent = appFolder('true');
    expect(await fails([silent])).toBe(`the app of ${join(silent, 'cdk.json')} wrote no cloud assembly: true\n`);
    const empty = temporaryFolder({ 'cdk.json': '{}' });
    expect(await fails([empty])).toBe(`${join(empty, 'cdk.json')} has no "app" command\n`);
  });

  test('for an assembly that is none', async () => {
    const folder = temporaryFolder({ 'manifest.json': 'no\nJSON\n' });
    expect(await fails([folder])).toMatch(/^cannot read .*manifest\.json: .*\n$/);
  });

  test('for what cannot be served', async () => {
    expect(await fails([templateAssembly({ Rule: { Type: 'AWS::WAF::Rule' } })])).toBe('Rule (AWS::WAF::Rule) is of a type that the local stack does not serve\n');
  });
});

test('--quota lets Cognito refuse what is above it', async () => {
  const callTwice = `async () => {
    const call = () => fetch(process.env.AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER, {
      method: 'POST', headers: { 'x-amz-target': 'AWSCognitoIdentityProviderService.RevokeToken' }, body: JSON.stringify({ ClientId: 'x', Token: 'x' }),
    }).then((response) => response.json());
    return { statusCode: 200, body: JSON.stringify([await call(), await call()].map(({ __type }) => __type)) };
  }`;
  const { output } = run([...CLI, threeRoutes(callTwice), '--port', '0', '--quota', 'UserToken=1']);
  expect((await send('POST', `${await urlIn(output)}/account/login`)).json()).toEqual(['ResourceNotFoundException', 'TooManyRequestsException']);
});

test('--help says what is understood', async () => {
  const { ended, output } = run([...CLI, '--help']);
  expect(await ended).toBe(0);
  expect(output.stdout).toContain('--stack NAME');
});

describe('bundled as it ships, far from its libraries', () => {
  let folder: string;
  let command: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'bundled-local-'));
    command = join(folder, 'bin/cdk-cognito-password-auth.js');
    await bundleLocalStack(join(folder, 'bin'));
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  const events = ({ stdout }: { stdout: string }) => stdout.split('\n').filter((line) => line.endsWith('}')).map((line) => JSON.parse(line));
  const next = (output: { stdout: string }, name: string, count = 1) => until(() => events(output).filter(({ event }) => event === name)[count - 1]);

  test('it serves, and tells of each request in a line of JSON', async () => {
    const { output, child, ended } = run([command, 'local', threeRoutes(), '--port', '0', '--json'], { cwd: folder });
    const { url, apis } = await next(output, 'ready');
    expect(apis).toEqual([expect.objectContaining({ url })]);
    expect((await send('POST', `${url}/account/login?secret=1`)).status).toBe(200);
    expect((await next(output, 'request')).request).toMatchObject({ method: 'POST', path: '/account/login', status: 200, functionName: 'Stack-Fn', calls: [] });
    expect(events(output)).toContainEqual({ event: 'function', functionName: 'Stack-Fn', line: 'called' });
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    expect(output.stderr).toBe('');
  });

  test('a new assembly is taken over, a broken one is not, and the seeded user stays', async () => {
    const assembly = threeRoutes();
    const users = join(temporaryFolder({ 'users.json': JSON.stringify({ users: [{ email: 'jane@example.com', password: 'Correct-Horse-7', attributes: {}, username: 'jane' }] }) }), 'users.json');
    const persist = join(folder, 'state.json');
    const { output, child, ended } = run([command, 'local', assembly, '--port', '0', '--json', '--watch', '--seed', users, '--persist', persist], { cwd: folder });
    const { url } = await next(output, 'ready');
    const template = join(assembly, 'Stack.template.json');
    const text = readFileSync(template, 'utf8');
    writeFileSync(template, text.replace('String(process.pid)', '\'anew\''));
    await next(output, 'updated');
    expect((await send('POST', `${url}/account/login`)).text).toBe('anew');
    writeFileSync(template, text.slice(1));
    const { message } = await until(() => output.stderr.endsWith('\n') && JSON.parse(output.stderr));
    expect(message).toMatch(/^cannot read .*Stack\.template\.json: .*; the version before it is still served$/);
    expect((await send('POST', `${url}/account/login`)).text).toBe('anew');
    child.kill('SIGINT');
    expect(await ended).toBe(0);
    expect(readFileSync(persist, 'utf8')).toContain('jane@example.com');
  });

  test('an app is synthesised anew when its sources change', async () => {
    const app = appFolder();
    const { output, child, ended } = run([command, 'local', '--app', 'node app.cjs', '--port', '0', '--json', '--watch'], { cwd: app });
    await next(output, 'ready');
    appendFileSync(join(app, 'app.cjs'), '\nprocess.exit(4);');
    await until(() => output.stderr.includes('the app ended with status 4: node app.cjs; the version before it is still served'));
    writeFileSync(join(app, 'app.cjs'), readFileSync(join(app, 'app.cjs'), 'utf8').replace('process.exit(4);', ''));
    await next(output, 'updated');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  });

  test.each([
    [['lokal'], "there is no command 'lokal', only 'local'; --help shows more\n"],
    [['local', '--prot', '1'], "Unknown option '--prot'; --help shows what is understood\n"],
    [['local', '--json', '--prot', '1'], '{"event":"error","message":"Unknown option \'--prot\'; --help shows what is understood"}\n'],
    [[], expect.stringContaining('Usage: cdk-cognito-password-auth <command>')],
  ])('%j is not understood: status 2', async (args, message) => {
    const { ended, output } = run([command, ...args], { cwd: folder });
    expect([await ended, output.stderr]).toEqual([2, message]);
  });

  test('the library is there for require and import, with declarations of its own', async () => {
    const script = `import { startLocalStack } from './bin/local.js';
      const stack = await startLocalStack({ assembly: ${JSON.stringify(threeRoutes())}, users: [{ username: 'jane', password: 'Correct-Horse-7' }] });
      console.log((await fetch(stack.url + '/account/login', { method: 'POST' })).status, stack.users.list().length, stack.requests().length);
      await stack.close();`;
    const { ended, output } = run(['--input-type=module', '--eval', script], { cwd: folder });
    expect([await ended, output.stdout, output.stderr]).toEqual([0, '200 1 1\n', '']);
    expect(readFileSync(join(folder, 'bin/local.d.ts'), 'utf8')).toContain('export declare function startLocalStack(options: LocalStackOptions): Promise<LocalStack>;');
  });
});
