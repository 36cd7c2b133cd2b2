import { generateKeyPairSync, KeyObject, sign } from 'node:crypto';
import { MovableClock } from '../../../../local/clock';
import { HeaderList } from '../../../../local/gateway/http-message';
import { claimsAsText } from '../../../../local/gateway/serve/claims';
import { CognitoAuthorizer, TrustedUserPool } from '../../../../local/gateway/serve/cognito-authorizer';

const clock = new MovableClock();
const first = userPool('us-east-1_First1234');
const second = userPool('us-east-1_Second123');
const authorizer = new CognitoAuthorizer([first.pool, second.pool], clock);

function userPool(id: string): { pool: TrustedUserPool; token: (claims?: object) => string } {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: id, alg: 'RS256', use: 'sig' };
  return {
    pool: { id, arn: `arn:${id}`, jwks: () => ({ keys: [jwk] }) },
    token: (claims = {}) => signed(privateKey, id, {
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${id}`, token_use: 'id', exp: Math.floor(clock.now() / 1000) + 60, ...claims,
    }),
  };
}

function signed(key: KeyObject, kid: string, claims: object): string {
  const text = [{ alg: 'RS256', kid }, claims].map((part) => Buffer.from(JSON.stringify(part)).toString('base64url')).join('.');
  return `${text}.${sign('sha256', Buffer.from(text), key).toString('base64url')}`;
}

function authorize(token: string, options: { arns?: string[]; scopes?: string[] } = {}) {
  const request = {
    method: 'GET', path: '/', headers: new HeaderList([['Authorization', token]]), query: [], body: Buffer.alloc(0), sourceIp: '', protocol: '',
  };
  return () => authorizer.authorize(request, { type: 'COGNITO_USER_POOLS', header: 'authorization', userPoolArns: options.arns ?? ['arn:us-east-1_First1234'], scopes: options.scopes ?? [] });
}

test('a token is taken from any pool that the authorizer names, and from no other', () => {
  expect(authorize(second.token({ sub: '2' }), { arns: [first.pool.arn, second.pool.arn] })()).toMatchObject({ sub: '2' });
  expect(authorize(second.token())).toThrow('Unauthorized');
});

test('a pool\'s key does not vouch for another pool', () => {
  expect(authorize(second.token({ iss: 'https://cognito-idp.us-east-1.amazonaws.com/us-east-1_First1234' }), { arns: [first.pool.arn, second.pool.arn] }))
    .toThrow('Unauthorized');
});

test('scopes that somebody wrote into an ID token open nothing', () => {
  const scope = 'a/read a/write';
  expect(authorize(first.token({ token_use: 'access', scope }), { scopes: ['a/write'] })()).toMatchObject({ scope });
  expect(authorize(first.token({ token_use: 'access', scope }), { scopes: ['a/delete', 'a/wri'] })).toThrow('Unauthorized');
  expect(authorize(first.token({ token_use: 'id', scope }), { scopes: ['a/write'] })).toThrow('Unauthorized');
});

test('the time counts: expired, not yet valid, without end', () => {
  const now = Math.floor(clock.now() / 1000);
  expect(authorize(first.token({ exp: now - 1 }))).toThrow('The incoming token has expired');
  expect(authorize(first.token({ nbf: now + 30 }))).toThrow('Unauthorized');
  expect(authorize(first.token({ exp: undefined }))).toThrow('The incoming token has expired');
});

test('claims are shown as API Gateway shows them', () => {
  expect(claimsAsText({
    'sub': 'x',
    'email_verified': true,
    'auth_time': 1680629979,
    'exp': 1680633579,
    'iat': 1680629979,
    'cognito:groups': ['admins', 'staff'],
    'address': { formatted: 'here' },
    'identities': [{ userId: '1' }],
  })).toEqual({
    'sub': 'x',
    'email_verified': 'true',
    'auth_time': '1680629979',
    'exp': 'Tue Apr 04 18:39:39 UTC 2023',
    'iat': 'Tue Apr 04 17:39:39 UTC 2023',
    'cognito:groups': 'admins,staff',
    'address': '{"formatted":"here"}',
    'identities': '{"userId":"1"}',
  });
});
