import { Token } from 'aws-cdk-lib';
import { ANY, verbsOf, VERBS_WITH_BODY } from './custom-route';
import { OwnRouteSurroundings } from './custom-routes';
import { PublicRouteOptions } from '../../public-route-options';
import { hasBody } from '../open-api/custom-operations';
import { openApiOf } from '../open-api/document';
import { refuse } from '../validation';

/** Throws where what a route says of itself cannot be, or cannot stand in one document with what others say. */
export function validateDocumentation(path: string, options: PublicRouteOptions, surroundings: OwnRouteSurroundings): void {
  validateOperationName(path, options, surroundings);
  if (Token.isUnresolved(options.summary)) {
    refuse(`'summary' of /${path} is a token, but the OpenAPI document is read before the deployment; write it out`);
  }
  validateBody(path, options);
  validateStatuses(path, options);
  if (!options.requestSchema && !options.responseSchemas) return;
  // Schemas are read, and their names told apart, while a document is made of them.
  const ownRoutes = [...surroundings.ownRoutes, { path, options, token: 'none' as const }];
  openApiOf({ routes: surroundings.routes, ownRoutes }, { title: path, basePath: '', gatewayResponses: true });
}

function validateOperationName(path: string, options: PublicRouteOptions, { routes, pathOf, ownRoutes }: OwnRouteSurroundings): void {
  const { operationName: name } = options;
  if (name === undefined) return;
  const verbs = verbsOf(options);
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) refuse(`'operationName' of /${path} is '${name}'; use a letter, then letters, digits and _`);
  if (verbs.length > 1) refuse(`'operationName' of /${path} would name ${verbs.join(' and ')}; add each of them by a call of its own`);
  if (verbs[0] === ANY) refuse(`'operationName' of /${path} needs a method by name; write it instead of ${ANY}`);
  const taken = [
    ...routes.map((route) => ({ name: route.name, route: `${route.method} /${pathOf(route)}` })),
    ...ownRoutes.map((other) => ({ name: other.options.operationName, route: `${verbsOf(other.options)[0]} /${other.path}` })),
  ].find((other) => other.name === name);
  if (taken) refuse(`'operationName' of /${path} is '${name}', as ${taken.route} is called; choose another`);
}

function validateBody(path: string, options: PublicRouteOptions): void {
  if (!options.requestSchema) return;
  const without = verbsOf(options).find((verb) => !VERBS_WITH_BODY.includes(verb));
  if (without) refuse(`'requestSchema' of /${path} needs POST, PUT or PATCH; add ${without} by a call of its own`);
}

function validateStatuses(path: string, { responseSchemas }: PublicRouteOptions): void {
  if (!responseSchemas) return;
  const statuses = Object.keys(responseSchemas);
  if (statuses.length === 0) refuse(`'responseSchemas' of /${path} is empty; name a status, or leave it out`);
  for (const status of statuses) {
    if (!/^[2-5][0-9][0-9]$/.test(status)) refuse(`'responseSchemas' of /${path} has '${status}'; use statuses from 200 to 599`);
    const { description, ...ofBody } = responseSchemas[status];
    if (!hasBody(status) && Object.values(ofBody).some((value) => value !== undefined)) {
      refuse(`'responseSchemas.${status}' of /${path} describes a body, and an answer of this status has none; use {}`);
    }
  }
}
