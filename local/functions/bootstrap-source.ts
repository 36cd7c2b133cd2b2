/**
 * The program that runs inside each function's process, handed to `node --eval`.
 *
 * It is text and not a module because it must reach another process unchanged from TypeScript sources, from a test
 * and from the single bundled file alike, where no path to a module of ours exists.
 *
 * It imports the handler, says `ready` or `init-error`, then answers one `invoke` at a time with `result` or `error`.
 * When the channel to the parent closes it ends, so that no function outlives the local stack.
 */
export const BOOTSTRAP_SOURCE = String.raw`
import dns from 'node:dns';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const send = process.send.bind(process);
delete process.send;
process.on('disconnect', () => process.exit(0));

// What does not heed the endpoint variables must not reach AWS either.
const lookup = dns.lookup;
dns.lookup = (host, options, callback = options) => {
  if (!/(^|\.)(amazonaws\.com(\.cn)?|amazonaws\.eu|api\.aws|on\.aws)$/i.test(host)) return lookup(host, options, callback);
  const message = 'the local stack lets no function reach AWS, so ' + host + ' has no address here';
  process.nextTick(callback, Object.assign(new Error(message), { code: 'ENOTFOUND', hostname: host, syscall: 'getaddrinfo' }));
};

const describe = (error) => {
  if (error instanceof Error) {
    return { errorType: error.name, errorMessage: error.message, trace: String(error.stack ?? '').split('\n') };
  }
  const errorMessage = typeof error === 'string' ? error : JSON.stringify(error) ?? 'undefined';
  return { errorType: typeof error, errorMessage, trace: [] };
};
const failure = (errorType, errorMessage) => Object.assign(new Error(errorMessage), { name: errorType });

const loadHandler = async () => {
  const match = /^(.*?)([^/.]+)\.([^/]+)$/.exec(process.env._HANDLER ?? '');
  if (!match) throw failure('Runtime.MalformedHandlerName', 'Bad handler ' + process.env._HANDLER);
  const [, folder, file, path] = match;
  const base = join(process.env.LAMBDA_TASK_ROOT, folder, file);
  const found = ['.js', '.mjs', '.cjs'].map((extension) => base + extension).find((name) => existsSync(name));
  if (!found) throw failure('Runtime.ImportModuleError', "Error: Cannot find module '" + folder + file + "'");
  let module;
  try {
    module = await import(pathToFileURL(found).href);
  } catch (error) {
    if (error instanceof SyntaxError) error.name = 'Runtime.UserCodeSyntaxError';
    throw error;
  }
  const pick = (root) => path.split('.').reduce((value, name) => value?.[name], root);
  const handler = pick(module) ?? pick(module.default);
  if (typeof handler !== 'function') {
    throw failure('Runtime.HandlerNotFound', process.env._HANDLER + ' is undefined or not exported');
  }
  return handler;
};

const invoke = (handler, message) => new Promise((resolve, reject) => {
  const settle = (error, result) => (error === undefined || error === null ? resolve(result) : reject(error));
  const context = {
    callbackWaitsForEmptyEventLoop: true,
    functionName: process.env.AWS_LAMBDA_FUNCTION_NAME,
    functionVersion: process.env.AWS_LAMBDA_FUNCTION_VERSION,
    invokedFunctionArn: message.functionArn,
    memoryLimitInMB: process.env.AWS_LAMBDA_FUNCTION_MEMORY_SIZE,
    awsRequestId: message.requestId,
    logGroupName: '/aws/lambda/' + process.env.AWS_LAMBDA_FUNCTION_NAME,
    logStreamName: 'local/' + process.pid,
    identity: undefined,
    clientContext: undefined,
    getRemainingTimeInMillis: () => Math.max(0, message.deadline - Date.now()),
    done: settle,
    succeed: (result) => settle(null, result),
    fail: (error) => settle(error ?? failure('Error', 'null')),
  };
  const returned = handler(JSON.parse(message.event), context, settle);
  if (typeof returned?.then === 'function') returned.then(resolve, reject);
  // A handler that takes no callback and returns no promise is done with what it returned.
  else if (returned !== undefined || handler.length < 3) resolve(returned);
});

try {
  const handler = await loadHandler();
  process.on('message', async (message) => {
    process.env._X_AMZN_TRACE_ID = message.traceId;
    try {
      const result = await invoke(handler, message);
      send({ type: 'result', requestId: message.requestId, payload: JSON.stringify(result) ?? 'null' });
    } catch (error) {
      const described = describe(error);
      console.error(JSON.stringify(described));
      send({ type: 'error', requestId: message.requestId, error: described });
    }
  });
  send({ type: 'ready' });
} catch (error) {
  const described = describe(error);
  console.error(JSON.stringify(described));
  send({ type: 'init-error', error: described }, () => process.exit(1));
}
`;
