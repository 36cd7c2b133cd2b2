import { Components, Json } from './components';
import { customOperationOf } from './custom-operations';
import { operationOf } from './operations';
import { ANY, CustomRoute, verbsOf, VERBS } from '../custom-routes/custom-route';
import { pathOf } from '../rest-api/resources';
import { Settings } from '../settings';

/** Of the construct's own HTTP contract, not of the package: it changes when a client would notice. */
const CONTRACT_VERSION = '1.0.0';

/**
 * The routes as an OpenAPI document.
 *
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApiDocument({ routes, restApi: { title, basePath, gatewayResponses } }: Settings, customRoutes: readonly CustomRoute[]): Json {
  const components = new Components();
  const paths: Json = {};
  const add = (path: string, verb: string, operation: Json) => {
    paths[path] = { ...paths[path], [verb.toLowerCase()]: operation };
  };
  for (const route of routes) add(`/${pathOf(route, basePath)}`, route.method, operationOf(route, components));
  for (const route of customRoutes) {
    // A document knows no parameter that takes the rest of the path.
    const path = `/${route.path.replace('+}', '}')}`;
    const verbs = verbsOf(route.options);
    // ANY answers what no other method of its path does; one that is added later takes its place.
    const answered = verbs.includes(ANY) ? VERBS.filter((verb) => !(verb.toLowerCase() in (paths[path] ?? {}))) : verbs;
    for (const verb of answered) add(path, verb, customOperationOf(verb, route, { components, gatewayResponses }));
  }
  // The schemas in it are constants of the package.
  return structuredClone({ openapi: '3.1.0', info: { title, version: CONTRACT_VERSION }, paths, components: components.toJson() });
}
