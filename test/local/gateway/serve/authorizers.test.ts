import { createHmac, generateKeyPairSync, sign } from 'node:crypto';
import { runningStack } from '../../support/running-stack';

const local = runningStack();
let tokens: { idToken: string; accessToken: string };

beforeAll(async () => {
  tokens = await local.signIn();
});

const call = (method: string, path: string, token?: string, header = 'Authorization') =>
  local.send(method, path, { headers: token === undefined ? {} : { [header]: token } });
const part = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (token: string, index: number) => JSON.parse(Buffer.from(token.split('.')[index], 'base64url').toString()) as Record<string, unknown>;

async function expectUnauthorized(answer: ReturnType<typeof call>, message = 'Unauthorized') {
  const { status, json, headers } = await answer;
  expect({ status, body: json() }).toEqual({ status: 401, body: { message } });
  expect(headers).toMatchObject({ 'x-amzn-errortype': 'UnauthorizedException', 'x-fallback': '4XX' });
}

describe('a method without scopes', () => {
  test('takes an ID token, with and without Bearer', async () => {
    for (const value of [tokens.idToken, `Bearer ${tokens.idToken}`]) {
      const answer = await call('POST', '/user/private', value);
      expect(answer.status).toBe(200);
      expect(answer.json().requestContext.authorizer.claims).toMatchObject({ email: 'jane@example.com', email_verified: 'true', token_use: 'id' });
    }
  });

  test('shows every claim as text', async () => {
    const { claims } = (await call('POST', '/user/private', tokens.idToken)).json().requestContext.authorizer;
    expect(Object.values(claims).every((claim) => typeof claim === 'string')).toBe(true);
    expect(claims.exp).toMatch(/^(Mon|Tue|Wed|Thu|Fri|Sat|Sun) [A-Z][a-z]{2} \d\d \d\d:\d\d:\d\d UTC \d{4}$/);
    expect(claims.auth_time).toBe(String(decoded(tokens.idToken, 1).auth_time));
  });

  test.each<[string, () => string | undefined]>([
    ['no token', () => undefined],
    ['an empty token', () => ''],
    ['only Bearer', () => 'Bearer '],
    ['an access token', () => tokens.accessToken],
    ['what is no token', () => 'a.b'],
    ['a changed claim', () => {
      const [header, , signature] = tokens.idToken.split('.');
      return `${header}.${part({ ...decoded(tokens.idToken, 1), email: 'eve@example.com' })}.${signature}`;
    }],
    ['a changed signature', () => {
      const [header, payload, signature] = tokens.idToken.split('.');
      return `${header}.${payload}.${signature.replace(/^./, (first) => (first === 'A' ? 'B' : 'A'))}`;
    }],
    ['alg none', () => `${part({ ...decoded(tokens.idToken, 0), alg: 'none' })}.${tokens.idToken.split('.')[1]}.AA`],
    ['a signature with the public key as secret', () => {
      const signed = `${part({ ...decoded(tokens.idToken, 0), alg: 'HS256' })}.${tokens.idToken.split('.')[1]}`;
      return `${signed}.${createHmac('sha256', 'key').update(signed).digest('base64url')}`;
    }],
    ['another key under the same id', () => {
      const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
      const signed = tokens.idToken.split('.').slice(0, 2).join('.');
      return `${signed}.${sign('sha256', Buffer.from(signed), privateKey).toString('base64url')}`;
    }],
    ['an unknown key id', () => `${part({ alg: 'RS256', kid: 'other' })}.${tokens.idToken.split('.').slice(1).join('.')}`],
  ])('refuses %s', async (_name, token) => {
    await expectUnauthorized(call('POST', '/user/private', token()));
  });
});

describe('a method with scopes', () => {
  test('takes an access token that has one of them', async () => {
    const answer = await call('GET', '/user/me', tokens.accessToken);
    expect(answer.json().requestContext.authorizer.claims).toMatchObject({ token_use: 'access', scope: 'aws.cognito.signin.user.admin' });
  });

  test('refuses an ID token', async () => {
    await expectUnauthorized(call('GET', '/user/me', tokens.idToken));
  });
});

describe('an authorizer with its own header and audience', () => {
  test('reads the token there', async () => {
    expect((await call('GET', '/user/strict', `Bearer ${tokens.idToken}`, 'x-token')).status).toBe(200);
    await expectUnauthorized(call('GET', '/user/strict', `Bearer ${tokens.idToken}`));
  });

  test('refuses the ID token of another app client', async () => {
    await expectUnauthorized(call('POST', '/user/strict', tokens.idToken));
  });

  test('refuses an access token, which has no audience', async () => {
    await expectUnauthorized(call('PUT', '/user/strict', tokens.accessToken, 'x-token'));
  });
});

test('a route without authorizer sees no claims, whatever token is sent', async () => {
  const answer = await call('GET', '/user/7', tokens.idToken);
  expect(answer.json().requestContext).not.toHaveProperty('authorizer');
});

test('an expired token is refused by the clock of the stack', async () => {
  local.stack().clock.advance(60 * 60 * 1000 + 1000);
  await expectUnauthorized(call('POST', '/user/private', tokens.idToken), 'The incoming token has expired');
});
