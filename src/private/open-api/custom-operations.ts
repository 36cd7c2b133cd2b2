import { Token } from 'aws-cdk-lib';
import { Components, Json } from './components';
import { Failures } from './failures';
import { toOpenApiSchema } from './json-schema';
import { CustomRoute, VERBS_WITH_BODY } from '../custom-routes/custom-route';

export interface CustomOperationOptions {
  readonly components: Components;
  /** Whether the gateway words its own errors as the routes of the construct word theirs. */
  readonly gatewayResponses: boolean;
}

/** An operation of a route that the user added: what they said of it, and what the gateway before it does. */
export function customOperationOf(verb: string, route: CustomRoute, { components, gatewayResponses }: CustomOperationOptions): Json {
  const { path, options: { operationName, summary, requestSchema } } = route;
  const parameters = parametersOf(path);
  const failures = failuresOf(verb, route).responses(gatewayResponses ? components : undefined);
  const responses = merge(answersOf(route, components), failures);
  return {
    ...operationName === undefined ? {} : { operationId: operationName },
    ...summary === undefined ? {} : { summary },
    security: securityOf(route, components),
    ...parameters.length > 0 ? { parameters } : {},
    ...requestSchema ? { requestBody: { required: true, content: jsonOf(toOpenApiSchema(requestSchema, `'requestSchema' of /${path}`, components)) } } : {},
    responses: verb === 'HEAD' ? withoutBodies(responses) : responses,
  };
}

function parametersOf(path: string): Json[] {
  return [...path.matchAll(/\{(.+?)(\+?)\}/g)].map(([, name, rest]) => ({
    name,
    in: 'path',
    required: true,
    ...rest ? { description: 'The rest of the path, slashes included' } : {},
    schema: { type: 'string' },
  }));
}

/** One of several scopes or groups is enough, so each is an alternative. */
function securityOf({ token, options }: CustomRoute, components: Components): Json[] {
  if (token === 'none') return [];
  const scheme = components.token(token);
  const scopes = knownNames(options.authorizationScopes);
  const groups = knownNames(options.allowedGroups);
  return scopes.flatMap((scope) => groups.map((group) => ({ [scheme]: [...scope, ...group] })));
}

/** Each name in a list of its own; an empty one where nothing is asked for, or what it is called is known at the deployment only. */
function knownNames(names: readonly string[] = []): string[][] {
  return names.length === 0 || names.some((name) => Token.isUnresolved(name)) ? [[]] : names.map((name) => [name]);
}

function answersOf({ path, options: { responseSchemas, summary } }: CustomRoute, components: Components): Json {
  if (!responseSchemas) return { default: { description: summary ?? 'What the route answers', content: { '*/*': {} } } };
  return Object.fromEntries(Object.entries(responseSchemas).map(([status, schema]) => [status, {
    description: schema.description ?? summary ?? 'What the route answers',
    ...hasBody(status) ? { content: jsonOf(toOpenApiSchema(schema, `'responseSchemas.${status}' of /${path}`, components)) } : {},
  }]));
}

/** Whether an answer of this status can have a body. */
export function hasBody(status: string): boolean {
  return !['204', '205', '304'].includes(status);
}

/** The route and API Gateway can return the same status, with different media types. */
function merge(answers: Json, failures: Json): Json {
  const merged: Json = { ...answers, ...failures };
  for (const status of Object.keys(answers).filter((candidate) => candidate in failures)) {
    const [own, gateway] = [answers[status], failures[status]];
    merged[status] = { ...gateway, description: `${own.description}; or ${gateway.description}`, content: { ...own.content, ...gateway.content } };
  }
  return merged;
}

function withoutBodies(responses: Json): Json {
  return Object.fromEntries(Object.entries(responses).map(([status, { content, ...response }]) => [status, response]));
}

/** All errors here are the gateway's: the route's own are what the user says they are. */
function failuresOf(verb: string, { token, options }: CustomRoute): Failures {
  const failures = new Failures();
  if (options.requestSchema) failures.add('invalid_request');
  if (token !== 'none') failures.add('unauthorized');
  // Of a web ACL, a group or the resource policy, and of a signature that API Gateway cannot read.
  failures.add('forbidden').add('invalid_request', 403);
  if (VERBS_WITH_BODY.includes(verb)) {
    failures.add('payload_too_large');
    // A proxy integration passes any media type on.
    if (options.integration) failures.add('invalid_request', 415);
  }
  return failures.add('rate_limited').add('internal_error').add('internal_error', 502).add('internal_error', 504);
}

function jsonOf(schema: Json): Json {
  return { 'application/json': { schema } };
}
