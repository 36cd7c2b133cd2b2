import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { Linter } from 'eslint';
import * as ts from 'typescript';
import { bundleOptions, handlerFiles, NEVER_REACHED } from '../../tools/bundle/bundle-handlers';

/*
 * The time of a cold start depends on what it loads. These figures of a bundle are the same on every machine; the times
 * are in bench/RESULTS.md.
 */

const WITH_SDK = { bytes: 205_000, modules: 320 };
const WITHOUT_SDK = { bytes: 5_500, modules: 20 };

/** It runs before every request to a private route with rules. */
const AUTHORIZER = { bytes: 22_000, modules: 40 };

const LIMITS: Record<string, typeof WITH_SDK> = { authorizer: AUTHORIZER, private: WITHOUT_SDK };
const functions = [...handlerFiles()].map(([name, file]) => ({ name, file, limit: LIMITS[name] ?? WITH_SDK }));

const shipped = (name: string) => readFileSync(join('assets', name, 'index.mjs'), 'utf8');

function nodesOf(code: string, isWanted: (node: ts.Node) => boolean): string[] {
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isWanted(node)) found.push(node.getText().slice(0, 80));
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('index.mjs', code, ts.ScriptTarget.Latest, true));
  return found;
}

/**
 * Faults of esbuild when it rewrites arrow functions: in a class field, `this` becomes an undeclared name; in a
 * constructor, it is read before `super()`; `new.target` means the function itself.
 */
function faultsOf(code: string): string[] {
  const globals = Object.fromEntries(Object.getOwnPropertyNames(globalThis).map((name) => [name, 'readonly' as const]));
  const found = new Linter({ configType: 'flat' }).verify(code, {
    languageOptions: { ecmaVersion: 2024, sourceType: 'module', globals },
    linterOptions: { noInlineConfig: true },
    rules: { 'no-undef': 'error', 'no-this-before-super': 'error' },
  });
  const isNewTarget = (node: ts.Node) => ts.isMetaProperty(node) && node.keywordToken === ts.SyntaxKind.NewKeyword;
  return [...found.map(({ message }) => message), ...nodesOf(code, isNewTarget)];
}

test.each([
  ['a class field', 'class A { v = 1; f = () => this.v; } export { A };'],
  ['a static field', 'class A { static v = 1; static f = () => this.v; } export { A };'],
  ['a constructor', 'class B {} class A extends B { constructor() { const g = () => this; super(); g(); } } export { A };'],
  ['a method of the parent', 'class B { m() {} } class A extends B { n() { return () => super.m(); } } export { A };'],
  ['new.target', 'function A() { return () => new.target; } export { A };'],
])('the check finds a wrongly rewritten arrow function in %s', async (_, contents) => {
  const { outputFiles: [file] } = await build({ ...bundleOptions(functions[0].file, 'unwritten'), stdin: { contents, loader: 'js' }, plugins: [], write: false });
  expect(faultsOf(file.text)).not.toEqual([]);
});

test('there is a bundle for each function', () => {
  expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['signup', 'login', 'private']));
});

describe.each(functions)('the bundle of $name', ({ name, file, limit }) => {
  test(`has at most ${limit.bytes} bytes`, () => {
    expect(Buffer.byteLength(shipped(name))).toBeLessThanOrEqual(limit.bytes);
  });

  test('has no arrow functions, which V8 parses before they are called', () => {
    expect(nodesOf(shipped(name), ts.isArrowFunction)).toEqual([]);
  });

  test('has no wrongly rewritten arrow function', () => {
    expect(faultsOf(shipped(name))).toEqual([]);
  });

  test(`is made of at most ${limit.modules} modules, none of them of CDK or of CommonJS builds of the SDK`, async () => {
    const { metafile } = await build({ ...bundleOptions(file, 'unwritten'), write: false, metafile: true });
    const [output] = Object.values(metafile.outputs);
    const modules = Object.entries(output.inputs).filter(([, { bytesInOutput }]) => bytesInOutput > 0).map(([path]) => path);

    expect(modules.length).toBeLessThanOrEqual(limit.modules);
    expect(modules.filter((path) => /aws-cdk-lib|constructs|dist-cjs/.test(path))).toEqual([]);
  });

  test('imports nothing while it loads', async () => {
    const { metafile } = await build({ ...bundleOptions(file, 'unwritten'), write: false, metafile: true });
    const [output] = Object.values(metafile.outputs);
    const external = new RegExp(`^(?:${NEVER_REACHED.map((specifier) => specifier.replace('*', '.+')).join('|')})$`);

    expect(output.imports.filter(({ kind }) => kind !== 'dynamic-import')).toEqual([]);
    expect(output.imports.filter(({ path }) => !path.startsWith('node:') && !external.test(path))).toEqual([]);
  });
});
