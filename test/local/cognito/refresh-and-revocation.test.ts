import {
  AdminUserGlobalSignOutCommand, GetTokensFromRefreshTokenCommand, GetUserCommand, GlobalSignOutCommand, InitiateAuthCommand,
  RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { claimsOf, errorOf, startStack, type Stack } from './harness';
import { confirmedUser, tokensOf } from './users';

const HOUR = 3_600_000;
const REVOKED = { name: 'NotAuthorizedException', message: 'Access Token has been revoked' };
const REFRESH_REVOKED = { name: 'NotAuthorizedException', message: 'Refresh Token has been revoked' };

let stack: Stack;
beforeAll(async () => { stack = await startStack(); });
afterAll(() => stack.close());

const getUser = (AccessToken: string, on = stack) => on.sdk.send(new GetUserCommand({ AccessToken }));
const refresh = (RefreshToken: string, ClientId = stack.ClientId, on = stack) =>
  on.sdk.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId }));
const revoke = (Token: string, ClientId = stack.ClientId) => stack.sdk.send(new RevokeTokenCommand({ Token, ClientId }));

describe('refreshing', () => {
  test('gives new ID and access tokens of the same sign-in, and no new refresh token', async () => {
    const tokens = await tokensOf(stack, await confirmedUser(stack));
    stack.clock.advance(5_000);
    const { AuthenticationResult } = await refresh(tokens.RefreshToken);
    expect(AuthenticationResult).not.toHaveProperty('RefreshToken');
    const [before, after] = [claimsOf(tokens.AccessToken), claimsOf(AuthenticationResult!.AccessToken)];
    expect(after).toMatchObject({ origin_jti: before.origin_jti, auth_time: before.auth_time, sub: before.sub });
    expect(after.iat).toBeGreaterThan(Number(before.iat));
    expect(after.jti).not.toBe(before.jti);
  });

  test.each(['REFRESH_TOKEN_AUTH', 'REFRESH_TOKEN'] as const)('works through %s as well', async (AuthFlow) => {
    const { RefreshToken } = await tokensOf(stack, await confirmedUser(stack));
    const { AuthenticationResult } = await stack.sdk.send(new InitiateAuthCommand({
      ClientId: stack.ClientId, AuthFlow, AuthParameters: { REFRESH_TOKEN: RefreshToken },
    }));
    expect(claimsOf(AuthenticationResult!.IdToken)).toMatchObject({ token_use: 'id' });
  });

  test('refuses an unknown token, another client\'s and an expired one', async () => {
    const { RefreshToken } = await tokensOf(stack, await confirmedUser(stack));
    const invalid = { name: 'NotAuthorizedException', message: 'Invalid Refresh Token.' };
    expect(await errorOf(refresh('nonsense'))).toEqual(invalid);
    expect(await errorOf(refresh(RefreshToken, stack.addClient('RefreshOther')))).toEqual(invalid);
    stack.clock.advance(30 * 24 * HOUR);
    expect(await errorOf(refresh(RefreshToken))).toEqual({ name: 'NotAuthorizedException', message: 'Refresh Token has expired' });
  });

  test('the token has the form and about the length of Cognito\'s', async () => {
    const { RefreshToken } = await tokensOf(stack, await confirmedUser(stack));
    expect(RefreshToken.split('.')).toHaveLength(5);
    expect(RefreshToken.length).toBeGreaterThan(1_400);
  });
});

describe('revoking', () => {
  test('ends the refresh token and every access token of that sign-in, and no other sign-in', async () => {
    const email = await confirmedUser(stack);
    const [one, other] = [await tokensOf(stack, email), await tokensOf(stack, email)];
    const { AuthenticationResult: refreshed } = await refresh(one.RefreshToken);
    await revoke(one.RefreshToken);
    expect(await errorOf(refresh(one.RefreshToken))).toEqual(REFRESH_REVOKED);
    expect(await errorOf(getUser(one.AccessToken))).toEqual(REVOKED);
    expect(await errorOf(getUser(refreshed!.AccessToken!))).toEqual(REVOKED);
    await expect(getUser(other.AccessToken)).resolves.toBeDefined();
    await expect(refresh(other.RefreshToken)).resolves.toBeDefined();
  });

  test('can be repeated, and a token that nobody knows is as good as revoked', async () => {
    const { RefreshToken } = await tokensOf(stack, await confirmedUser(stack));
    await revoke(RefreshToken);
    await expect(revoke(RefreshToken)).resolves.toBeDefined();
    await expect(revoke('nonsense')).resolves.toBeDefined();
  });

  test.each(['AccessToken', 'IdToken'] as const)('takes no %s', async (kind) => {
    const tokens = await tokensOf(stack, await confirmedUser(stack));
    expect(await errorOf(revoke(tokens[kind]))).toMatchObject({ name: 'UnsupportedTokenTypeException' });
  });

  test('another client cannot, and a client without revocation cannot at all', async () => {
    const tokens = await tokensOf(stack, await confirmedUser(stack));
    expect(await errorOf(revoke(tokens.RefreshToken, stack.addClient('RevokeOther')))).toMatchObject({ name: 'UnauthorizedException' });
    await expect(refresh(tokens.RefreshToken)).resolves.toBeDefined();
    const without = stack.addClient('NoRevocation', { EnableTokenRevocation: false });
    expect(await errorOf(revoke(tokens.RefreshToken, without))).toMatchObject({ name: 'UnsupportedOperationException' });
  });

  test('a client without revocation has tokens without origin_jti, which a sign-out everywhere still ends', async () => {
    const without = stack.addClient('NoRevocationSignOut', { EnableTokenRevocation: false });
    const tokens = await tokensOf(stack, await confirmedUser(stack), undefined, without);
    expect(claimsOf(tokens.AccessToken)).not.toHaveProperty('origin_jti');
    expect(claimsOf(tokens.IdToken)).not.toHaveProperty('jti');
    await expect(getUser(tokens.AccessToken)).resolves.toBeDefined();
    await stack.sdk.send(new GlobalSignOutCommand({ AccessToken: tokens.AccessToken }));
    expect(await errorOf(getUser(tokens.AccessToken))).toEqual(REVOKED);
  });

  test.each([
    ['GlobalSignOut', (_email: string, AccessToken: string) => stack.sdk.send(new GlobalSignOutCommand({ AccessToken }))],
    ['AdminUserGlobalSignOut', (email: string) =>
      stack.sdk.send(new AdminUserGlobalSignOutCommand({ UserPoolId: stack.UserPoolId, Username: email }))],
  ])('%s ends every sign-in of the user, and none that begins afterwards', async (_name, signOut) => {
    const email = await confirmedUser(stack);
    const devices = [await tokensOf(stack, email), await tokensOf(stack, email)];
    const bystander = await tokensOf(stack, await confirmedUser(stack));
    await signOut(email, devices[0].AccessToken);
    for (const { AccessToken, RefreshToken } of devices) {
      expect(await errorOf(getUser(AccessToken))).toEqual(REVOKED);
      expect(await errorOf(refresh(RefreshToken))).toEqual(REFRESH_REVOKED);
    }
    await expect(getUser(bystander.AccessToken)).resolves.toBeDefined();
    await expect(getUser((await tokensOf(stack, email)).AccessToken)).resolves.toBeDefined();
  });
});

describe('rotation of refresh tokens', () => {
  let rotating: Stack;
  beforeAll(async () => {
    rotating = await startStack({
      appClient: {
        ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'],
        RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
      },
    });
  });
  afterAll(() => rotating.close());

  const rotate = async (token: string, client = rotating.ClientId) =>
    (await refresh(token, client, rotating)).AuthenticationResult!.RefreshToken!;

  test('each refresh gives a new token', async () => {
    const { RefreshToken } = await tokensOf(rotating, await confirmedUser(rotating));
    const second = await rotate(RefreshToken);
    const third = await rotate(second);
    expect(new Set([RefreshToken, second, third]).size).toBe(3);
  });

  test('the old flow is not open to a rotating client', async () => {
    const { RefreshToken } = await tokensOf(rotating, await confirmedUser(rotating));
    const call = rotating.sdk.send(new InitiateAuthCommand({
      ClientId: rotating.ClientId, AuthFlow: 'REFRESH_TOKEN_AUTH', AuthParameters: { REFRESH_TOKEN: RefreshToken },
    }));
    expect(await errorOf(call)).toEqual({ name: 'InvalidParameterException', message: 'Auth flow not enabled for this client' });
  });

  test('a retry within the grace period works, also two at a time', async () => {
    const { RefreshToken } = await tokensOf(rotating, await confirmedUser(rotating));
    await Promise.all([rotate(RefreshToken), rotate(RefreshToken)]);
    rotating.clock.advance(9_000);
    const retried = await rotate(RefreshToken);
    await expect(rotate(retried)).resolves.toBeDefined();
  });

  test('reuse after the grace period is found out and ends the sign-in, whoever holds the newer token', async () => {
    const tokens = await tokensOf(rotating, await confirmedUser(rotating));
    const newer = await rotate(tokens.RefreshToken);
    rotating.clock.advance(10_000);
    expect(await errorOf(rotate(tokens.RefreshToken))).toMatchObject({ name: 'RefreshTokenReuseException' });
    expect(await errorOf(rotate(newer))).toEqual(REFRESH_REVOKED);
    expect(await errorOf(getUser(tokens.AccessToken, rotating))).toEqual(REVOKED);
  });

  test('without a grace period the old token is dead at once', async () => {
    const strict = rotating.addClient('Strict', {
      ExplicitAuthFlows: ['ALLOW_ADMIN_USER_PASSWORD_AUTH'], RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 0 },
    });
    const { RefreshToken } = await tokensOf(rotating, await confirmedUser(rotating), undefined, strict);
    await rotate(RefreshToken, strict);
    expect(await errorOf(rotate(RefreshToken, strict))).toMatchObject({ name: 'RefreshTokenReuseException' });
  });

  test('rotation does not prolong the sign-in', async () => {
    const { RefreshToken } = await tokensOf(rotating, await confirmedUser(rotating));
    rotating.clock.advance(29 * 24 * HOUR);
    const newer = await rotate(RefreshToken);
    rotating.clock.advance(24 * HOUR);
    expect(await errorOf(rotate(newer))).toEqual({ name: 'NotAuthorizedException', message: 'Refresh Token has expired' });
  });
});
