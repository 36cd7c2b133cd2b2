import { RestApi, Stage } from '../model/rest-api';

/** What the path of a request may mean. */
export interface Location {
  readonly stage: Stage;
  /** Below the stage or the base path: what resources are looked for. */
  readonly resourcePath: string;
  /** What a function is told. */
  readonly path: string;
}

/**
 * What a path may mean, in the order in which it is tried: behind a base path of a custom domain, behind the name of a
 * stage, in the first stage without its name.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mappings.html the longest base path goes first
 */
export function locationsOf(api: RestApi, path: string): readonly Location[] {
  const mapped = [...api.customDomains].sort((a, b) => b.basePath.length - a.basePath.length).flatMap(({ basePath, stage }): Location[] => {
    const below = pathBelow(path, basePath);
    if (below === undefined) return [];
    const found = stage ? { stage, resourcePath: below } : behindStage(api, below);
    // API Gateway leaves the base path in what it tells a function: https://github.com/aws-powertools/powertools-lambda-python/pull/579
    return found ? [{ ...found, path }] : [];
  });
  const named = behindStage(api, path);
  return [...mapped, ...named ? [{ ...named, path: named.resourcePath }] : [], { stage: api.stages[0], resourcePath: path, path }];
}

/** Whether a custom domain leads to the API by a base path that the path begins with. */
export function isMappedAt({ customDomains }: RestApi, path: string): boolean {
  return customDomains.some(({ basePath }) => pathBelow(path, basePath) !== undefined);
}

function behindStage({ stages }: RestApi, path: string): Pick<Location, 'stage' | 'resourcePath'> | undefined {
  const stage = stages.find(({ name }) => pathBelow(path, name) !== undefined);
  return stage && { stage, resourcePath: pathBelow(path, stage.name)! };
}

/** The path without the segments that it begins with; undefined where it begins with others, or none are given. */
function pathBelow(path: string, segments: string): string | undefined {
  if (segments === '' || !`${path}/`.startsWith(`/${segments}/`)) return undefined;
  return path.slice(segments.length + 1) || '/';
}
