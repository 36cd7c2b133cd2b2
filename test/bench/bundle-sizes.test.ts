import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import * as ts from 'typescript';
import { bundleOptions, handlerFiles, NEVER_REACHED } from '../../projenrc/tasks/bundle-handlers';

/*
 * What a cold start costs follows from what it loads. These are the figures of a bundle that are the same on every
 * machine; the times are in bench/RESULTS.md.
 */

const WITH_SDK = { bytes: 112_000, modules: 245 };
const WITHOUT_SDK = { bytes: 5_000, modules: 20 };

/** It stands before every request to a private route with rules. */
const AUTHORIZER = { bytes: 22_000, modules: 40 };

const LIMITS: Record<string, typeof WITH_SDK> = { authorizer: AUTHORIZER, private: WITHOUT_SDK };
const functions = [...handlerFiles()].map(([name, file]) => ({ name, file, limit: LIMITS[name] ?? WITH_SDK }));

test('there is a bundle for each function', () => {
  expect(functions.map(({ name }) => name)).toEqual(expect.arrayContaining(['signup', 'login', 'private']));
});

describe.each(functions)('the bundle of $name', ({ name, file, limit }) => {
  test(`has at most ${limit.bytes} bytes`, () => {
    expect(readFileSync(join('assets', name, 'index.mjs')).length).toBeLessThanOrEqual(limit.bytes);
  });

  test('has no arrow function, which V8 would parse before it is called', () => {
    const arrows: string[] = [];
    const visit = (node: ts.Node): void => {
      if (ts.isArrowFunction(node)) arrows.push(node.getText().slice(0, 80));
      node.forEachChild(visit);
    };
    visit(ts.createSourceFile('index.mjs', readFileSync(join('assets', name, 'index.mjs'), 'utf8'), ts.ScriptTarget.Latest, true));
    expect(arrows).toEqual([]);
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
