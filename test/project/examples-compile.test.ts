import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

interface Example {
  readonly name: string;
  readonly code: string;
}

function markdownExamples(file: string): Example[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```ts\n([\s\S]*?)^```$/gm)];
  return blocks.map(([, code], index) => ({ name: `${file} block ${index + 1}`, code }));
}

/** The `@example` blocks of docstrings, where jsii takes everything up to the next tag for code. */
function docstringExamples(file: string): Example[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^ *\* @example\n([\s\S]*?)(?=^ *\*(?:\/| @))/gm)];
  return blocks.map(([, block], index) => ({ name: `${file} @example ${index + 1}`, code: block.replace(/^ *\* ?/gm, '') }));
}

function filesIn(folder: string, ending: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending)).map((name) => join(folder, name));
}

/** An example without imports stands in the constructor of a stack, as readers will paste it. */
function complete({ code }: Example): string {
  return /^import /m.test(code)
    ? code
    : `import * as fs from 'node:fs';
import * as cdk from 'aws-cdk-lib';
import { Duration, Stack, aws_apigateway as apigateway, aws_cognito as cognito, aws_lambda as lambda, aws_sns as sns } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { CognitoPasswordAuthApi, SignUpMode, TokenUse } from 'cdk-cognito-password-auth';
declare const auth: CognitoPasswordAuthApi;
declare const ordersFunction: lambda.Function;
class Example extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
${code}
  }
}
`;
}

function compileErrors(examples: readonly Example[]): string[] {
  const { config } = ts.readConfigFile('tsconfig.dev.json', ts.sys.readFile.bind(ts.sys));
  const { options } = ts.parseJsonConfigFileContent({ ...config, files: [], include: [] }, ts.sys, '.');
  // A reader's example may leave a constant for later lines.
  const settings: ts.CompilerOptions = { ...options, noUnusedLocals: false, noUnusedParameters: false, noEmit: true };
  const sources = new Map(examples.map((example, index) => [resolve(`example-${index}.ts`), example]));
  const host = ts.createCompilerHost(settings);
  const { getSourceFile, fileExists } = host;
  host.fileExists = (path) => sources.has(resolve(path)) || fileExists(path);
  host.getSourceFile = (path, target) => {
    const example = sources.get(resolve(path));
    return example ? ts.createSourceFile(path, complete(example), target) : getSourceFile(path, target);
  };
  const program = ts.createProgram([...sources.keys()], settings, host);
  return [...sources.keys()].flatMap((path) => {
    const source = program.getSourceFile(path)!;
    return [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)]
      .map(({ messageText }) => `${sources.get(path)!.name}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

const pages = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesIn('docs', '.md')];

test('every TypeScript example of the pages and docstrings compiles', () => {
  const examples = [...pages.flatMap(markdownExamples), ...filesIn('src', '.ts').flatMap(docstringExamples)];
  expect(examples.map(({ name }) => name)).toContain('README.md block 1');
  expect(compileErrors(examples)).toEqual([]);
}, 120_000);

test('a broken example is found', () => {
  expect(compileErrors([{ name: 'broken', code: "new CognitoPasswordAuthApi(this, 'Auth', { passwordLength: 12 });" }]))
    .toEqual([expect.stringContaining("'passwordLength' does not exist")]);
}, 120_000);
