import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { buildPageAssets } from '../../../local/playground';

let folder: string;

beforeAll(() => { folder = mkdtempSync(join(tmpdir(), 'bundled-page-')); });
afterAll(() => rmSync(folder, { recursive: true, force: true }));

test.each([['cjs', 'page.cjs'], ['esm', 'page.mjs']] as const)('bundled into one %s file, the page needs neither esbuild nor its source', (format, name) => {
  const outfile = join(folder, name);
  buildSync({
    stdin: {
      contents: `import { playgroundResponse } from ${JSON.stringify(join(process.cwd(), 'local', 'playground', 'index.ts'))};
        const get = (path) => playgroundResponse({ method: 'GET', path }, { stackName: 'Stack', apis: [] });
        console.log(JSON.stringify(['/', '/_local/playground/script.js', '/_local/playground/style.css'].map((path) => get(path).body)));`,
      resolveDir: process.cwd(),
    },
    outfile,
    format,
    bundle: true,
    platform: 'node',
    target: 'node20',
    define: { PLAYGROUND_ASSETS: JSON.stringify(buildPageAssets()) },
  });
  const { html, script, style } = buildPageAssets();
  expect(JSON.parse(execFileSync(process.execPath, [outfile], { cwd: folder, encoding: 'utf8' }))).toEqual([html, script, style]);
});
