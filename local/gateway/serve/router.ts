import type { ApiMethod, ApiResource } from '../model/rest-api';

/** The method for a request, and the values of the path parameters. */
export interface Route {
  readonly method: ApiMethod;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/**
 * Finds the method for a request. Literal segments win over parameters, parameters over greedy ones, and a specific HTTP
 * method over `ANY`.
 *
 * @param path - percent-encoded; a trailing slash is ignored
 */
export function findRoute(root: ApiResource, httpMethod: string, path: string): Route | undefined {
  const trimmed = path.replace(/^\//, '').replace(/\/$/, '');
  return descend(root, trimmed === '' ? [] : trimmed.split('/'), {}, httpMethod);
}

function descend(resource: ApiResource, segments: readonly string[], pathParameters: Record<string, string>, httpMethod: string): Route | undefined {
  if (segments.length === 0) {
    const method = resource.methods.get(httpMethod) ?? resource.methods.get('ANY');
    return method && { method, pathParameters };
  }
  const [segment, ...rest] = segments;
  if (segment === '') return undefined;
  for (const child of [...resource.children].sort((a, b) => precedence(a.pathPart) - precedence(b.pathPart))) {
    const parameter = /^\{([^}+]+)(\+?)\}$/.exec(child.pathPart);
    let route: Route | undefined;
    if (!parameter) {
      if (decode(segment) === child.pathPart) route = descend(child, rest, pathParameters, httpMethod);
    } else if (parameter[2] === '+') {
      route = descend(child, [], { ...pathParameters, [parameter[1]]: decode(segments.join('/')) }, httpMethod);
    } else {
      route = descend(child, rest, { ...pathParameters, [parameter[1]]: decode(segment) }, httpMethod);
    }
    if (route) return route;
  }
  return undefined;
}

function precedence(pathPart: string): number {
  if (!pathPart.startsWith('{')) return 0;
  return pathPart.endsWith('+}') ? 2 : 1;
}

function decode(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return segment;
  }
}
