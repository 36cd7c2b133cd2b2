import {
  AdminAddUserToGroupCommand, AdminDeleteUserCommand, AdminDisableUserCommand, AdminEnableUserCommand, AdminUserGlobalSignOutCommand,
  GetTokensFromRefreshTokenCommand, GetUserCommand, GlobalSignOutCommand, InitiateAuthCommand, RevokeTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { CognitoJwtVerifier } from 'aws-jwt-verify';
import { claimsOf, errorOf, startStack, type Stack } from './harness';
import { confirmedUser, newEmail, tokensOf } from './users';

const HOUR = 3_600_000;
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const REVOKED = { name: 'NotAuthorizedException', message: 'Access Token has been revoked' };
const REFRESH_REVOKED = { name: 'NotAuthorizedException', message: 'Refresh Token has been revoked' };

let stack: Stack;
beforeAll(async () => { stack = await startStack({ pool: { Schema: [{ Name: 'email', Required: true, Mutable: true }, { Name: 'tier', Mutable: true }] } }); });
afterAll(() => stack.close());

const getUser = (AccessToken: string, on = stack) => on.sdk.send(new GetUserCommand({ AccessToken }));
const refresh = (RefreshToken: string, ClientId = stack.ClientId, on = stack) =>
  on.sdk.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId }));
const revoke = (Token: string, ClientId = stack.ClientId) => stack.sdk.send(new RevokeTokenCommand({ Token, ClientId }));

describe('the tokens of a sign-in', () => {
  const verifierOf = (tokenUse: 'id' | 'access', on = stack) => {
    const verifier = CognitoJwtVerifier.create({ userPoolId: on.UserPoolId, clientId: on.ClientId, tokenUse });
    verifier.cacheJwks(on.emulator.jwks(on.UserPoolId) as Parameters<typeof verifier.cacheJwks>[0]);
    return verifier;
  };

  test('pass a stock verifier, each for its own use only', async () => {
    const tokens = await tokensOf(stack, await confirmedUser(stack));
    expect((await verifierOf('id').verify(tokens.IdToken)).token_use).toBe('id');
    expect((await verifierOf('access').verify(tokens.AccessToken)).client_id).toBe(stack.ClientId);
    await expect(verifierOf('id').verify(tokens.AccessToken)).rejects.toThrow();
    await expect(verifierOf('access').verify(tokens.IdToken)).rejects.toThrow();
  });

  test('of another pool, another client or a tampered signature do not pass', async () => {
    const other = await startStack({ region: 'us-west-2' });
    const foreign = await tokensOf(other, await confirmedUser(other));
    const { IdToken } = await tokensOf(stack, await confirmedUser(stack));
    const [header, payload, signature] = IdToken.split('.');
    const forged = Buffer.from(JSON.stringify({ ...claimsOf(IdToken), email: 'admin@example.com' })).toString('base64url');
    for (const token of [foreign.IdToken, `${header}.${forged}.${signature}`, `${header}.${payload}.${signature.slice(0, -4)}AAAA`]) {
      await expect(verifierOf('id').verify(token)).rejects.toThrow();
    }
    await other.close();
  });

  test('the keys are also served over HTTP', async () => {
    const answer = await fetch(`${stack.url}/${stack.UserPoolId}/.well-known/jwks.json`);
    expect(await answer.json()).toEqual(stack.emulator.jwks(stack.UserPoolId));
    expect(stack.emulator.jwks(stack.UserPoolId).keys).toHaveLength(2);
    expect(JSON.stringify(stack.emulator.jwks(stack.UserPoolId))).not.toContain('"d"');
  });

  test('carry the claims that Cognito puts in them', async () => {
    const email = await confirmedUser(stack, newEmail(), { given_name: 'Ada', address: 'Here 1' });
    const { AccessToken, IdToken, ExpiresIn, TokenType } = await tokensOf(stack, email);
    const id = claimsOf(IdToken);
    const access = claimsOf(AccessToken);
    const seconds = Math.floor(stack.clock.now() / 1000);
    const shared = {
      sub: expect.stringMatching(UUID),
      iss: `https://cognito-idp.us-east-1.amazonaws.com/${stack.UserPoolId}`,
      origin_jti: expect.stringMatching(UUID),
      event_id: expect.stringMatching(UUID),
      jti: expect.stringMatching(UUID),
    };
    expect(id).toEqual({
      ...shared,
      'aud': stack.ClientId,
      'token_use': 'id',
      'cognito:username': id.sub,
      email,
      'email_verified': true,
      'given_name': 'Ada',
      'address': { formatted: 'Here 1' },
      'auth_time': expect.closeTo(seconds, -1),
      'iat': expect.closeTo(seconds, -1),
      'exp': Number(id.iat) + 3600,
    });
    expect(access).toEqual({
      ...shared,
      client_id: stack.ClientId,
      token_use: 'access',
      scope: 'aws.cognito.signin.user.admin',
      username: id.sub,
      auth_time: id.auth_time,
      iat: id.iat,
      exp: Number(access.iat) + 3600,
    });
    expect(access.sub).toBe(id.sub);
    expect(access.origin_jti).toBe(id.origin_jti);
    expect(access.jti).not.toBe(id.jti);
    expect({ ExpiresIn, TokenType }).toEqual({ ExpiresIn: 3600, TokenType: 'Bearer' });
  });

  test('live as long as the client says', async () => {
    const client = stack.addClient('Validity', {
      AccessTokenValidity: 10,
      IdTokenValidity: 2,
      RefreshTokenValidity: 90,
      AuthSessionValidity: 15,
      TokenValidityUnits: { AccessToken: 'minutes', IdToken: 'hours', RefreshToken: 'days' },
    });
    const tokens = await tokensOf(stack, await confirmedUser(stack), undefined, client);
    const lifetime = (token: string) => Number(claimsOf(token).exp) - Number(claimsOf(token).iat);
    expect([lifetime(tokens.AccessToken), lifetime(tokens.IdToken), tokens.ExpiresIn]).toEqual([600, 7200, 600]);
  });

  test('the ID token shows what the client may read, and nothing else', async () => {
    const reader = stack.addClient('Reader', { ReadAttributes: ['email', 'custom:tier'] });
    const email = await confirmedUser(stack, newEmail(), { 'given_name': 'Ada', 'custom:tier': 'gold' });
    const claims = claimsOf((await tokensOf(stack, email, undefined, reader)).IdToken);
    expect(claims).toMatchObject({ email, 'custom:tier': 'gold' });
    expect(claims).not.toHaveProperty('given_name');
    expect(claims).not.toHaveProperty('email_verified');
    expect(claimsOf((await tokensOf(stack, email)).IdToken)).not.toHaveProperty('custom:tier');
  });

  test('groups are listed by precedence, with the roles they give', async () => {
    const { UserPoolId } = stack;
    stack.emulator.addUserPoolGroup('Staff', { UserPoolId, GroupName: 'staff', Precedence: 5 });
    stack.emulator.addUserPoolGroup('Admins', { UserPoolId, GroupName: 'admins', Precedence: 1, RoleArn: 'arn:aws:iam::123456789012:role/admin' });
    const email = await confirmedUser(stack);
    for (const GroupName of ['staff', 'admins']) await stack.sdk.send(new AdminAddUserToGroupCommand({ UserPoolId, Username: email, GroupName }));
    const tokens = await tokensOf(stack, email);
    expect(claimsOf(tokens.IdToken)).toMatchObject({
      'cognito:groups': ['admins', 'staff'],
      'cognito:roles': ['arn:aws:iam::123456789012:role/admin'],
      'cognito:preferred_role': 'arn:aws:iam::123456789012:role/admin',
    });
    expect(claimsOf(tokens.AccessToken)).toMatchObject({ 'cognito:groups': ['admins', 'staff'] });
  });
});

describe('an access token at Cognito itself', () => {
  test.each([
    ['nonsense', async () => 'nonsense', 'Invalid Access Token'],
    ['an ID token', async () => (await tokensOf(stack, await confirmedUser(stack))).IdToken, 'Invalid Access Token'],
    ['a tampered one', async () => {
      const { AccessToken } = await tokensOf(stack, await confirmedUser(stack));
      return `${AccessToken.slice(0, -6)}AAAAAA`;
    }, 'Invalid Access Token'],
    ['one without algorithm', async () => {
      const { AccessToken } = await tokensOf(stack, await confirmedUser(stack));
      return `${Buffer.from('{"alg":"none"}').toString('base64url')}.${AccessToken.split('.')[1]}.`;
    }, 'Invalid Access Token'],
    ['an expired one', async () => {
      const { AccessToken } = await tokensOf(stack, await confirmedUser(stack));
      stack.clock.advance(HOUR);
      return AccessToken;
    }, 'Access Token has expired'],
  ])('%s is refused', async (_name, make, message) => {
    expect(await errorOf(getUser(await make()))).toEqual({ name: 'NotAuthorizedException', message });
  });

  test('a deleted user\'s is refused', async () => {
    const email = await confirmedUser(stack);
    const tokens = await tokensOf(stack, email);
    await stack.sdk.send(new AdminDeleteUserCommand({ UserPoolId: stack.UserPoolId, Username: email }));
    expect(await errorOf(getUser(tokens.AccessToken))).toEqual({ name: 'UserNotFoundException', message: 'User does not exist.' });
    expect(await errorOf(refresh(tokens.RefreshToken))).toEqual({ name: 'NotAuthorizedException', message: 'Invalid Refresh Token.' });
  });

  test('a disabled user\'s is refused, also after the user is enabled again', async () => {
    const email = await confirmedUser(stack);
    const tokens = await tokensOf(stack, email);
    const user = { UserPoolId: stack.UserPoolId, Username: email };
    await stack.sdk.send(new AdminDisableUserCommand(user));
    expect(await errorOf(getUser(tokens.AccessToken))).toEqual(REVOKED);
    await stack.sdk.send(new AdminEnableUserCommand(user));
    expect(await errorOf(getUser(tokens.AccessToken))).toEqual(REVOKED);
    expect(await errorOf(refresh(tokens.RefreshToken))).toEqual(REFRESH_REVOKED);
    await expect(tokensOf(stack, email)).resolves.toHaveProperty('AccessToken');
  });
});

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
