import { join } from 'node:path';
import { secretsOfMachine } from '../../../local/functions/real-credentials';
import { startLocalStack } from '../../../local/stack';
import { inlineFunction, role, templateAssembly } from '../support/template-assembly';
import { temporaryFolder } from '../support/temporary-folder';

const SECRET = 'wJalrXUtnFEMI/K7MDENG/bPxRfiCYzzzzzzzzzz';

const start = async (variables: Record<string, string>) => {
  const stack = await startLocalStack({ assembly: templateAssembly({ Role: role(), Fn: inlineFunction('', { Environment: { Variables: variables } }) }) });
  await stack.close();
};

test('the secrets of this machine are those of its environment and of its credentials file', () => {
  const file = join(temporaryFolder({ credentials: `[default]\naws_access_key_id = AKIAAAAAAAAAAAAAAAAA\naws_secret_access_key = ${SECRET}\n` }), 'credentials');
  expect(secretsOfMachine({ AWS_SHARED_CREDENTIALS_FILE: file, AWS_SESSION_TOKEN: 'a-token-of-some-length', AWS_SECRET_ACCESS_KEY: '' }))
    .toEqual(['a-token-of-some-length', SECRET]);
});

describe('a template that hands credentials to a function stops the start', () => {
  const { AWS_SECRET_ACCESS_KEY: before } = process.env;
  beforeAll(() => { process.env.AWS_SECRET_ACCESS_KEY = SECRET; });
  afterAll(() => {
    if (before === undefined) delete process.env.AWS_SECRET_ACCESS_KEY;
    else process.env.AWS_SECRET_ACCESS_KEY = before;
  });

  test.each([
    ['KEY_ID', 'id=AKIAQWERTYUIOPASDFGH', 'which holds an AWS access key id'],
    ['SETTINGS', JSON.stringify({ secret: SECRET }), 'which holds a secret of this machine\'s AWS credentials'],
    ['AWS_SESSION_TOKEN', 'any', 'which Lambda reserves for credentials'],
  ])('%s', async (name, value, reason) => {
    const error = await start({ [name]: value }).catch((caught: Error) => caught);
    expect((error as Error).message).toBe(`Fn (AWS::Lambda::Function) has the environment variable '${name}', ${reason}; `
      + 'take it out: credentials of an account must not reach a local function');
    expect((error as Error).message).not.toContain(value);
  });

  test('other variables, and the key ids of AWS\'s documentation, do not', async () => {
    await start({ COLOR: 'blue', DOCUMENTED: 'AKIAIOSFODNN7EXAMPLE' });
  });
});
