import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as esbuild from 'esbuild';

/** The page's files, ready to be sent. */
export interface PageAssets {
  readonly html: string;
  readonly icon: string;
  readonly script: string;
  readonly style: string;
}

/** Set by whoever bundles the local stack into one file: `define: { PLAYGROUND_ASSETS: JSON.stringify(buildPageAssets()) }`. */
declare const PLAYGROUND_ASSETS: PageAssets | undefined;

let assets: PageAssets | undefined;

/** The embedded files, or in a checkout of the repository those built from the source beside this file. */
export function pageAssets(): PageAssets {
  assets ??= typeof PLAYGROUND_ASSETS === 'undefined' ? buildPageAssets() : PLAYGROUND_ASSETS;
  return assets;
}

/** Bundles the page with esbuild, which takes about a tenth of a second. */
export function buildPageAssets(): PageAssets {
  const page = join(__dirname, 'page');
  // Out of sight of bundlers: the bundled local stack holds the assets, and neither holds nor needs esbuild.
  const { buildSync } = createRequire(__filename)('esbuild') as typeof esbuild;
  const { outputFiles } = buildSync({
    entryPoints: { script: join(page, 'main.ts'), style: join(page, 'styles', 'index.css') },
    outdir: page,
    bundle: true,
    write: false,
    minify: true,
    target: 'es2022',
    format: 'iife',
    external: ['/_local/*'], // a picture that the style sheet takes from the server
    legalComments: 'inline', // the licence of the QR code library wants to travel with it
    logLevel: 'silent', // an error is thrown, complete
  });
  const output = (extension: string) => outputFiles.find(({ path }) => path.endsWith(extension))!.text;
  return {
    html: readFileSync(join(page, 'index.html'), 'utf8'),
    icon: readFileSync(join(page, 'icon.svg'), 'utf8'),
    script: output('.js'),
    style: output('.css'),
  };
}
