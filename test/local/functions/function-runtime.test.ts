import { FunctionError } from '../../../local/functions/function-error';
import { FunctionLogLine, FunctionRuntime } from '../../../local/functions/function-runtime';
import { LambdaFunction } from '../../../local/functions/lambda-function';
import { isAlive } from '../../support/is-alive';
import { temporaryFolder } from '../support/temporary-folder';

const runtimes: FunctionRuntime[] = [];
const lines: FunctionLogLine[] = [];

afterEach(async () => {
  await Promise.all(runtimes.splice(0).map((runtime) => runtime.close()));
  lines.length = 0;
});

const ARN = 'arn:aws:lambda:us-east-1:123456789012:function:Stack-Fn';

function start(files: Record<string, string>, options: Partial<LambdaFunction> = {}): FunctionRuntime {
  const lambda: LambdaFunction = {
    logicalId: 'Fn',
    name: 'Stack-Fn',
    arn: ARN,
    roleArn: '',
    runtime: 'nodejs22.x',
    handler: 'index.handler',
    codeDirectory: temporaryFolder(files),
    memoryMegabytes: 128,
    timeoutSeconds: 5,
    environment: {},
    notices: [],
    ...options,
  };
  const runtime = new FunctionRuntime([lambda], { region: 'eu-west-1', cognitoEndpoint: 'http://127.0.0.1:1', onLog: (line) => lines.push(line) });
  runtimes.push(runtime);
  return runtime;
}

const run = (files: Record<string, string>, event: object = {}, options: Partial<LambdaFunction> = {}) => start(files, options).invoke(ARN, event);

async function failure(invocation: Promise<unknown>): Promise<{ errorType: string; errorMessage: string }> {
  const error = await invocation.then(() => undefined, (reason: unknown) => reason);
  expect(error).toBeInstanceOf(FunctionError);
  return (error as FunctionError).payload;
}

describe('handlers in every form', () => {
  test.each<[string, Record<string, string>, string]>([
    ['an ES module', { 'index.mjs': 'export const handler = async ({ n }) => n + 1;' }, 'index.handler'],
    ['a CommonJS module', { 'index.cjs': 'exports.handler = async ({ n }) => n + 1;' }, 'index.handler'],
    ['index.js as CommonJS', { 'index.js': 'module.exports = { handler: async ({ n }) => n + 1 };' }, 'index.handler'],
    ['exports that only running the module shows', { 'index.js': 'const name = "handler"; module.exports = { [name]: ({ n }) => n + 1 };' }, 'index.handler'],
    ['index.js as an ES module', { 'index.js': 'export const handler = async ({ n }) => n + 1;', 'package.json': '{"type":"module"}' }, 'index.handler'],
    ['a folder and another export', { 'src/main.mjs': 'export const run = async ({ n }) => n + 1;' }, 'src/main.run'],
    ['a callback', { 'index.js': 'exports.handler = (event, context, callback) => { setTimeout(() => callback(null, event.n + 1), 5); };' }, 'index.handler'],
    ['a plain return', { 'index.js': 'exports.handler = ({ n }) => n + 1;' }, 'index.handler'],
    ['top-level await', { 'index.mjs': 'const one = await Promise.resolve(1); export const handler = async ({ n }) => n + one;' }, 'index.handler'],
  ])('%s', async (_name, files, handler) => {
    expect(await run(files, { n: 1 }, { handler })).toBe(2);
  });

  test('a handler without an answer gives null', async () => {
    expect(await run({ 'index.mjs': 'export const handler = async () => {};' })).toBeNull();
  });

  test('a version or alias in the ARN is passed over', async () => {
    expect(await start({ 'index.mjs': 'export const handler = async () => 1;' }).invoke(`${ARN}:live`, {})).toBe(1);
  });
});

test('the context says who runs and how long', async () => {
  const context = await run({
    'index.mjs': 'export const handler = async (event, context) => ({ ...context, remaining: context.getRemainingTimeInMillis() });',
  }, {}, { timeoutSeconds: 7, memoryMegabytes: 256 }) as Record<string, unknown>;
  expect(context).toMatchObject({
    functionName: 'Stack-Fn', functionVersion: '$LATEST', invokedFunctionArn: ARN, memoryLimitInMB: '256', logGroupName: '/aws/lambda/Stack-Fn',
  });
  expect(context.awsRequestId).toMatch(/^[0-9a-f-]{36}$/);
  expect(context.remaining).toBeGreaterThan(6000);
  expect(context.remaining).toBeLessThanOrEqual(7000);
});

test('the environment holds the template\'s variables, Lambda\'s own and nothing of the developer\'s', async () => {
  const secrets = { AWS_PROFILE: 'work', AWS_SECRET_ACCESS_KEY: 'real-secret', AWS_BEARER_TOKEN_BEDROCK: 'x', GITHUB_TOKEN: 'y', NODE_OPTIONS: '' };
  const before = { ...process.env };
  Object.assign(process.env, secrets);
  try {
    const environment = await run(
      { 'index.mjs': 'export const handler = async () => process.env;' }, {},
      { environment: { COLOR: 'blue', AWS_REGION: 'forged', AWS_ACCESS_KEY_ID: 'forged' } },
    ) as Record<string, string>;
    expect(Object.keys(environment).sort()).toEqual([
      'AWS_ACCESS_KEY_ID', 'AWS_CONFIG_FILE', 'AWS_DEFAULT_REGION', 'AWS_EC2_METADATA_DISABLED', 'AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER', 'AWS_EXECUTION_ENV', 'AWS_LAMBDA_FUNCTION_MEMORY_SIZE',
      'AWS_LAMBDA_FUNCTION_NAME', 'AWS_LAMBDA_FUNCTION_VERSION', 'AWS_LAMBDA_INITIALIZATION_TYPE', 'AWS_REGION', 'AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED', 'AWS_SECRET_ACCESS_KEY',
      'AWS_SESSION_TOKEN', 'AWS_SHARED_CREDENTIALS_FILE', 'COLOR', 'HOME', 'LAMBDA_TASK_ROOT', 'LANG', 'TZ', 'USERPROFILE', '_HANDLER', '_X_AMZN_TRACE_ID',
    ]);
    expect(environment).toMatchObject({
      COLOR: 'blue',
      AWS_REGION: 'eu-west-1',
      AWS_LAMBDA_FUNCTION_NAME: 'Stack-Fn',
      AWS_LAMBDA_FUNCTION_MEMORY_SIZE: '128',
      AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: 'http://127.0.0.1:1',
      _HANDLER: 'index.handler',
    });
    expect(environment.AWS_ACCESS_KEY_ID).toMatch(/^ASIA[A-Z2-7]{16}$/);
    expect(environment.AWS_SECRET_ACCESS_KEY).not.toBe('real-secret');
  } finally {
    process.env = before;
  }
});

test('memory bounds the heap', async () => {
  const source = 'import v8 from "node:v8"; export const handler = async () => v8.getHeapStatistics().heap_size_limit / 1024 / 1024;';
  const small = await run({ 'index.mjs': source }, {}, { memoryMegabytes: 128 }) as number;
  const large = await run({ 'index.mjs': source }, {}, { memoryMegabytes: 1024 }) as number;
  expect(large).toBeGreaterThan(small * 3);
});

test('what a function prints comes out line by line under its name, before its answer', async () => {
  await run({ 'index.mjs': 'console.log("init"); export const handler = async () => { console.log("one\\ntwo"); console.error("three"); };' });
  expect(lines.map(({ functionName, line }) => `${functionName} ${line}`).sort()).toEqual(['Stack-Fn init', 'Stack-Fn one', 'Stack-Fn three', 'Stack-Fn two']);
});

describe('failures', () => {
  const thrower = { 'index.mjs': 'let n = 0; export const handler = async ({ fail }) => { n += 1; if (fail) throw new RangeError("no"); return n; };' };

  test('a thrown error keeps its name and text, and the process', async () => {
    const runtime = start(thrower);
    expect(await failure(runtime.invoke(ARN, { fail: true }))).toMatchObject({ errorType: 'RangeError', errorMessage: 'no' });
    expect(await runtime.invoke(ARN, {})).toBe(2);
  });

  test('an error in a callback counts', async () => {
    expect(await failure(run({ 'index.js': 'exports.handler = (event, context, callback) => callback("plain");' })))
      .toMatchObject({ errorType: 'string', errorMessage: 'plain' });
  });

  test('a function that ends its process fails, and the next invocation gets a fresh one', async () => {
    const runtime = start({ 'index.mjs': 'let n = 0; export const handler = async ({ exit }) => { if (exit) process.exit(3); return n += 1; };' });
    expect(await runtime.invoke(ARN, {})).toBe(1);
    expect(await failure(runtime.invoke(ARN, { exit: true })))
      .toMatchObject({ errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: exit status 3' });
    expect(await runtime.invoke(ARN, {})).toBe(1);
    expect(lines.map(({ line }) => line)).toContain('Runtime.ExitError: Runtime exited with error: exit status 3');
  });

  test('a function that takes too long is killed, even one that blocks its event loop', async () => {
    const runtime = start({
      'index.mjs': 'export const handler = async ({ spin }) => { if (!spin) return process.pid; for (;;); };',
    }, { timeoutSeconds: 1 });
    const pid = await runtime.invoke(ARN, {});
    const { errorType, errorMessage } = await failure(runtime.invoke(ARN, { spin: true }));
    expect(errorType).toBe('Sandbox.Timedout');
    expect(errorMessage).toMatch(/^RequestId: [0-9a-f-]{36} Error: Task timed out after 1\.00 seconds$/);
    expect(isAlive(pid as number)).toBe(false);
    expect(await runtime.invoke(ARN, {})).not.toBe(pid);
  });

  test('a function out of memory fails', async () => {
    const { errorType } = await failure(run({
      'index.mjs': 'export const handler = async () => { const kept = []; for (;;) kept.push(new Array(1e6).fill(Math.random())); };',
    }, {}, { timeoutSeconds: 20 }));
    expect(errorType).toBe('Runtime.ExitError');
  });

  test.each<[string, Record<string, string>, Partial<LambdaFunction>, string, string]>([
    ['a missing file', { 'other.mjs': '' }, {}, 'Runtime.ImportModuleError', "Error: Cannot find module 'index'"],
    ['a missing export', { 'index.mjs': 'export const other = 1;' }, {}, 'Runtime.HandlerNotFound', 'index.handler is undefined or not exported'],
    ['a handler name without an export', { 'index.mjs': '' }, { handler: 'index' }, 'Runtime.MalformedHandlerName', 'Bad handler index'],
    ['a syntax error', { 'index.mjs': 'export const = ;' }, {}, 'Runtime.UserCodeSyntaxError', "Unexpected token '='"],
    ['an error at the top level', { 'index.mjs': 'throw new Error("USER_POOL_ID is missing");' }, {}, 'Error', 'USER_POOL_ID is missing'],
  ])('%s', async (_name, files, options, errorType, errorMessage) => {
    expect(await failure(run(files, {}, options))).toMatchObject({ errorType, errorMessage });
    expect(lines.some(({ line }) => line.includes(errorType) && line.includes(errorMessage))).toBe(true);
  });

  test('a response above 6 MB', async () => {
    expect(await failure(run({ 'index.mjs': 'export const handler = async () => "x".repeat(6 * 1024 * 1024);' }))).toMatchObject({
      errorType: 'Function.ResponseSizeTooLarge',
      errorMessage: 'Response payload size (6291458 bytes) exceeded maximum allowed payload size (6291456 bytes).',
    });
  });

  test('an unknown function', async () => {
    expect(await failure(start({}).invoke(`${ARN}X`, {}))).toMatchObject({ errorMessage: `Function not found: ${ARN}X` });
  });

  test('another runtime than Node.js is announced at the start and refuses to run', async () => {
    const runtime = start({}, { runtime: 'python3.13' });
    const message = "Fn (AWS::Lambda::Function) has the runtime 'python3.13'; the local stack runs only Node.js functions";
    expect(lines).toEqual([{ functionName: 'Stack-Fn', line: message }]);
    expect(await failure(runtime.invoke(ARN, {}))).toMatchObject({ errorMessage: message });
  });
});

describe('processes', () => {
  const source = { 'index.mjs': 'export const handler = async () => { await new Promise((resolve) => setTimeout(resolve, 200)); return process.pid; };' };

  test('one process is reused by requests in turn, and several serve requests at once', async () => {
    const runtime = start(source);
    const first = await runtime.invoke(ARN, {});
    expect(await runtime.invoke(ARN, {})).toBe(first);
    const together = await Promise.all([1, 2, 3].map(() => runtime.invoke(ARN, {})));
    expect(new Set(together).size).toBe(3);
    expect(together).toContain(first);
  });

  test('no more processes than the template reserves; the others wait', async () => {
    const runtime = start(source, { reservedConcurrency: 1 });
    expect(new Set(await Promise.all([1, 2, 3].map(() => runtime.invoke(ARN, {})))).size).toBe(1);
  });

  test('a function with no concurrency at all is throttled', async () => {
    expect(await failure(start(source, { reservedConcurrency: 0 }).invoke(ARN, {}))).toMatchObject({ errorType: 'TooManyRequestsException' });
  });

  test('close() leaves no process behind and fails what is under way', async () => {
    const runtime = start({ 'index.mjs': 'export const handler = async ({ hang }) => { if (hang) await new Promise(() => setInterval(() => 1, 9)); return process.pid; };' });
    const pid = await runtime.invoke(ARN, {});
    const pending = failure(runtime.invoke(ARN, { hang: true }));
    await runtime.close();
    expect(await pending).toMatchObject({ errorType: 'Runtime.ExitError' });
    expect(isAlive(pid as number)).toBe(false);
    expect(await failure(runtime.invoke(ARN, {}))).toMatchObject({ errorMessage: 'the local stack is closed' });
  });
});
