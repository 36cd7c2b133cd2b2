import { Problem, ProblemCode, PROBLEMS } from '../problems';
import { problemsOf, Route } from '../route';
import * as schemas from '../schemas';

/** A JSON object. */
export type Json = { [key: string]: any };

export interface OpenApiOptions {
  readonly title: string;
  /** What stands before the path of each route; nothing where it is empty. */
  readonly basePath: string;
}

/** Of the HTTP contract, not of the package: it changes when a client would notice. */
const CONTRACT_VERSION = '1.0.0';

/** Errors of the gateway's own, at statuses that a route's errors also have or that stand for a function that failed. */
const GATEWAY_PROBLEMS: { readonly [status: string]: ProblemCode } = {
  403: 'request_refused',
  413: 'request_refused',
  415: 'request_refused',
  502: 'internal_error',
  504: 'internal_error',
};

const GATEWAY_TITLES: { readonly [status: string]: string } = { 502: 'Bad Gateway', 504: 'Gateway Timeout' };

/** Names of the schemas that documents refer to. */
const NAMES = new Map(Object.entries<schemas.Schema>(schemas).map(([name, schema]) => [schema, name.charAt(0).toUpperCase() + name.slice(1)]));

/**
 * The routes as an OpenAPI document.
 *
 * @see https://spec.openapis.org/oas/v3.1.0
 */
export function openApiOf(routes: readonly Route[], { title, basePath }: OpenApiOptions): Json {
  const components = new Components();
  const paths: Json = {};
  for (const route of routes) {
    const path = basePath === '' ? `/${route.path}` : `/${basePath}/${route.path}`;
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route, components) };
  }
  return { openapi: '3.1.0', info: { title, version: CONTRACT_VERSION }, paths, components: components.toJson() };
}

function operationOf(route: Route, components: Components): Json {
  return {
    operationId: route.name,
    summary: route.summary,
    security: route.token === 'none' ? [] : [{ [components.token(route.token)]: [] }],
    ...route.body ? { requestBody: { required: true, content: { 'application/json': { schema: components.reference(route.body) } } } } : {},
    responses: { ...successesOf(route, components), ...failuresOf(route, components) },
  };
}

function successesOf({ answers, summary }: Route, components: Components): Json {
  return Object.fromEntries(Object.entries(answers).map(([status, schema]) => [status, {
    description: summary,
    ...schema ? { content: { 'application/json': { schema: components.reference(schema) } } } : {},
  }]));
}

function failuresOf(route: Route, components: Components): Json {
  const codesByStatus = new Map<string, ProblemCode[]>();
  for (const code of problemsOf(route)) {
    const status = String(PROBLEMS[code].status);
    codesByStatus.set(status, [...codesByStatus.get(status) ?? [], code]);
  }
  for (const [status, code] of Object.entries(GATEWAY_PROBLEMS)) {
    const own = codesByStatus.get(status);
    if (own || status in GATEWAY_TITLES) codesByStatus.set(status, [...own ?? [], code]);
  }
  return Object.fromEntries([...codesByStatus].sort().map(([status, codes]) => [status, failureOf(status, codes, components)]));
}

function failureOf(status: string, codes: readonly ProblemCode[], components: Components): Json {
  const problems: readonly Problem[] = codes.map((code) => PROBLEMS[code]);
  const schema = { ...components.reference(schemas.problemAnswer), properties: { code: { type: 'string', enum: codes } } };
  return {
    description: `${GATEWAY_TITLES[status] ?? problems[0].title}: ${codes.map((code) => `\`${code}\``).join(', ')}`,
    ...problems.some(({ retryAfter }) => retryAfter !== undefined)
      ? { headers: { 'Retry-After': { description: 'Seconds after which to try again', schema: { type: 'integer' } } } }
      : {},
    content: { 'application/problem+json': { schema } },
  };
}

/** What operations refer to, gathered as they do. */
class Components {
  private readonly found = new Map<string, Json>();
  private readonly tokens = new Map<string, Json>();

  reference(schema: schemas.Schema): Json {
    const name = NAMES.get(schema)!;
    this.found.set(name, 'anyOf' in schema ? { ...schema, anyOf: schema.anyOf.map((one) => this.reference(one)) } : schema);
    return { $ref: `#/components/schemas/${name}` };
  }

  token(kind: 'id' | 'access'): string {
    const name = `${kind}Token`;
    this.tokens.set(name, {
      type: 'http',
      scheme: 'bearer',
      bearerFormat: 'JWT',
      description: `The \`${name}\` that a login answers with; the word "Bearer" before it may be left out`,
    });
    return name;
  }

  toJson(): Json {
    const sorted = (entries: Map<string, Json>) => Object.fromEntries([...entries].sort(([a], [b]) => a < b ? -1 : 1));
    return { schemas: sorted(this.found), ...this.tokens.size > 0 ? { securitySchemes: sorted(this.tokens) } : {} };
  }
}
