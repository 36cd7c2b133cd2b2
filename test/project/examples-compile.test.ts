import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import * as ts from 'typescript';

interface Example {
  readonly name: string;
  readonly code: string;
}

function markdownExamples(file: string): Example[] {
  const blocks = [...readFileSync(file, 'utf8').matchAll(/^```ts(?: nofixture)?\n([\s\S]*?)^```$/gm)];
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

/** What `jsii-rosetta` puts around an example as well, so that both read it alike. */
const fixture = readFileSync('rosetta/default.ts-fixture', 'utf8');

/** An example without imports stands in the constructor of a stack, as readers will paste it. */
function complete({ code }: Example): string {
  return /^import /m.test(code) ? code : fixture.replace('/// here', () => code);
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

const PAGES = ['README.md', 'CONTRIBUTING.md', 'SECURITY.md', ...filesIn('docs', '.md')];

const BROKEN: Example = { name: 'broken', code: "new CognitoPasswordAuthApi(this, 'Auth', { passwordLength: 12 });" };

test('every TypeScript example of the pages and docstrings compiles, and one with an unknown prop does not', () => {
  const examples = [...PAGES.flatMap(markdownExamples), ...filesIn('src', '.ts').flatMap(docstringExamples)];
  expect(examples.map(({ name }) => name)).toContain('README.md block 1');
  // In one program, as CDK's types are what takes the time.
  expect(compileErrors([...examples, BROKEN])).toEqual([expect.stringMatching(/^broken: .*'passwordLength' does not exist/)]);
}, 120_000);
