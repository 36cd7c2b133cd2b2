import { clientIdOf } from '../../local/cognito/identifiers';
import { logIn, PASSWORD, registered, Tokens } from '../flows/accounts';
import { served } from '../flows/stack';

/* Another app client of the pool, such as that of a less trusted app, has tokens of the same users. They open nothing here. */

const stack = served({ accountRoutes: true }, (auth) => {
  auth.userPool.addClient('Other', { authFlows: { adminUserPassword: true } });
});

const claimsOf = (token: string) => JSON.parse(Buffer.from(token.split('.')[1], 'base64url').toString()) as Record<string, string>;

/** Tokens of the same user, made for the other app client. */
async function tokensOfOtherClient(email: string, own: Tokens): Promise<{ readonly IdToken: string; readonly AccessToken: string }> {
  const { Resources } = stack().template;
  const logicalId = Object.keys(Resources).find((id) => Resources[id].Type === 'AWS::Cognito::UserPoolClient' && id.includes('Other'))!;
  const poolId = claimsOf(own.idToken).iss.split('/').at(-1)!;
  const { AuthenticationResult } = await stack().administer('AdminInitiateAuth', {
    ClientId: clientIdOf(poolId, logicalId, false), AuthFlow: 'ADMIN_USER_PASSWORD_AUTH', AuthParameters: { USERNAME: email, PASSWORD },
  });
  return AuthenticationResult;
}

test.each([
  ['POST', '/private', 'IdToken'],
  ['GET', '/me', 'AccessToken'],
  ['PATCH', '/me', 'AccessToken'],
  ['DELETE', '/me', 'AccessToken'],
  ['POST', '/password/change', 'AccessToken'],
  ['POST', '/logout/everywhere', 'AccessToken'],
] as const)('%s %s refuses the token of another app client, and takes one of its own', async (method, path, member) => {
  const { email } = await registered(stack());
  const own = await logIn(stack(), email);
  const other = await tokensOfOtherClient(email, own);
  const bodies: Record<string, object> = {
    'PATCH /me': { attributes: { email: 'attacker@example.com' } },
    'POST /password/change': { currentPassword: PASSWORD, newPassword: 'Attacker-Horse-7' },
  };
  const request = (token: string) => stack().call(method, path, { token, body: bodies[`${method} ${path}`] });
  const refused = await request(other[member]);
  expect({ status: refused.status, code: refused.json.code }).toEqual({ status: 401, code: 'unauthorized' });
  expect((await request(member === 'IdToken' ? own.idToken : own.accessToken)).status).toBeLessThan(300);
});
