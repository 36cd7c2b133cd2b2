import { ESLint, loadESLint } from 'eslint';

let eslint: Pick<ESLint, 'lintText'>;

beforeAll(async () => {
  const LegacyESLint = await loadESLint({ useFlatConfig: false });
  eslint = new LegacyESLint({
    overrideConfig: {
      // A file that does not exist has no types to check.
      parserOptions: { project: null, projectService: false },
      rules: { '@typescript-eslint/no-floating-promises': 'off', '@typescript-eslint/return-await': 'off' },
    },
  });
});

/** What ESLint reports about one import, in a file that need not exist. */
async function complaints(filePath: string, specifier: string): Promise<string[]> {
  const [result] = await eslint.lintText(`import { x } from '${specifier}';\n\nexport const y = x;\n`, { filePath });
  expect(result.fatalErrorCount).toBe(0);
  return result.messages.filter(({ ruleId }) => ruleId?.includes('restricted')).map(({ message }) => message);
}

describe('constructs -> routes <- handlers', () => {
  test.each([
    ['a handler', 'src/handlers/login.lambda.ts', 'aws-cdk-lib'],
    ['a handler', 'src/handlers/login.lambda.ts', '../index'],
    ['a handler helper', 'src/handlers/shared/http/serve.ts', 'constructs'],
    ['a construct', 'src/index.ts', './handlers/shared/http/serve'],
    ['a private construct', 'src/private/functions/functions.ts', '../../handlers/shared/http/serve'],
    ['the local stack', 'local/cli.ts', '../src/routes/table'],
    ['the local stack', 'local/gateway/server.ts', 'aws-cdk-lib'],
    ['an example', 'examples/quick-start/app.ts', '../../src/index'],
    ['the package', 'src/index.ts', '../local/cli'],
    ['a tool', 'tools/docs/generate-docs.ts', '../../test/support/synth'],
  ])('%s (%s) may not import %s', async (_who, file, specifier) => {
    expect(await complaints(file, specifier)).toHaveLength(1);
  });

  test.each([
    ['src/handlers/login.lambda.ts', '../../routes/table'],
    ['src/handlers/login.lambda.ts', '../../src/handlers/shared/http/serve'],
    ['src/private/functions/functions.ts', '../../routes/table'],
    ['examples/quick-start/app.ts', 'cdk-cognito-password-auth'],
    ['examples/quick-start/app.ts', 'aws-cdk-lib'],
  ])('%s may import %s', async (file, specifier) => {
    expect(await complaints(file, specifier)).toEqual([]);
  });
});
