import { createHmac } from 'node:crypto';
import { bodyOf, CODE, EMAIL, eventOf, PASSWORD, REFRESH_TOKEN, SESSION } from './support/events';
import { httpCognito, reply } from './support/http-cognito';
import { coldStart, ENVIRONMENT } from './support/load';
import { EXISTS, SCENARIOS, TOKENS, USER_ID } from './support/scenarios';
import { CLIENT_SECRET_MEMBERS, FunctionName, Operation } from '../../src/routes/route';
import { forgotPassword, login, loginChallenge, logout, refresh, resetPassword } from '../../src/routes/table';

/* The functions of an app client with a secret, against endpoints that answer as Cognito and Secrets Manager do. */

const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:ClientSecret-AbCdEf';
const SECRET = 'canary1client2secret3of4the5app6client';
const credentials = { email: EMAIL, password: PASSWORD };
const plenty = { getRemainingTimeInMillis: () => 25_000 };
const REJECTED = { __type: 'NotAuthorizedException', message: 'Unable to verify secret hash for client 1example23456789' };

type Behaviour = Parameters<typeof httpCognito>[0];
type Endpoint = Awaited<ReturnType<typeof httpCognito>>;

let cognito: Endpoint;
let secrets: Endpoint;

const hashOf = (username: string, secret = SECRET) => createHmac('sha256', secret).update(username + ENVIRONMENT.USER_POOL_CLIENT_ID).digest('base64');
const servesSecret: Behaviour = (_, response) => reply(response, { ARN, SecretString: SECRET });
const inputs = (operation: string) => cognito.seen.filter((seen) => seen.operation === operation).map(({ input }) => input);

async function start(name: FunctionName, { answer, secret = servesSecret, environment }: {
  readonly answer: Behaviour;
  readonly secret?: Behaviour;
  readonly environment?: Record<string, string | undefined>;
}) {
  [cognito, secrets] = await Promise.all([httpCognito(answer), httpCognito(secret)]);
  return coldStart(name, {
    AWS_ENDPOINT_URL_COGNITO_IDENTITY_PROVIDER: cognito.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets.url,
    USER_POOL_CLIENT_SECRET_ARN: ARN,
    ...environment,
  });
}

let printed: jest.SpyInstance;
beforeEach(() => { printed = jest.spyOn(process.stdout, 'write').mockReturnValue(true); });
afterEach(async () => {
  expect(JSON.stringify(printed.mock.calls)).not.toContain(SECRET);
  jest.restoreAllMocks();
  await Promise.all([cognito.close(), secrets.close()]);
});

test('a cold start reads the secret once, by a signed request, beside the rehearsal', async () => {
  const { handler, ready } = await start('login', { answer: (_, response) => reply(response, TOKENS), environment: { PRIME: undefined } });
  expect(await ready).toBe(200);
  expect(secrets.seen).toHaveLength(1);
  for (let i = 0; i < 2; i++) expect((await handler(eventOf(login, { body: credentials }), plenty)).statusCode).toBe(200);
  const [{ operation, headers, input }, ...more] = secrets.seen;
  expect(more).toEqual([]);
  expect([operation, input]).toEqual(['GetSecretValue', { SecretId: ARN }]);
  expect(headers.authorization).toMatch(/^AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE\/\d{8}\/eu-central-1\/secretsmanager\/aws4_request, SignedHeaders=/);
  expect(headers['x-amz-security-token']).toBe(ENVIRONMENT.AWS_SESSION_TOKEN);
  expect(cognito.seen[1].headers.authorization).toMatch(/\/eu-central-1\/cognito-idp\//);
});

/** Each operation that proves the secret, by a scenario of a route that calls it. */
const CALLS = SCENARIOS.flatMap((scenario) => Object.keys(scenario.replies)
  .filter((operation): operation is Operation => operation in CLIENT_SECRET_MEMBERS)
  .map((operation) => [`${scenario.name}: ${operation}`, operation, scenario] as const));

test('every operation that takes the secret is among these', () => {
  expect(new Set(CALLS.map(([, operation]) => operation))).toEqual(new Set(Object.keys(CLIENT_SECRET_MEMBERS)));
});

test.each(CALLS)('%s carries the proof of the secret', async (_, operation, { route, body, replies }) => {
  const { handler } = await start(route.function, {
    answer: (seen, response) => {
      const given = [replies[seen.operation as Operation]].flat();
      const answer: any = given[Math.min(inputs(seen.operation).length - 1, given.length - 1)];
      return answer === EXISTS ? reply(response, { __type: 'UsernameExistsException' }, 400) : reply(response, { ...answer, ...answer.UserCreateDate ? { UserCreateDate: answer.UserCreateDate.getTime() / 1000 } : {} });
    },
  });
  const wrapped = route === loginChallenge ? { ...body, session: `${Buffer.from(USER_ID).toString('base64url')}.${SESSION}` } : body;
  expect((await handler(eventOf(route, { body: wrapped }), plenty)).statusCode).toBeLessThan(300);
  const member = CLIENT_SECRET_MEMBERS[operation]!;
  for (const input of inputs(operation)) {
    const proof = {
      ClientSecret: { ClientSecret: SECRET },
      SecretHash: { SecretHash: hashOf(EMAIL), UserContextData: { IpAddress: '203.0.113.7' } },
      AuthParameters: { AuthParameters: { USERNAME: EMAIL, PASSWORD, SECRET_HASH: hashOf(EMAIL) } },
      ChallengeResponses: { ChallengeResponses: { USERNAME: USER_ID, SECRET_HASH: hashOf(USER_ID) } },
    }[member];
    expect(input).toMatchObject(proof);
  }
  expect(inputs(operation).length).toBeGreaterThan(0);
});

test('operations that need no proof get none', async () => {
  const { handler } = await start('reset', { answer: (_, response) => reply(response, {}) });
  await handler(eventOf(resetPassword, { body: { email: EMAIL, code: CODE, password: PASSWORD } }), plenty);
  expect(inputs('AdminUserGlobalSignOut')).toEqual([{ UserPoolId: ENVIRONMENT.USER_POOL_ID, Username: EMAIL }]);
});

describe('the session of a challenge', () => {
  test('carries the internal user name to the answer, whose hash is of it', async () => {
    const answer: Behaviour = ({ operation }, response) => reply(response, operation === 'AdminInitiateAuth'
      ? { ChallengeName: 'SOFTWARE_TOKEN_MFA', Session: SESSION, ChallengeParameters: { USER_ID_FOR_SRP: USER_ID } } : TOKENS);
    const first = await start('login', { answer });
    const { session } = bodyOf(await first.handler(eventOf(login, { body: credentials }), plenty));
    await Promise.all([cognito.close(), secrets.close()]);

    const { handler } = await start('challenge', { answer });
    const body = { email: EMAIL, session, challenge: 'SOFTWARE_TOKEN_MFA', answers: { code: CODE } };
    expect((await handler(eventOf(loginChallenge, { body }), plenty)).statusCode).toBe(200);
    expect(inputs('AdminRespondToAuthChallenge')).toMatchObject([{ Session: SESSION, ChallengeResponses: { USERNAME: USER_ID, SECRET_HASH: hashOf(USER_ID) } }]);
  });

  test.each([SESSION, '.', 'a b.x', `${'a'.repeat(513)}.x`, 'ä.x'])('%j did not come from the API, and Cognito is not asked', async (session) => {
    const { handler } = await start('challenge', { answer: (_, response) => reply(response, TOKENS) });
    const result = await handler(eventOf(loginChallenge, { body: { email: EMAIL, session, challenge: 'SMS_MFA', answers: { code: CODE } } }), plenty);
    expect(result.statusCode).toBeGreaterThanOrEqual(400);
    expect(cognito.seen).toEqual([]);
  });
});

describe('a secret that cannot be read', () => {
  test.each<[string, Behaviour]>([
    ['denied', (_, response) => reply(response, { __type: 'AccessDeniedException' }, 400)],
    ['throttled', (_, response) => reply(response, { __type: 'ThrottlingException' }, 400)],
    ['not JSON', (_, response) => response.writeHead(200).end('<html>')],
    ['binary', (_, response) => reply(response, { SecretBinary: 'AAAA' })],
    ['empty', (_, response) => reply(response, { SecretString: '' })],
    ['reset', ({ socket }) => socket.destroy()],
  ])('(%s) fails the request, and Cognito is not called without it', async (_, secret) => {
    const { handler } = await start('session', { answer: (_seen, response) => reply(response, TOKENS), secret });
    const result = await handler(eventOf(refresh, { body: { refreshToken: REFRESH_TOKEN } }), plenty);
    expect([result.statusCode, bodyOf(result).code]).toEqual([503, 'temporarily_unavailable']);
    expect(secrets.seen).toHaveLength(4);
    expect(cognito.seen).toEqual([]);
    expect(JSON.stringify(printed.mock.calls)).toContain('ClientSecretUnreadable');
  });

  test('never ends the sessions of the address that somebody wants to reset', async () => {
    const { handler } = await start('reset', { answer: (_, response) => reply(response, {}), secret: (_, response) => reply(response, {}, 500) });
    const result = await handler(eventOf(resetPassword, { body: { email: EMAIL, code: CODE, password: PASSWORD } }), plenty);
    expect([result.statusCode, cognito.seen]).toEqual([503, []]);
  });

  test('is not waited for longer than the request has time', async () => {
    const { handler } = await start('login', { answer: (_, response) => reply(response, TOKENS), secret: () => undefined });
    const started = performance.now();
    expect((await handler(eventOf(login, { body: credentials }), { getRemainingTimeInMillis: () => 2_000 })).statusCode).toBe(503);
    expect(performance.now() - started).toBeLessThan(1_500);
  });

  test('at the start is read by the first request', async () => {
    const { handler, ready } = await start('login', {
      answer: (_, response) => reply(response, TOKENS),
      secret: (seen, response, count) => count <= 4 ? reply(response, {}, 500) : servesSecret(seen, response, count),
      environment: { PRIME: undefined },
    });
    expect(await ready).toBe(200);
    expect((await handler(eventOf(login, { body: credentials }), plenty)).statusCode).toBe(200);
  });
});

describe('a secret that was rotated', () => {
  const rotating: Behaviour = (_, response, count) => reply(response, { SecretString: count === 1 ? 'old' : SECRET });
  const wants = (accepted: string, answer: object): Behaviour => (seen, response) =>
    seen.input?.SecretHash === accepted || seen.input?.ClientSecret === accepted
      ? reply(response, answer) : reply(response, REJECTED, 400);
  const later = () => jest.spyOn(Date, 'now').mockReturnValue(Date.now() + 31_000);

  test('is read again, and the call made again', async () => {
    const { handler } = await start('password', { answer: wants(hashOf(EMAIL), {}), secret: rotating });
    const post = async () => handler(eventOf(forgotPassword, { body: { email: EMAIL } }), plenty);
    expect((await post()).statusCode).toBe(500); // it was read a moment ago
    later();
    expect((await post()).statusCode).toBe(202);
    expect(inputs('ForgotPassword').map(({ SecretHash }) => SecretHash)).toEqual([hashOf(EMAIL, 'old'), hashOf(EMAIL, 'old'), hashOf(EMAIL)]);
    expect(secrets.seen).toHaveLength(2);
  });

  test('and is still rejected is an internal error, not a wrong password or a silent success', async () => {
    const { handler } = await start('session', { answer: (_, response) => reply(response, REJECTED, 400) });
    for (const route of [refresh, logout]) {
      expect((await handler(eventOf(route, { body: { refreshToken: REFRESH_TOKEN } }), plenty)).statusCode).toBe(500);
    }
    expect(secrets.seen).toHaveLength(1);
  });
});

test('200 environments that start at once all get the secret from an endpoint that throttles', async () => {
  const throttled = 300;
  const throttling: Behaviour = (seen, response, count) => count > throttled
    ? servesSecret(seen, response, count) : reply(response, { __type: 'ThrottlingException' }, 400);
  await start('login', { answer: (_, response) => reply(response, TOKENS), secret: throttling });
  const { ClientSecret } = jest.requireActual<typeof import('../../src/handlers/shared/cognito/client-secret')>('../../src/handlers/shared/cognito/client-secret');
  const { Transport } = jest.requireActual<typeof import('../../src/handlers/shared/cognito/transport')>('../../src/handlers/shared/cognito/transport');
  const signer = async () => ({ sign: async (request: any) => request });
  const found = await Promise.all(Array.from({ length: 200 }, async () => {
    const connection = { transport: new Transport(), signer };
    const secret = new ClientSecret(ARN);
    // As in INIT and, for those that got none, in the first request.
    const value = await secret.get(connection, AbortSignal.timeout(1_500)).catch(async () => secret.get(connection, AbortSignal.timeout(20_000)));
    connection.transport.dropConnections();
    return value;
  }));
  expect(found).toEqual(Array.from({ length: 200 }, () => SECRET));
  expect(secrets.seen.length).toBeGreaterThanOrEqual(throttled + 200);
});
