import { createHmac } from 'node:crypto';
import { TOTP } from 'otpauth';
import { curlCommand } from '../../../local/playground/page/curl';
import { decodeToken, formatDuration, secondsLeft, tamperWith } from '../../../local/playground/page/jwt';
import { totpCode } from '../../../local/playground/page/totp';

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url');
const signed = (header: object, claims: object) => {
  const content = `${encode(header)}.${encode(claims)}`;
  return `${content}.${createHmac('sha256', 'key').update(content).digest('base64url')}`;
};

describe('a token', () => {
  const token = signed({ alg: 'RS256' }, { sub: '1', name: 'Zoë ❤', exp: 1_000 });

  test('is decoded, characters beyond ASCII included', () => {
    expect(decodeToken(token)).toEqual({ header: { alg: 'RS256' }, claims: { sub: '1', name: 'Zoë ❤', exp: 1_000 } });
  });

  test.each(['', 'opaque', 'a.b', 'a.b.c', `${encode({})}.${encode({})}.c.d.e`, `${encode('x')}.%%%.x`])('is not seen in %j', (text) => {
    expect(decodeToken(text)).toBeUndefined();
  });

  test('can be tampered with: other claims under the same signature', () => {
    const tampered = tamperWith(token);
    expect(decodeToken(tampered)?.claims).toEqual({ sub: '00000000-0000-0000-0000-000000000000', name: 'Zoë ❤', exp: 1_000 });
    expect(tampered.split('.')[2]).toBe(token.split('.')[2]);
  });

  test('has seconds left', () => {
    expect(secondsLeft(decodeToken(token)!, 400_000)).toBe(600);
    expect(secondsLeft(decodeToken(token)!, 1_030_000)).toBe(-30);
    expect(secondsLeft({ header: {}, claims: {} }, 0)).toBeUndefined();
  });

  test.each([[59, '00:59'], [3_599, '59:59'], [3_600, '1:00:00'], [-75, '01:15'], [86_400, '24:00:00'], [30 * 86_400, '30 days']])(
    '%s seconds read %s', (seconds, text) => {
      expect(formatDuration(seconds)).toBe(text);
    });
});

describe('the curl line', () => {
  const url = 'http://127.0.0.1:3000/user/login';

  test('holds variables in the place of passwords and tokens', () => {
    const line = curlCommand({
      method: 'POST',
      url,
      token: { variable: 'ACCESS_TOKEN' },
      body: { email: 'a@example.com', password: 'secret-1', answers: { newPassword: 'secret-2' }, session: 'secret-3', refreshToken: 'secret-4' },
    });
    expect(line).not.toContain('secret');
    expect(line).toBe(`curl -X POST ${url} -H "Authorization: Bearer $ACCESS_TOKEN" -H 'Content-Type: application/json' -d `
      + '\'{"email":"a@example.com","password":"\'"$PASSWORD"\'","answers":{"newPassword":"\'"$NEW_PASSWORD"\'"},'
      + '"session":"\'"$SESSION"\'","refreshToken":"\'"$REFRESH_TOKEN"\'"}\'');
  });

  test('quotes for the shell', () => {
    expect(curlCommand({ method: 'GET', url: `${url}?q=it's&x=$HOME` })).toBe('curl -X GET \'http://127.0.0.1:3000/user/login?q=it\'\\\'\'s&x=$HOME\'');
  });
});

describe('the built-in authenticator', () => {
  // RFC 6238, appendix B, cut to six digits.
  test.each([[59, '287082'], [1_111_111_109, '081804'], [20_000_000_000, '353130']])('at %s seconds shows %s', async (seconds, code) => {
    expect(await totpCode('GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ', seconds * 1000)).toBe(code);
  });

  test('agrees with an independent library', async () => {
    const totp = new TOTP();
    expect(await totpCode(totp.secret.base32, 1_700_000_000_000)).toBe(totp.generate({ timestamp: 1_700_000_000_000 }));
  });

  test('refuses a secret that is not base32', async () => {
    await expect(totpCode('0189', 0)).rejects.toThrow("'0' is no base32 digit");
  });
});
