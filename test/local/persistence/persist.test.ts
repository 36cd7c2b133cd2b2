import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { LocalStackError } from '../../../local/errors';
import { clientOf, JANE, passwordPool, passwordStack } from '../support/password-stack';
import { templateAssembly } from '../support/template-assembly';
import { temporaryFolder } from '../support/temporary-folder';

let file: string;
beforeEach(() => { file = join(temporaryFolder(), 'state.json'); });

const content = () => readFileSync(file, 'utf8');

async function until(probe: () => boolean): Promise<void> {
  for (let attempt = 0; attempt < 200; attempt += 1) {
    if (probe()) return;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error(`it did not happen: ${probe.toString()}`);
}

test('after a restart users log in, and whoever was logged in still is', async () => {
  const first = await passwordStack({ persist: file });
  await first.users.create({ ...JANE, groups: ['admins'], attributes: { 'custom:plan': 'gold' } });
  const { AuthenticationResult: tokens } = await clientOf(first).logIn();
  await first.close();

  const second = await passwordStack({ persist: file });
  const client = clientOf(second);
  expect(second.users.list()).toEqual([expect.objectContaining({ groups: ['admins'], attributes: expect.objectContaining({ 'email': 'jane@example.com', 'custom:plan': 'gold' }) })]);
  expect((await client.whoAmI(tokens.AccessToken)).Username).toBe(second.users.list()[0].username);
  expect((await client.refresh(tokens.RefreshToken)).AuthenticationResult.IdToken).toEqual(expect.any(String));
  await client.logIn({ ...JANE, email: 'JANE@example.com' });
  await expect(client.logIn({ ...JANE, password: 'wrong-password' })).rejects.toMatchObject({ name: 'NotAuthorizedException' });
});

test('what a run that was killed while writing left is removed, and the draft of one that runs is not', async () => {
  const gone = spawnSync(process.execPath, ['--version']).pid;
  const kept = [`${file}.${process.ppid}.tmp`, `${file}.bak.${gone}.tmp`, `${file}.tmp`];
  for (const path of [`${file}.${gone}.tmp`, ...kept]) writeFileSync(path, 'half of a st');
  await (await passwordStack({ persist: file })).close();
  expect(readdirSync(dirname(file)).sort()).toEqual([file, ...kept].map((path) => basename(path)).sort());
});

test('whoever logged out stays logged out', async () => {
  const first = await passwordStack({ persist: file, users: [JANE] });
  const { AuthenticationResult: tokens } = await clientOf(first).logIn();
  await clientOf(first).call('RevokeToken', { Token: tokens.RefreshToken });
  await first.close();
  await expect(clientOf(await passwordStack({ persist: file })).refresh(tokens.RefreshToken)).rejects.toMatchObject({ name: 'NotAuthorizedException' });
});

test('the file holds no password, code or refresh token, and only its owner reads it', async () => {
  const stack = await passwordStack({ persist: file, users: [{ ...JANE, status: 'FORCE_CHANGE_PASSWORD' }, { email: 'joe@example.com', password: 'staple-correct' }] });
  const { AuthenticationResult: tokens } = await clientOf(stack).logIn({ email: 'joe@example.com', password: 'staple-correct' });
  await clientOf(stack).call('ForgotPassword', { Username: 'joe@example.com' });
  const [{ code }] = stack.outbox.list();
  await stack.close();
  const text = content();
  for (const secret of [JANE.password, 'staple-correct', tokens.RefreshToken, tokens.AccessToken, `"${code}"`]) expect(text).not.toContain(secret);
  expect(text.match(/"hash": "scrypt\$12\$/g)).toHaveLength(2);
  expect(statSync(file).mode.toString(8)).toBe('100600');
});

test('a change is in the file before the end', async () => {
  const stack = await passwordStack({ persist: file });
  await clientOf(stack).call('SignUp', { Username: JANE.email, Password: JANE.password });
  await until(() => content().includes(JANE.email));
  expect(readdirSync(join(file, '..'))).toEqual(['state.json']);
});

test.each([
  ['is no JSON', '{"format":', 'is no JSON'],
  ['is another program\'s', '{"users": []}', "is not as expected: it has no 'format'"],
  ['is of a later release', '{"format": "cdk-cognito-password-auth local state", "version": 2}', 'has version 2, and this release reads version 1'],
  ['has lost a part', '{"format": "cdk-cognito-password-auth local state", "version": 1, "stack": "Stack", "pools": {"Pool": {"users": [], "grants": []}}}',
    "is not as expected: pools.Pool has no 'keys'"],
  ['has a broken key', '{"format": "cdk-cognito-password-auth local state", "version": 1, "stack": "Stack", "pools": {"Pool": {"users": [], "grants": [], '
    + '"keys": {"id": {"kid": "k", "privateKey": "?"}}}}}', 'is not as expected: a key of pools.Pool cannot be read'],
  ['is another stack\'s', '{"format": "cdk-cognito-password-auth local state", "version": 1, "stack": "Other", "pools": {}}',
    "holds the users of the stack 'Other', not of 'Stack'; name another file"],
])('a file that %s is refused and left as it is', async (_what, text, message) => {
  writeFileSync(file, text);
  const error: unknown = await passwordStack({ persist: file }).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(LocalStackError);
  expect((error as Error).message).toContain(`the state file ${file} ${message}`);
  expect(content()).toBe(text);
});

test('a password in a broken file is not quoted', async () => {
  writeFileSync(file, '{"password": "secret-of-mine" oops}');
  await expect(passwordStack({ persist: file })).rejects.toThrow(/^(?!.*secret-of-mine)/);
});

test('a file that something else changes is not overwritten', async () => {
  const lines: string[] = [];
  const stack = await passwordStack({ persist: file, log: (line) => lines.push(line) });
  writeFileSync(file, 'mine now');
  await stack.users.create(JANE);
  await until(() => lines.length > 0);
  expect(lines).toEqual([`the state file ${file} was changed by something else, so it is left as it is and nothing more is kept in it`]);
  await expect(stack.close()).rejects.toThrow('was changed by something else');
  expect(content()).toBe('mine now');
});

test('what a symbolic link points to is replaced, not the link', async () => {
  const target = join(temporaryFolder(), 'real.json');
  writeFileSync(target, '');
  rmSync(target);
  const link = join(temporaryFolder(), 'link.json');
  const first = await passwordStack({ persist: target, users: [JANE] });
  await first.close();
  symlinkSync(target, link);
  const second = await passwordStack({ persist: link });
  await second.users.create({ email: 'joe@example.com', password: 'staple-correct' });
  await second.close();
  expect(readFileSync(target, 'utf8')).toContain('joe@example.com');
});

test('a folder that is not there, or in which nothing can be written, stops the start', async () => {
  await expect(passwordStack({ persist: join(file, 'deeper.json') })).rejects.toThrow(`there is no folder ${file}`);
  mkdirSync(file);
  await expect(passwordStack({ persist: file })).rejects.toThrow(`the state file ${file} cannot be read`);
});

test('a pool that the template no longer has keeps its users in the file', async () => {
  await (await passwordStack({ persist: file, users: [JANE] })).close();
  const without = await passwordStack({ persist: file, assembly: templateAssembly({}) });
  await without.close();
  expect((await passwordStack({ persist: file })).users.list()).toHaveLength(1);
});

test('users and keys survive a change of region, as they are known by the logical id of their pool', async () => {
  await (await passwordStack({ persist: file, users: [JANE] })).close();
  const moved = templateAssembly(passwordPool);
  const manifest = readFileSync(join(moved, 'manifest.json'), 'utf8').replace('unknown-region', 'eu-central-1');
  writeFileSync(join(moved, 'manifest.json'), manifest);
  await clientOf(await passwordStack({ persist: file, assembly: moved })).logIn();
});
