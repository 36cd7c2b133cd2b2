import { builtinModules, createRequire } from 'node:module';
import type { Plugin } from 'esbuild';

/**
 * Takes Node.js' own modules from `process.getBuiltinModule` instead of importing them.
 *
 * For an `import` of a built-in module, Node.js reads all of its exports, including those that load other modules when
 * they are read: `import 'node:http'` loads all of `fetch` and WebSocket. With this plugin, only the exports that a bundle
 * uses are read.
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
      contents: [
        `const $builtin = process.getBuiltinModule('node:${path}');`,
        'const $property = (name) => $builtin[name];',
        'export default $builtin;',
        ...Object.keys(createRequire(__filename)(`node:${path}`)).filter((name) => name !== 'default')
          .map((name) => `export const ${name} = /* @__PURE__ */ $property('${name}');`),
      ].join('\n'),
      loader: 'js',
    }));
  },
};
