import { PrivateRouteOptions } from '../../private-route-options';
import { PublicRouteOptions } from '../../public-route-options';
import { Route } from '../../routes/route';

/** The HTTP methods that a route may name. OPTIONS is the preflight's. */
export const VERBS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD'];

/** Stands for all of them. */
export const ANY = 'ANY';

/** Those whose body has a meaning. */
export const VERBS_WITH_BODY = ['POST', 'PUT', 'PATCH'];

/** A route that the user added. */
export interface CustomRoute {
  /** From the root of the API, without a leading slash. */
  readonly path: string;
  readonly options: PrivateRouteOptions;
  readonly token: Route['token'];
}

/** The HTTP methods of a route. */
export function verbsOf({ methods = ['GET'] }: PublicRouteOptions): readonly string[] {
  return methods;
}
