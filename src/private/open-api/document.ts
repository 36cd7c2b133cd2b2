import { Components, Json } from './components';
import { ownOperationOf } from './custom-operations';
import { operationOf } from './operations';
import { Route } from '../../routes/route';
import { ANY, OwnRoute, verbsOf, VERBS } from '../custom-routes/custom-route';

/** What a document describes. */
export interface Described {
  /** Those that the construct serves. */
  readonly routes: readonly Route[];
  /** Those that the user added. */
  readonly ownRoutes: readonly OwnRoute[];
}

export interface OpenApiOptions {
  readonly title: string;
  /** What stands before the path of each route of the construct; nothing where it is empty. */
  readonly basePath: string;
  /** Whether the gateway words its own errors as the routes of the construct word theirs. */
  readonly gatewayResponses: boolean;
}

/** Of the construct's own HTTP contract, not of the package: it changes when a client would notice. */
const CONTRACT_VERSION = '1.0.0';

/**
 * The routes as an OpenAPI document.
 *
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApiOf({ routes, ownRoutes }: Described, { title, basePath, gatewayResponses }: OpenApiOptions): Json {
  const components = new Components();
  const paths: Json = {};
  const add = (path: string, verb: string, operation: Json) => {
    paths[path] = { ...paths[path], [verb.toLowerCase()]: operation };
  };
  for (const route of routes) add(basePath === '' ? `/${route.path}` : `/${basePath}/${route.path}`, route.method, operationOf(route, components));
  for (const route of ownRoutes) {
    // A document knows no parameter that takes the rest of the path.
    const path = `/${route.path.replace('+}', '}')}`;
    const verbs = verbsOf(route.options);
    // ANY answers what no other method of its path does; one that is added later takes its place.
    const answered = verbs.includes(ANY) ? VERBS.filter((verb) => !(verb.toLowerCase() in (paths[path] ?? {}))) : verbs;
    for (const verb of answered) add(path, verb, ownOperationOf(verb, route, { components, gatewayResponses }));
  }
  return { openapi: '3.1.0', info: { title, version: CONTRACT_VERSION }, paths, components: components.toJson() };
}
