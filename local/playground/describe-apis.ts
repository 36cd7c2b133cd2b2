import { PlaygroundApi, PlaygroundRoute } from './playground-info';
import type { ApiMethod, ApiResource, RestApi } from '../gateway/model/rest-api';

/** Describes an API for the page. @param url address without the stage, without a slash at its end */
export function describeForPlayground(api: RestApi, url: string): PlaygroundApi {
  return { name: api.name, url, routes: routesOf(api.root) };
}

/** Whether the API has something to say at its root, where the page would stand in its way. */
export function answersAtRoot(api: RestApi | undefined): boolean {
  return ['GET', 'ANY'].some((method) => api?.root.methods.has(method));
}

function routesOf(resource: ApiResource): PlaygroundRoute[] {
  const own = [...resource.methods.values()]
    .filter(({ httpMethod }) => httpMethod !== 'OPTIONS')
    .map((method) => ({ method: method.httpMethod, path: resource.path, operationName: method.operationName, token: tokenOf(method) }));
  return [...own, ...resource.children.flatMap(routesOf)];
}

function tokenOf({ authorization }: ApiMethod): PlaygroundRoute['token'] {
  if (!authorization) return 'none';
  // What a function wants is its own affair; most want to know who calls.
  return authorization.type === 'COGNITO_USER_POOLS' && authorization.scopes.length > 0 ? 'access' : 'id';
}
