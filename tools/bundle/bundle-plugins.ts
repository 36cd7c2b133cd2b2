import { readFileSync } from 'node:fs';
import { builtinModules, createRequire } from 'node:module';
import { dirname, resolve } from 'node:path';
import type { Plugin } from 'esbuild';

/**
 * Takes Node.js' own modules from `process.getBuiltinModule` instead of by `import`.
 *
 * To make a built-in module importable, Node.js reads every property that it exports, the lazy ones included: `import`
 * of `node:http` loads the whole of `fetch` and WebSocket, which costs a cold start more than all of the SDK. Here only
 * those properties are read that a bundle names.
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
        ...Object.keys(createRequire(__filename)(`node:${path}`)).filter((name) => name !== 'default')
          .map((name) => `export const ${name} = /* @__PURE__ */ $property('${name}');`),
      ].join('\n'),
      loader: 'js',
    }));
  },
};

/** A module of the SDK that a bundle has in another form. */
interface Trim {
  /** How its path ends. */
  readonly module: string;
  /** What stands in its place. Throws where the module is not what it was, so that a new SDK is looked at anew. */
  readonly contents: (source: string) => string;
}

const ownModule = (name: string, names: string, how: 'export' | 'import' = 'export') =>
  `${how} { ${names} } from ${JSON.stringify(resolve(`src/handlers/shared/cognito/${name}.ts`))};`;

const unreached = (name: string, why: string) => `export function ${name}() { throw new Error(${JSON.stringify(why)}); }`;

/** What the SDK carries for others: the handlers name every setting of their client, and connect by themselves. */
export const TRIMS: readonly Trim[] = [
  {
    module: '@aws-sdk/credential-provider-node/dist-es/index.js',
    contents: () => unreached('defaultProvider', 'the client is told its credentials'),
  },
  {
    // Reads the environment and `~/.aws` for what a client is not told.
    module: '@smithy/core/dist-es/submodules/config/node-config-provider/configLoader.js',
    contents: () => "export const loadConfig = () => async () => { throw new Error('the client is not told everything'); };",
  },
  {
    module: '@smithy/core/dist-es/submodules/config/defaults-mode/resolveDefaultsModeConfig.js',
    contents: () => 'export const resolveDefaultsModeConfig = ({ defaultsMode }) => async () => defaultsMode;',
  },
  {
    // The client is told to ignore them; where it gets an endpoint, that is the one.
    module: '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/adaptors/getEndpointFromConfig.js',
    contents: () => 'export const getEndpointFromConfig = async () => undefined;',
  },
  {
    module: '@smithy/node-http-handler/dist-es/index.js',
    contents: () => 'export const NodeHttpHandler = { create: (handler) => handler }; export const streamCollector = undefined;',
  },
  {
    module: '@smithy/core/dist-es/submodules/retry/util-retry/AdaptiveRetryStrategy.js',
    contents: () => unreached('AdaptiveRetryStrategy', 'the client retries in its standard mode'),
  },
  {
    module: '@smithy/core/dist-es/submodules/checksum/sha256/Sha256Node.js',
    contents: () => ownModule('sha256', 'Sha256 as Sha256Node'),
  },
  {
    // Asks for the global `crypto`, for which Node.js loads all of Web Crypto.
    module: '@smithy/core/dist-es/submodules/serde/uuid/v4.js',
    contents: () => "import { randomUUID } from 'node:crypto'; export const bindV4 = () => randomUUID;",
  },
  {
    // Each format of a date that a service may have, for the one that HTTP has.
    module: '@smithy/core/dist-es/submodules/retry/middleware-retry/parseRetryAfterHeader.js',
    contents: (source) => replaced(source, /\bparseRfc7231DateTime\(/g, 'new Date('),
  },
  {
    module: '@aws-sdk/core/dist-es/submodules/client/middleware-user-agent/user-agent-middleware.js',
    contents: () => `${ownModule('user-agent', 'getUserAgentPlugin')} export const [userAgentMiddleware, getUserAgentMiddlewareOptions] = [];`,
  },
  {
    module: '@aws-sdk/core/dist-es/submodules/client/util-user-agent-node/defaultUserAgent.js',
    contents: () => `${ownModule('user-agent', 'createDefaultUserAgentProvider')} export const [defaultUserAgent, crtAvailability] = [];`,
  },
  {
    // Of a Node.js that no function of the construct has.
    module: '@aws-sdk/core/dist-es/submodules/client/emitWarningIfUnsupportedVersion.js',
    contents: () => 'export const emitWarningIfUnsupportedVersion = () => {}; export const state = {};',
  },
  {
    // For a log of the client's own, and there is none.
    module: '@smithy/core/dist-es/submodules/client/smithy-client/schemaLogFilter.js',
    contents: () => "export const schemaLogFilter = () => '***';",
  },
  {
    module: '@aws-sdk/core/dist-es/submodules/client/middleware-logger/loggerMiddleware.js',
    contents: () => 'export const [loggerMiddleware, loggerMiddlewareOptions, getLoggerPlugin] = [undefined, undefined, () => ({ applyToStack: () => {} })];',
  },
  {
    // Only descriptions: which partition a Region is in follows from its name.
    module: '@aws-sdk/core/dist-es/submodules/client/util-endpoints/lib/aws/partitions.js',
    contents: (source) => {
      const json = /^export const partitionsInfo = (\{.*\});\s*$/s.exec(source)?.[1];
      const { partitions, ...rest } = JSON.parse(json ?? 'null') as { partitions: { regions: Record<string, object> }[] };
      const other = partitions.flatMap(({ regions }) => Object.values(regions)).filter((region) => Object.keys(region).join() !== 'description');
      if (other.length > 0) throw new Error('the regions of a partition hold more than descriptions');
      return `export const partitionsInfo = ${JSON.stringify({ ...rest, partitions: partitions.map((each) => ({ ...each, regions: {} })) })};`;
    },
  },
  {
    // Without its class, an error of Cognito is of the service's base class, with the same name, message and metadata,
    // and the name is all that the handlers go by. A computed key keeps a schema that nobody uses from being dropped.
    module: '@aws-sdk/client-cognito-identity-provider/dist-es/schemas/schemas_0.js',
    contents: (source) => replaced(replaced(source, /^n0_registry\.registerError\(\w+\$, \w+\);$/gm, ''), /\[(_e|_hE)\]:/g, (_, name) => {
      const value = new RegExp(`^const ${name} = ("\\w+");$`, 'm').exec(source)?.[1];
      if (!value) throw new Error(`there is no constant ${name}`);
      return `${value}:`;
    }),
  },
  {
    module: '@smithy/core/dist-es/submodules/protocols/json/codec-v2/JsonCodec2.js',
    contents: () => `import { NormalizedSchema } from '@smithy/core/schema';
      ${ownModule('json-codec', 'jsonCodec', 'import')}
      export const JsonCodec2 = jsonCodec(NormalizedSchema);`,
  },
  {
    // For protocols that put members of an input into the path or the headers of a request.
    module: '@smithy/core/dist-es/submodules/protocols/HttpBindingNormalizedSchema.js',
    contents: () => 'export const getHttpOperationBindings = () => []; export const HttpBindingNormalizedSchema = undefined;',
  },
  {
    // For what configures a client from without.
    module: '@aws-sdk/client-cognito-identity-provider/dist-es/runtimeExtensions.js',
    contents: () => 'export const resolveRuntimeExtensions = (config) => config;',
  },
  {
    module: '@aws-sdk/core/dist-es/submodules/client/middleware-recursion-detection/getRecursionDetectionPlugin.js',
    contents: () => 'export const getRecursionDetectionPlugin = () => ({ applyToStack: () => {} });',
  },
  {
    // Signs event streams.
    module: '@smithy/signature-v4/dist-es/HeaderFormatter.js',
    contents: () => 'export class HeaderFormatter {}',
  },
  {
    module: '@smithy/core/dist-es/submodules/config/config-resolver/regionConfig/getInstanceMetadataRegion.js',
    contents: () => unreached('getInstanceMetadataRegion', 'the client is told its Region'),
  },
  {
    module: '@smithy/core/dist-es/submodules/endpoints/middleware-endpoint/service-customizations/index.js',
    contents: () => unreached('resolveParamsForS3', 'this is not S3'),
  },
  {
    // Bodies are text.
    module: '@smithy/core/dist-es/submodules/serde/util-body-length/calculateBodyLength.js',
    contents: () => 'export const calculateBodyLength = (body) => Buffer.byteLength(body);',
  },
  {
    module: '@smithy/core/dist-es/submodules/retry/middleware-retry/isStreamingPayload/isStreamingPayload.js',
    contents: () => 'export const isStreamingPayload = () => false;',
  },
  {
    // The version is in the user agent.
    module: '@aws-sdk/client-cognito-identity-provider/package.json',
    contents: (source) => JSON.stringify({ version: JSON.parse(source).version }),
  },
];

function replaced(source: string, pattern: RegExp, by: string | ((match: string, ...groups: string[]) => string)): string {
  const result = source.replace(pattern, by as string);
  if (result === source) throw new Error(`nothing matches ${pattern}`);
  return result;
}

/** Leaves out of a bundle what `TRIMS` says; a module that is no longer where it was stops the build. */
export const sdkTrims: Plugin = {
  name: 'sdk-trims',
  setup(build) {
    const found = new Set<string>();
    for (const { module, contents } of TRIMS) {
      const filter = new RegExp(`[\\\\/]${module.split('/').map((part) => part.replace(/[.+*?^$()[\]{}|]/g, '\\$&')).join('[\\\\/]')}$`);
      build.onLoad({ filter }, ({ path }) => {
        found.add(module);
        try {
          return { contents: contents(readFileSync(path, 'utf8')), resolveDir: dirname(path), loader: module.endsWith('.json') ? 'json' : 'js' };
        } catch (error) {
          throw new Error(`${path} is not what it was (${(error as Error).message}); look whether it can still be left out`);
        }
      });
    }
    build.onEnd(() => {
      const lost = TRIMS.filter(({ module }) => !found.has(module)).map(({ module }) => ({ text: `${module} is not in the bundle; look where it went` }));
      return found.size > 0 ? { errors: lost } : {};
    });
  },
};
