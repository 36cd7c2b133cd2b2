import type { PlaygroundApi, PlaygroundInfo, PlaygroundRoute } from '../playground-info';

/** The account routes below one base path of one API. */
export interface Area {
  readonly api: PlaygroundApi;
  /** `/user`; empty if the routes are at the root. */
  readonly base: string;
  /** The named routes below the base path, by the name of their operation: `flows.login`. */
  readonly flows: Readonly<Partial<Record<string, PlaygroundRoute>>>;
  /** The API's other routes. */
  readonly others: readonly PlaygroundRoute[];
}

/** Every set of account routes. An API without any is one area with no flows. */
export function findAreas({ apis }: PlaygroundInfo): Area[] {
  return apis.flatMap((api) => {
    const routes = api.routes.filter(({ method }) => method !== 'OPTIONS');
    const bases = basePaths(routes);
    const flows = (base: string) => routes.filter((route) => route.operationName !== undefined && baseOf(route, bases) === base);
    const taken = new Set(bases.flatMap(flows));
    const others = routes.filter((route) => !taken.has(route));
    const areas = bases.map((base) => ({ api, base, flows: Object.fromEntries(flows(base).map((route) => [route.operationName, route])), others }));
    return areas.length > 0 ? areas : [{ api, base: '', flows: {}, others }];
  });
}

/** A set of account routes always has a login: its base path is what precedes the last part of that path. */
function basePaths(routes: readonly PlaygroundRoute[]): string[] {
  return routes.filter(({ operationName }) => operationName === 'login').map(({ path }) => path.slice(0, path.lastIndexOf('/')));
}

/** The longest of the base paths that a route is below. */
function baseOf({ path }: PlaygroundRoute, bases: readonly string[]): string | undefined {
  return bases.filter((base) => path.startsWith(`${base}/`)).sort((one, other) => other.length - one.length)[0];
}

/** The names in the braces of a path: `id` and `path+` in `/orders/{id}/{path+}`. */
export function pathParameters(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name]) => name);
}

/** Puts values into the braces of a path. A greedy parameter (`{path+}`) keeps its slashes. */
export function fillPath(path: string, values: Readonly<Record<string, string>>): string {
  return path.replace(/\{([^}]+)\}/g, (_braces, name: string) => {
    const value = values[name] ?? '';
    return name.endsWith('+') ? value.split('/').map(encodeURIComponent).join('/') : encodeURIComponent(value);
  });
}
