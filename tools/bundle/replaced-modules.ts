import type { Plugin } from 'esbuild';

/** A module of the SDK that the bundles have in another form. */
interface Replacement {
  /** The end of its path. */
  readonly module: string;
  /** The new source. */
  readonly contents: string;
}

/**
 * The replaced modules of the SDK. One stays only if the processor time of INIT and the first request of an unprimed login
 * is at least 3 % higher without it. The figures are from 2026-11-28. To measure again:
 *
 *     npx tsx bench/handlers/leave-out.ts config-loader body-length
 */
export const REPLACED_MODULES = {
  /** Without it: 4 %. It loads `node:fs/promises` to read `~/.aws`. The client is given all of its settings. */
  'config-loader': {
    module: '@smithy/core/dist-es/submodules/config/node-config-provider/configLoader.js',
    contents: "export const loadConfig = () => async () => { throw new Error('a setting of the client is missing'); };",
  },
  /** Without it: 6 %. It reads `fs.ReadStream`, for which Node.js loads its file streams. Bodies are bytes or text. */
  'body-length': {
    module: '@smithy/core/dist-es/submodules/serde/util-body-length/calculateBodyLength.js',
    contents: 'export const calculateBodyLength = (body) => Buffer.byteLength(body);',
  },
} as const satisfies Record<string, Replacement>;

export type ReplacedModule = keyof typeof REPLACED_MODULES;

/** Replaces modules of the SDK. A replacement whose module is not in the bundle stops the build, unless all are missing. */
export function replaceModules(replacements: readonly Replacement[]): Plugin {
  return {
    name: 'replace-modules',
    setup(build) {
      const found = new Set<string>();
      for (const { module, contents } of replacements) {
        const filter = new RegExp(`[\\\\/]${module.split('/').map((part) => part.replace(/[.+*?^$()[\]{}|]/g, '\\$&')).join('[\\\\/]')}$`);
        build.onLoad({ filter }, () => {
          found.add(module);
          return { contents, loader: 'js' };
        });
      }
      build.onEnd(() => {
        // A function without the SDK has none of them.
        if (found.size === 0) return {};
        const missing = replacements.filter(({ module }) => !found.has(module));
        return { errors: missing.map(({ module }) => ({ text: `${module} is not in the bundle; find where the SDK has moved it` })) };
      });
    },
  };
}
