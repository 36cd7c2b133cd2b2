import type { RestApi, Stage } from '../model/rest-api';

/** One way to interpret the path of a request. */
export interface Location {
  readonly stage: Stage;
  /** Path without stage and base path, by which the resource is looked up. */
  readonly resourcePath: string;
  /** Path in the proxy event. */
  readonly path: string;
}

/**
 * Lists the interpretations of a path in the order in which they are tried: with the base path of a custom domain, with
 * the name of a stage, and in the first stage without its name.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html the longest base path wins
 */
export function interpretPath(api: RestApi, path: string): readonly Location[] {
  const mapped = [...api.customDomains].sort((a, b) => b.basePath.length - a.basePath.length).flatMap(({ basePath, stage }): Location[] => {
    const below = pathBelow(path, basePath);
    if (below === undefined) return [];
    const found = stage ? { stage, resourcePath: below } : afterStage(api, below);
    // The proxy event keeps the base path: https://github.com/aws-powertools/powertools-lambda-python/pull/579
    return found ? [{ ...found, path }] : [];
  });
  const named = afterStage(api, path);
  return [...mapped, ...named ? [{ ...named, path: named.resourcePath }] : [], { stage: api.stages[0], resourcePath: path, path }];
}

/** Whether the path begins with a base path that a custom domain maps to the API. */
export function isMappedAt({ customDomains }: RestApi, path: string): boolean {
  return customDomains.some(({ basePath }) => pathBelow(path, basePath) !== undefined);
}

function afterStage({ stages }: RestApi, path: string): Pick<Location, 'stage' | 'resourcePath'> | undefined {
  const stage = stages.find(({ name }) => pathBelow(path, name) !== undefined);
  return stage && { stage, resourcePath: pathBelow(path, stage.name)! };
}

/** The path without its first `segments`; undefined where it begins differently, or where `segments` is empty. */
function pathBelow(path: string, segments: string): string | undefined {
  if (segments === '' || !`${path}/`.startsWith(`/${segments}/`)) return undefined;
  return path.slice(segments.length + 1) || '/';
}
