import { aws_cognito as cognito, aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { expectStatus, registered, tampered, logIn } from './accounts';
import { served } from './stack';
import { TokenUse } from '../../src';

/* Private routes with more rules than a valid token: groups, and tokens that are held against Cognito. */

const ECHO = `exports.handler = async ({ requestContext: { authorizer } }) => ({
  statusCode: 200,
  body: JSON.stringify({ claims: JSON.parse(authorizer.claims) }),
});`;

const stack = served({ accountRoutes: true }, (auth, scope) => {
  const handler = new lambda.Function(scope, 'Echo', { code: lambda.Code.fromInline(ECHO), handler: 'index.handler', runtime: lambda.Runtime.NODEJS_22_X });
  for (const groupName of ['admins', 'auditors', 'guests']) {
    new cognito.CfnUserPoolGroup(scope, groupName, { userPoolId: auth.userPool.userPoolId, groupName });
  }
  auth.addPrivateRoute('reports/{id}', { handler, methods: ['GET', 'PUT'], allowedGroups: ['admins', 'auditors'] });
  auth.addPrivateRoute('settings', { handler, allowedGroups: ['admins'] });
  auth.addPrivateRoute('account', { handler, tokenUse: TokenUse.ACCESS, revocationCheck: true });
  auth.addPrivateRoute('vault', { handler, tokenUse: TokenUse.ACCESS, revocationCheck: true, allowedGroups: ['admins'], resultsCacheTtl: Duration.seconds(0) });
});

async function get(path: string, token?: string) {
  const response = await fetch(`${stack().url}/${path}`, { headers: token === undefined ? {} : { Authorization: token } });
  const text = await response.text();
  return { status: response.status, headers: response.headers, text, json: text ? JSON.parse(text) : undefined };
}

async function member(...groups: string[]) {
  const { email } = await registered(stack());
  for (const GroupName of groups) await stack().administer('AdminAddUserToGroup', { Username: email, GroupName });
  return { email, tokens: await logIn(stack(), email) };
}

describe('allowedGroups', () => {
  test('lets a member of one of the groups in, and its claims reach the function', async () => {
    const { email, tokens } = await member('guests', 'auditors');
    const { claims } = expectStatus(await get('reports/1', tokens.idToken), 200);
    expect(claims).toMatchObject({ email, 'token_use': 'id', 'cognito:groups': ['auditors', 'guests'] });
    expectStatus(await get('reports/2', `Bearer ${tokens.idToken}`), 200);
  });

  test('refuses who is in another group or in none, in the shape and with the headers of every error', async () => {
    for (const { tokens } of [await member('guests'), await member()]) {
      const answer = await get('reports/1', tokens.idToken);
      expect(expectStatus(answer, 403)).toEqual({ type: 'about:blank', title: 'Forbidden', status: 403, code: 'forbidden', message: 'Forbidden' });
      expect(answer.headers.get('access-control-allow-origin')).toBe('*');
      expect(answer.headers.get('cache-control')).toBe('no-store');
    }
  });

  test('what one rule lets in, another does not', async () => {
    const { tokens } = await member('auditors');
    expectStatus(await get('reports/1', tokens.idToken), 200);
    expectStatus(await get('settings', tokens.idToken), 403);
  });

  test('no token, no real token and the other token are unauthorized', async () => {
    const { tokens } = await member('admins');
    for (const token of [undefined, 'no-token', tampered(tokens.idToken), tokens.accessToken]) {
      expect(expectStatus(await get('reports/1', token), 401).code).toBe('unauthorized');
    }
  });

  test('leaves a line in the log that holds nothing of the caller', async () => {
    const { email, tokens } = await member('guests');
    await get('settings', tokens.idToken);
    const line = stack().logs.map((text) => JSON.parse(text)).filter(({ route }) => route === 'authorize').at(-1);
    expect(line).toEqual({ route: 'authorize', outcome: 'forbidden', requestId: expect.any(String), durationMs: expect.any(Number) });
    expect(stack().logs.join()).not.toContain(email);
  });
});

describe('revocationCheck', () => {
  test('notices a logout, once the kept answer is gone', async () => {
    const { tokens } = await member();
    expectStatus(await get('account', tokens.accessToken), 200);
    expectStatus(await stack().post('/logout', { refreshToken: tokens.refreshToken }), 204);
    expectStatus(await get('account', tokens.accessToken), 200);
    stack().clock.advance(61_000);
    expect(expectStatus(await get('account', tokens.accessToken), 401).code).toBe('unauthorized');
  });

  test('notices it at once where no answer is kept', async () => {
    const { tokens } = await member('admins');
    expectStatus(await get('vault', tokens.accessToken), 200);
    expectStatus(await stack().call('POST', '/logout/everywhere', { token: tokens.accessToken }), 204);
    expectStatus(await get('vault', tokens.accessToken), 401);
  });

  test('notices a user who was disabled or deleted', async () => {
    for (const operation of ['AdminDisableUser', 'AdminDeleteUser']) {
      const { email, tokens } = await member('admins');
      expectStatus(await get('vault', tokens.accessToken), 200);
      await stack().administer(operation, { Username: email });
      expectStatus(await get('vault', tokens.accessToken), 401);
    }
  });

  test('a group is wanted beside it', async () => {
    const { tokens } = await member('guests');
    expectStatus(await get('vault', tokens.accessToken), 403);
    expectStatus(await get('vault', tokens.idToken), 401);
  });
});
