import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as ts from 'typescript';

/* What the shipped bundles can do at all: what they take of Node.js, and what they never do. */

/** Network, cryptography, timers, and names and versions for the user agent; no child processes, no files, no other code. */
const BUILT_IN = ['node:crypto', 'node:http', 'node:https', 'node:net', 'node:os', 'node:process', 'node:stream', 'node:timers/promises'];

/** The SDK's list of checksum algorithms: names that no call here uses. */
const ALGORITHM_NAMES = /\(function\((\w+)\)\{\1\.MD5="md5"[^}]*\}\)/;
const bundles = readdirSync('assets').map((name) => [name, readFileSync(join('assets', name, 'index.mjs'), 'utf8')] as const);

function calls(code: string): { readonly callee: string; readonly argument?: string }[] {
  const found: { callee: string; argument?: string }[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isCallExpression(node) || ts.isNewExpression(node)) {
      const [first] = node.arguments ?? [];
      found.push({ callee: node.expression.getText(), argument: first && ts.isStringLiteralLike(first) ? first.text : undefined });
    }
    node.forEachChild(visit);
  };
  visit(ts.createSourceFile('index.mjs', code, ts.ScriptTarget.Latest, true));
  return found;
}

test('there is a bundle for each function, of one file', () => {
  expect(bundles.length).toBeGreaterThan(8);
  for (const [name] of bundles) expect(readdirSync(join('assets', name))).toEqual(['index.mjs']);
});

test.each(bundles)('%s loads no module of Node.js that runs programs or reads files', (_, code) => {
  const taken = calls(code).filter(({ callee }) => /(^|\.)getBuiltinModule$|^require$/.test(callee)).map(({ argument }) => argument);
  expect(taken.filter((name) => !BUILT_IN.includes(name!))).toEqual([]);
  expect(code).not.toMatch(/["'`](?:node:)?(?:child_process|fs|fs\/promises|vm|worker_threads|cluster|dgram|inspector)["'`]/);
});

test.each(bundles)('%s makes no code of text', (_, code) => {
  expect(calls(code).filter(({ callee }) => /^(?:globalThis\.)?(?:eval|Function)$/.test(callee))).toEqual([]);
});

test.each(bundles)('%s hashes by SHA-256 alone, and never leaves out the check of a certificate', (_, code) => {
  const hashes = calls(code).filter(({ callee }) => /createHash$|createHmac$/.test(callee)).map(({ argument }) => argument);
  expect(hashes.filter((name) => name !== 'sha256')).toEqual([]);
  expect(code.replace(ALGORITHM_NAMES, '')).not.toMatch(/["'`](?:md5|sha1|ripemd160|sha-1)["'`]/i);
  expect(code).not.toMatch(/rejectUnauthorized|NODE_TLS_REJECT_UNAUTHORIZED|checkServerIdentity/);
});
