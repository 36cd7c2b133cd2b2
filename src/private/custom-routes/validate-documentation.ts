import { Token } from 'aws-cdk-lib';
import { ANY, verbsOf, VERBS_WITH_BODY } from './custom-route';
import { PublicRouteOptions } from '../../public-route-options';
import { ApiContext } from '../context';
import { hasBody } from '../open-api/custom-operations';
import { openApiDocument } from '../open-api/document';
import { throwInvalid } from '../validation';

/** Throws where what a route says of itself cannot be, or cannot stand in one document with what others say. */
export function validateDocumentation(path: string, options: PublicRouteOptions, context: ApiContext): void {
  validateOperationName(path, options, context);
  if (Token.isUnresolved(options.summary)) {
    throwInvalid(`'summary' of /${path} is a token, but must be a literal value for the OpenAPI document; write the value`);
  }
  validateBody(path, options);
  validateStatuses(path, options);
  if (!options.requestSchema && !options.responseSchemas) return;
  // Schemas are read, and their names told apart, while a document is made of them.
  openApiDocument(context.settings, [...context.customRoutes, { path, options, token: 'none' }]);
}

function validateOperationName(path: string, options: PublicRouteOptions, context: ApiContext): void {
  const { operationName: name } = options;
  if (name === undefined) return;
  const verbs = verbsOf(options);
  if (!/^[A-Za-z][A-Za-z0-9_]*$/.test(name)) throwInvalid(`'operationName' of /${path} is '${name}'; use a letter, then letters, digits and _`);
  if (verbs.length > 1) throwInvalid(`'operationName' of /${path} would name ${verbs.join(' and ')}; add each of them by a call of its own`);
  if (verbs[0] === ANY) throwInvalid(`'operationName' of /${path} needs a method by name; write it instead of ${ANY}`);
  const taken = [
    ...context.settings.routes.map((route) => ({ name: route.name, route: `${route.method} /${context.pathOf(route)}` })),
    ...context.customRoutes.map((other) => ({ name: other.options.operationName, route: `${verbsOf(other.options)[0]} /${other.path}` })),
  ].find((other) => other.name === name);
  if (taken) throwInvalid(`'operationName' of /${path} is '${name}', as ${taken.route} is called; choose another`);
}

function validateBody(path: string, options: PublicRouteOptions): void {
  if (!options.requestSchema) return;
  const without = verbsOf(options).find((verb) => !VERBS_WITH_BODY.includes(verb));
  if (without) throwInvalid(`'requestSchema' of /${path} needs POST, PUT or PATCH; add ${without} by a call of its own`);
}

function validateStatuses(path: string, { responseSchemas }: PublicRouteOptions): void {
  if (!responseSchemas) return;
  const statuses = Object.keys(responseSchemas);
  if (statuses.length === 0) throwInvalid(`'responseSchemas' of /${path} is empty; name a status, or leave it out`);
  for (const status of statuses) {
    if (!/^[2-5][0-9][0-9]$/.test(status)) throwInvalid(`'responseSchemas' of /${path} has '${status}'; use statuses from 200 to 599`);
    const { description, ...ofBody } = responseSchemas[status];
    if (!hasBody(status) && Object.values(ofBody).some((value) => value !== undefined)) {
      throwInvalid(`'responseSchemas.${status}' of /${path} describes a body, and an answer of this status has none; use {}`);
    }
  }
}
