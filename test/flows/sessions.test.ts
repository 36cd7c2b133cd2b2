import { Duration } from 'aws-cdk-lib';
import { expectStatus, logIn, register, registered } from './accounts';
import { served, ServedConstruct } from './stack';

/* Tokens from login to logout. */

const DAY = 24 * 3_600_000;

const refresher = (stack: () => ServedConstruct) => (refreshToken: string) => stack().post('/token/refresh', { refreshToken });

describe('refresh tokens that stay', () => {
  const stack = served({ accountRoutes: true });
  const refresh = refresher(stack);
  const me = (token: string) => stack().call('GET', '/me', { token });
  const logout = (refreshToken: string) => stack().post('/logout', { refreshToken });

  test('buy new tokens for thirty days', async () => {
    const { email, tokens } = await registered(stack());
    stack().clock.advance(29 * DAY);
    const fresh = expectStatus(await refresh(tokens.refreshToken), 200);
    expect(fresh.refreshToken).toBeUndefined();
    expect(expectStatus(await stack().post('/private', undefined, fresh.token), 200).message).toContain(email);
    expectStatus(await me(fresh.accessToken), 200);
    stack().clock.advance(DAY + 1);
    expect(expectStatus(await refresh(tokens.refreshToken), 401).code).toBe('invalid_refresh_token');
  });

  test('end with the logout of their device, and of no other', async () => {
    const email = await register(stack());
    const [phone, laptop] = [await logIn(stack(), email), await logIn(stack(), email)];
    expectStatus(await logout(phone.refreshToken), 204);
    expectStatus(await refresh(phone.refreshToken), 401);
    expectStatus(await me(phone.accessToken), 401);
    expectStatus(await refresh(laptop.refreshToken), 200);
    expectStatus(await me(laptop.accessToken), 200);
    expectStatus(await logout(phone.refreshToken), 204);
    expectStatus(await logout('unknown'), 204);
  });

  test('all end with the logout everywhere', async () => {
    const email = await register(stack());
    const devices = [await logIn(stack(), email), await logIn(stack(), email)];
    expectStatus(await stack().post('/logout/everywhere', undefined, devices[0].accessToken), 204);
    for (const { refreshToken, accessToken } of devices) {
      expectStatus(await refresh(refreshToken), 401);
      expectStatus(await me(accessToken), 401);
    }
    expectStatus(await stack().post('/logout/everywhere', undefined, devices[1].accessToken), 401);
    await logIn(stack(), email);
  });

  test('are nothing else: neither another kind of token, nor a token that was changed', async () => {
    const { tokens } = await registered(stack());
    for (const wrong of [tokens.idToken, tokens.accessToken, `${tokens.refreshToken}x`]) {
      expect(expectStatus(await refresh(wrong), 401).code).toBe('invalid_refresh_token');
    }
    expect(expectStatus(await logout(tokens.accessToken), 400).code).toBe('invalid_request');
  });

  test('of a disabled account buy nothing', async () => {
    const { email, tokens } = await registered(stack());
    await stack().administer('AdminDisableUser', { Username: email });
    expectStatus(await refresh(tokens.refreshToken), 401);
    expectStatus(await me(tokens.accessToken), 401);
  });

  test('an account route wants the access token', async () => {
    const { tokens } = await registered(stack());
    for (const token of [tokens.idToken, tokens.refreshToken, undefined]) {
      expect(expectStatus(await stack().call('GET', '/me', { token }), 401).code).toBe('unauthorized');
    }
    expectStatus(await me(`Bearer ${tokens.accessToken}`), 200);
  });
});

describe('refresh tokens that rotate', () => {
  const stack = served({ refreshTokenRotationGracePeriod: Duration.seconds(60) });
  const refresh = refresher(stack);

  test('each buys its successor, and serves a lost answer within the grace period', async () => {
    const { tokens } = await registered(stack());
    const first = expectStatus(await refresh(tokens.refreshToken), 200);
    expect(first.refreshToken).not.toBe(tokens.refreshToken);
    stack().clock.advance(30_000);
    expectStatus(await refresh(tokens.refreshToken), 200);
    expectStatus(await refresh(first.refreshToken), 200);
  });

  test('two refreshes at once both succeed within the grace period', async () => {
    const { tokens: { refreshToken } } = await registered(stack());
    for (const answer of await Promise.all([refresh(refreshToken), refresh(refreshToken)])) expectStatus(answer, 200);
  });

  test('reuse after it ends the session of the thief and of the owner, and the log says so', async () => {
    const { email, tokens } = await registered(stack());
    const other = await logIn(stack(), email);
    const { refreshToken: successor } = expectStatus(await refresh(tokens.refreshToken), 200);
    stack().clock.advance(60_001);
    expect(expectStatus(await refresh(tokens.refreshToken), 401).code).toBe('invalid_refresh_token');
    expect(stack().logs.map((line) => JSON.parse(line))).toContainEqual(expect.objectContaining({
      route: 'refresh', outcome: 'invalid_refresh_token', cause: 'RefreshTokenReuseException',
    }));
    expectStatus(await refresh(successor), 401);
    expectStatus(await refresh(other.refreshToken), 200);
  });

  test('the logout with any of them ends their session', async () => {
    const { tokens } = await registered(stack());
    const { refreshToken } = expectStatus(await refresh(tokens.refreshToken), 200);
    expectStatus(await stack().post('/logout', { refreshToken }), 204);
    expectStatus(await refresh(refreshToken), 401);
    expectStatus(await refresh(tokens.refreshToken), 401);
  });
});
