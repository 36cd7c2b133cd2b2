/** As much of an OpenAPI 3 document as the page reads. */
export interface OpenApiDocument {
  readonly info?: { readonly title?: string; readonly version?: string };
  readonly paths?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

export interface OpenApiOperation {
  readonly method: string;
  readonly path: string;
  readonly summary?: string;
  readonly description?: string;
  readonly security?: ReadonlyArray<Readonly<Record<string, unknown>>>;
  readonly requestBody?: OpenApiBody;
  readonly responses?: Readonly<Record<string, OpenApiBody>>;
}

export interface OpenApiBody {
  readonly description?: string;
  readonly content?: Readonly<Record<string, { readonly schema?: OpenApiSchema }>>;
}

export interface OpenApiSchema {
  readonly $ref?: string;
  readonly type?: string;
  readonly description?: string;
  readonly enum?: readonly string[];
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, OpenApiSchema>>;
  readonly anyOf?: readonly OpenApiSchema[];
  readonly oneOf?: readonly OpenApiSchema[];
}

const METHODS = ['get', 'post', 'put', 'patch', 'delete'];

/** Every operation, path by path; a preflight is none that people look for. */
export function operationsOf(document: OpenApiDocument): OpenApiOperation[] {
  return Object.entries(document.paths ?? {}).flatMap(([path, item]) => METHODS
    .filter((method) => item[method])
    .map((method) => {
      const operation = item[method] as OpenApiOperation;
      const responses = Object.entries(operation.responses ?? {}).map(([status, response]) => [status, dereference(document, response)]);
      return {
        ...operation,
        method: method.toUpperCase(),
        path,
        requestBody: operation.requestBody && dereference(document, operation.requestBody),
        responses: Object.fromEntries(responses) as OpenApiOperation['responses'],
      };
    }));
}

export function resolveSchema(document: OpenApiDocument, schema: OpenApiSchema): OpenApiSchema {
  return dereference(document, schema);
}

/** Follows a `$ref` within the document; one that leads nowhere gives an empty object. */
function dereference<T extends object>(document: OpenApiDocument, value: T): T {
  const reference = (value as { readonly $ref?: unknown }).$ref;
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return value;
  const target = reference.slice(2).split('/').reduce<unknown>((node, segment) => {
    const name = decodeURIComponent(segment).replaceAll('~1', '/').replaceAll('~0', '~');
    return typeof node === 'object' && node !== null && Object.hasOwn(node, name) ? (node as Record<string, unknown>)[name] : undefined;
  }, document);
  return (target ?? {}) as T;
}
