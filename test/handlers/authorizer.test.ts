import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { createServer, Server } from 'node:http';
import { AddressInfo } from 'node:net';

const POOL = 'eu-central-1_AbCdEfGhI';
const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const attacker = generateKeyPairSync('rsa', { modulusLength: 2048 });
const METHOD_ARN = 'arn:aws:execute-api:eu-central-1:123456789012:abc/prod/GET/reports/1';

/** What the stand-in for Cognito answers. */
let keys: () => [status: number, body: string] | undefined;
let getUser: () => [status: number, body: string];
let calls: string[];
let server: Server;

const encoded = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const seconds = () => Math.floor(Date.now() / 1000);

function token(claims: object = {}, header: object = {}, key = privateKey): string {
  const text = `${encoded({ alg: 'RS256', kid: 'one', ...header })}.${encoded({
    sub: '8f14',
    iss: `https://cognito-idp.eu-central-1.amazonaws.com/${POOL}`,
    token_use: 'access',
    scope: 'aws.cognito.signin.user.admin',
    client_id: 'client',
    exp: seconds() + 60,
    iat: seconds(),
    ...claims,
  })}`;
  return `${text}.${sign('RSA-SHA256', Buffer.from(text), key).toString('base64url')}`;
}

beforeEach(async () => {
  jest.spyOn(process.stdout, 'write').mockReturnValue(true);
  calls = [];
  keys = () => [200, JSON.stringify({ keys: [{ ...publicKey.export({ format: 'jwk' }), kid: 'one', alg: 'RS256', use: 'sig' }] })];
  getUser = () => [200, '{"Username":"8f14"}'];
  server = createServer((request, response) => {
    calls.push(request.headers['x-amz-target']?.toString() ?? request.url!);
    const answer = request.method === 'GET' ? keys() : getUser();
    if (!answer) return;
    const [status, body] = answer;
    request.resume().on('end', () => response.writeHead(status, { 'Content-Type': 'application/json' }).end(body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(() => {
  server.closeAllConnections();
  server.close();
});

interface Decision {
  readonly principalId: string;
  readonly policyDocument: { readonly Statement: readonly { readonly Effect: string; readonly Resource: string }[] };
  readonly context?: { readonly claims: string };
}

/** The authorizer as a cold start loads it, and its work while it starts. */
function coldStart(environment: Record<string, string | undefined> = {}) {
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    USER_POOL_ID: POOL,
    TOKEN_USE: 'access',
    ALLOWED_CLIENT_IDS: 'client,mobile',
    PRIME: 'off',
  });
  for (const name of ['ALLOWED_GROUPS', 'AUTHORIZATION_SCOPES', 'REVOCATION_CHECK']) delete process.env[name];
  for (const [name, value] of Object.entries(environment)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
  let loaded!: { readonly ready?: Promise<void>; handler(event: object, context: object): Promise<Decision> };
  jest.isolateModules(() => { loaded = jest.requireActual('../../src/handlers/authorizer.lambda'); });
  const { handler, ready } = loaded;
  const authorize = async (authorizationToken?: unknown) => handler({ type: 'TOKEN', methodArn: METHOD_ARN, authorizationToken }, { awsRequestId: 'request' });
  return { authorize, ready };
}

const load = (environment?: Record<string, string | undefined>) => coldStart(environment).authorize;

const lastLine = () => JSON.parse(String(jest.mocked(process.stdout.write).mock.lastCall![0]));

test('it lets a caller in to every method of the stage, as one answer is kept for all of them', async () => {
  const { principalId, policyDocument, context } = await load()(`Bearer ${token()}`);
  expect(principalId).toBe('8f14');
  expect(policyDocument.Statement).toEqual([
    { Action: 'execute-api:Invoke', Effect: 'Allow', Resource: 'arn:aws:execute-api:eu-central-1:123456789012:abc/prod/*' },
  ]);
  expect(JSON.parse(context!.claims)).toMatchObject({ sub: '8f14', token_use: 'access' });
});

test.each<[string, () => unknown]>([
  ['no token', () => undefined],
  ['no text', () => ({})],
  ['no real token', () => 'a.b.c'],
  ['an expired token', () => token({ exp: seconds() - 1 })],
  ['a token that is not valid yet', () => token({ nbf: seconds() + 60 })],
  ['another pool\'s token', () => token({ iss: 'https://cognito-idp.eu-central-1.amazonaws.com/eu-central-1_Other1234' })],
  ['a token of another app client', () => token({ client_id: 'other' })],
  ['the ID token', () => token({ token_use: 'id', aud: 'client' })],
  ['a token without the scope', () => token({ scope: 'other' })],
  ['a token of an unknown key', () => token({}, { kid: 'two' })],
  ['a token without a signature', () => `${encoded({ alg: 'none', kid: 'one' })}.${token().split('.')[1]}.`],
  // An HMAC that a verifier would accept which took the algorithm from the token and its own public key as the secret.
  ['a token signed with the public key as a secret', () => {
    const text = token({}, { alg: 'HS256' }).split('.').slice(0, 2).join('.');
    return `${text}.${createHmac('sha256', publicKey.export({ format: 'pem', type: 'spki' })).update(text).digest('base64url')}`;
  }],
  ['a token of another key under the name of the pool\'s', () => token({}, {}, attacker.privateKey)],
  ['a token that brings its own key', () => token({}, { jwk: attacker.publicKey.export({ format: 'jwk' }) }, attacker.privateKey)],
  ['a token that names the address of its keys', () => token({}, { kid: 'two', jku: 'https://evil.example/jwks.json', x5u: 'https://evil.example/chain.pem' }, attacker.privateKey)],
])('%s is unauthorized', async (_name, given) => {
  await expect(load({ AUTHORIZATION_SCOPES: '["aws.cognito.signin.user.admin"]' })(given())).rejects.toThrow(/^Unauthorized$/);
  expect(lastLine()).toEqual({ route: 'authorize', outcome: 'unauthorized', cause: 'InvalidToken', requestId: 'request', durationMs: expect.any(Number) });
});

test.each<[string, unknown, string]>([
  ['one of the groups', ['guests', 'admins'], 'Allow'],
  ['another group', ['guests'], 'Deny'],
  ['a group whose name holds the other', ['admins2'], 'Deny'],
  ['no group', undefined, 'Deny'],
])('a member of %s', async (_name, groups, effect) => {
  const { policyDocument, context } = await load({ ALLOWED_GROUPS: '["admins","a,b"]' })(token({ 'cognito:groups': groups }));
  expect(policyDocument.Statement[0].Effect).toBe(effect);
  expect(context === undefined).toBe(effect === 'Deny');
});

test.each(['NotAuthorizedException', 'UserNotFoundException', 'com.amazon#NotAuthorizedException', 'PasswordResetRequiredException'])(
  'a token that Cognito refuses by %s is unauthorized', async (name) => {
    getUser = () => [400, JSON.stringify({ __type: name })];
    await expect(load({ REVOCATION_CHECK: 'true' })(token())).rejects.toThrow(/^Unauthorized$/);
    expect(lastLine().cause).toBe('SignedOut');
  },
);

test.each<[string, [number, string], string]>([
  ['throttles', [400, '{"__type":"TooManyRequestsException"}'], 'TooManyRequestsException'],
  ['fails', [500, '{"__type":"InternalErrorException"}'], 'HttpStatus.500'],
  ['says nothing that can be read', [400, '<html>'], 'HttpStatus.400'],
])('while Cognito %s nobody passes, and nobody is told to log in again', async (_name, reply, cause) => {
  getUser = () => reply;
  await expect(load({ REVOCATION_CHECK: 'true' })(token())).rejects.toThrow(/^Unavailable$/);
  expect(lastLine()).toMatchObject({ outcome: 'temporarily_unavailable', cause });
});

test('while the keys cannot be had nobody passes, and the next caller asks again', async () => {
  const authorize = load();
  const good = keys;
  keys = () => [503, ''];
  await expect(authorize(token())).rejects.toThrow(/^Unavailable$/);
  keys = good;
  expect((await authorize(token())).principalId).toBe('8f14');
});

test('the keys are asked for once, and Cognito about a token only where that is wanted', async () => {
  const authorize = load();
  await authorize(token());
  await authorize(token());
  expect(calls).toEqual([`/${POOL}/.well-known/jwks.json`]);
  await load({ REVOCATION_CHECK: 'true' })(token());
  expect(calls.slice(1)).toEqual([`/${POOL}/.well-known/jwks.json`, 'AWSCognitoIdentityProviderService.GetUser']);
});

describe('while it starts', () => {
  test('the keys are had, for which the first token then need not wait', async () => {
    const { authorize, ready } = coldStart({ PRIME: undefined });
    await ready;
    expect(calls).toEqual([`/${POOL}/.well-known/jwks.json`]);
    keys = () => [503, ''];
    expect((await authorize(token())).principalId).toBe('8f14');
  });

  test.each<[string, typeof keys]>([
    ['does not answer', () => undefined],
    ['fails', () => [500, '']],
    ['has no keys', () => [200, '<html>']],
  ])('a Cognito that %s costs no more than 1.5 s, and the first token asks again', async (_name, behave) => {
    const good = keys;
    keys = behave;
    const started = performance.now();
    const { authorize, ready } = coldStart({ PRIME: undefined });
    await ready;
    expect(performance.now() - started).toBeLessThan(2_500); // loading under Jest included
    keys = good;
    expect((await authorize(token())).principalId).toBe('8f14');
  });

  test.each(['off', 'rehearse'])('nothing is asked where PRIME is %s', async (PRIME) => {
    await coldStart({ PRIME }).ready;
    expect(calls).toEqual([]);
  });
});
