import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { Plugin } from 'esbuild';

/**
 * Takes Node.js' own modules from `process.getBuiltinModule` instead of by `import`.
 *
 * To make a built-in module importable, Node.js reads every property that it exports, the lazy ones included: `import`
 * of `node:http` loads the whole of `fetch` and WebSocket, which costs a cold start more than all of the SDK. Here a
 * property is read where it is used.
 */
export const lazyBuiltins: Plugin = {
  name: 'lazy-builtins',
  setup(build) {
    build.onResolve({ filter: /^(?:node:)?[a-z_]+(?:\/[a-z_]+)?$/ }, ({ path, kind }) => {
      const name = path.replace(/^node:/, '');
      return kind === 'import-statement' && builtinModules.includes(name)
        ? { path: name, namespace: 'builtin', sideEffects: false }
        : undefined;
    });
    build.onLoad({ filter: /.*/, namespace: 'builtin' }, ({ path }) => ({
      contents: `module.exports = process.getBuiltinModule('node:${path}');`,
      loader: 'js',
    }));
  },
};

/**
 * Leaves out what the SDK carries for others.
 *
 * - Its error classes, one for each error of Cognito: without them an error is of the service's base class, with the
 *   same name, message and metadata, and the name is all that the handlers go by.
 * - Its chain of credential providers: the handlers name where credentials come from, so that it is never asked.
 * - What its package.json says beside the version, which is in the user agent.
 */
export const sdkTrims: Plugin = {
  name: 'sdk-trims',
  setup(build) {
    build.onResolve({ filter: /^@aws-sdk\/credential-provider-node$/ }, ({ path }) => ({ path, namespace: 'no-providers' }));
    build.onLoad({ filter: /.*/, namespace: 'no-providers' }, () => ({
      contents: "export function defaultProvider() { throw new Error('this bundle has no chain of credential providers'); }",
      loader: 'js',
    }));
    build.onLoad({ filter: /[\\/]client-cognito-identity-provider[\\/]dist-es[\\/]schemas[\\/]schemas_0\.js$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      const contents = source.replace(/^n0_registry\.registerError\(\w+\$, \w+\);$/gm, '');
      if (contents === source || contents.includes('n0_registry.registerError')) {
        throw new Error(`${path} registers its errors in another way than before; look whether they can still be left out`);
      }
      return { contents, loader: 'js' };
    });
    build.onLoad({ filter: /[\\/]client-cognito-identity-provider[\\/]package\.json$/ }, ({ path }) => {
      const { version } = JSON.parse(readFileSync(path, 'utf8'));
      return { contents: JSON.stringify({ version }), loader: 'json' };
    });
  },
};
