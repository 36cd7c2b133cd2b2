import {
  AdminAddUserToGroupCommand, AdminDeleteUserCommand, AdminDisableUserCommand, AdminEnableUserCommand,
  GetTokensFromRefreshTokenCommand, GetUserCommand,
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

const getUser = (AccessToken: string) => stack.sdk.send(new GetUserCommand({ AccessToken }));
const refresh = (RefreshToken: string) => stack.sdk.send(new GetTokensFromRefreshTokenCommand({ RefreshToken, ClientId: stack.ClientId }));

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
