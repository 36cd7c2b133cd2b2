import { join } from 'node:path';
import { readSeeds } from '../../../local/users/seed-users';
import { NewUser } from '../../../local/users/user-directory';
import { clientOf, JANE, passwordPool, passwordStack } from '../support/password-stack';
import { templateAssembly } from '../support/template-assembly';
import { temporaryFolder } from '../support/temporary-folder';

describe('users to begin with', () => {
  test('log in, with their groups and attributes in the tokens', async () => {
    const stack = await passwordStack({ users: [{ ...JANE, groups: ['admins'], attributes: { email_verified: false } }] });
    const { AuthenticationResult } = await clientOf(stack).logIn();
    const claims = JSON.parse(Buffer.from(AuthenticationResult.IdToken.split('.')[1], 'base64url').toString());
    expect(claims).toMatchObject({ 'email': JANE.email, 'email_verified': false, 'cognito:groups': ['admins'] });
  });

  test.each<[string, Partial<NewUser>, object | string]>([
    ['with a temporary password must choose another', { status: 'FORCE_CHANGE_PASSWORD' }, { ChallengeName: 'NEW_PASSWORD_REQUIRED' }],
    ['with an authenticator are asked for its code', { totpSecret: 'JBSWY3DPEHPK3PXP' }, { ChallengeName: 'SOFTWARE_TOKEN_MFA' }],
    ['who have not confirmed cannot log in', { status: 'UNCONFIRMED' }, 'UserNotConfirmedException'],
    ['whose password an administrator reset need a new one', { status: 'RESET_REQUIRED' }, 'PasswordResetRequiredException'],
    ['who are disabled cannot log in', { enabled: false }, 'NotAuthorizedException'],
  ])('%s', async (_what, change, expected) => {
    const answer = clientOf(await passwordStack({ users: [{ ...JANE, ...change }] })).logIn();
    if (typeof expected === 'string') await expect(answer).rejects.toMatchObject({ name: expected });
    else expect(await answer).toMatchObject(expected);
  });

  test('who are there already stay as they are', async () => {
    const persist = join(temporaryFolder(), 'state.json');
    await (await passwordStack({ persist, users: [JANE] })).close();
    const stack = await passwordStack({ persist, users: [{ ...JANE, password: 'other-password' }, { email: 'joe@example.com', password: 'staple-correct' }] });
    await clientOf(stack).logIn();
    expect(stack.users.list()).toHaveLength(2);
  });

  test.each<[NewUser, string]>([
    [{ ...JANE, password: 'short' }, 'Password did not conform with policy: Password not long enough'],
    [{ ...JANE, email: 'jane' }, 'Username should be an email.'],
    [{ ...JANE, groups: ['owners'] }, 'Group owners does not exist in the user pool, which has: admins'],
    [{ ...JANE, attributes: { plan: 'gold' } }, 'Attributes did not conform to the schema: plan: Attribute does not exist in the schema.'],
    [{ ...JANE, totpSecret: 'secret' }, 'A TOTP secret is at least 16 characters of base32: A to Z and 2 to 7'],
    [{ ...JANE, pool: 'Pond' }, "the stack has no user pool 'Pond', only Pool"],
  ])('%j is refused', async (user, message) => {
    const error = await passwordStack({ users: [{ email: 'joe@example.com', password: 'staple-correct' }, user] }).catch((reason: Error) => reason);
    expect((error as Error).message).toBe(`users[1] (${user.email}) cannot be created: ${message}`);
  });

  test('without a name, or for one of several pools, are refused', async () => {
    await expect(passwordStack({ users: [{ password: 'staple-correct' }] })).rejects.toThrow('users[0] (without a name) cannot be created: a user needs an email or a username');
    const assembly = templateAssembly({ ...passwordPool, Other: { Type: 'AWS::Cognito::UserPool' } });
    await expect(passwordStack({ assembly, users: [JANE] })).rejects.toThrow("the stack has several user pools (Pool, Other); name one as 'pool'");
    expect((await passwordStack({ assembly, users: [{ ...JANE, pool: 'Pool' }] })).users.list('Pool')).toHaveLength(1);
  });
});

describe('the directory', () => {
  test('finds and deletes users; a deleted user is logged out', async () => {
    const stack = await passwordStack({ users: [JANE] });
    const { AuthenticationResult } = await clientOf(stack).logIn();
    expect(stack.users.get('JANE@example.com')).toMatchObject({ status: 'CONFIRMED', enabled: true, attributes: { email: JANE.email, email_verified: 'true' } });
    expect(stack.users.delete(JANE.email)).toBe(true);
    expect(stack.users.delete(JANE.email)).toBe(false);
    expect(stack.users.get(JANE.email)).toBeUndefined();
    await expect(clientOf(stack).whoAmI(AuthenticationResult.AccessToken)).rejects.toThrow();
  });

  test('creates nobody twice', async () => {
    const stack = await passwordStack({ users: [JANE] });
    await expect(stack.users.create({ ...JANE, email: 'Jane@example.com' })).rejects.toMatchObject({ name: 'UsernameExistsException' });
  });
});

describe('a seed file', () => {
  const seeds = (content: unknown) => readSeeds(join(temporaryFolder({ 'users.json': typeof content === 'string' ? content : JSON.stringify(content) }), 'users.json'));

  test('holds users', () => {
    expect(seeds({ $schema: 'any', users: [JANE] })).toEqual([JANE]);
  });

  test.each<[unknown, string]>([
    ['[', 'is no JSON'],
    [[JANE], 'is not as expected: it must be object'],
    [{}, "is not as expected: it has no 'users'"],
    [{ users: [{ email: JANE.email }] }, "is not as expected: users[0] has no 'password'"],
    [{ users: [JANE, { ...JANE, mail: 'x' }] }, "is not as expected: users[1] has the unknown member 'mail'"],
    [{ users: [{ ...JANE, status: 'ACTIVE' }] }, 'is not as expected: users[0].status must be one of CONFIRMED, UNCONFIRMED, FORCE_CHANGE_PASSWORD, RESET_REQUIRED'],
    [{ users: [{ ...JANE, groups: 'admins' }] }, 'is not as expected: users[0].groups must be array'],
    [{ users: [{ ...JANE, attributes: { a: null } }] }, 'is not as expected: users[0].attributes.a must be string,number,boolean'],
  ])('%j is refused', (content, message) => {
    expect(() => seeds(content)).toThrow(message);
  });

  test('that is not there is refused', () => {
    expect(() => readSeeds('/nowhere/users.json')).toThrow('the seed file /nowhere/users.json cannot be read: ENOENT');
  });
});
