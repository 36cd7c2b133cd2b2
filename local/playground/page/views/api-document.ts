import { Child, h } from '../dom';
import { OpenApiBody, OpenApiDocument, OpenApiOperation, OpenApiSchema, operationsOf, resolveSchema } from '../open-api';
import { View } from './view';

/** The OpenAPI document as a list to read. */
export function apiDocumentView(document: OpenApiDocument): View {
  return {
    id: 'api',
    title: 'OpenAPI document',
    group: 'Reference',
    summary: [document.info?.title, document.info?.version].filter(Boolean).join(' '),
    routes: [],
    render: () => [
      h('p', {}, h('a', { href: '/_local/openapi.json' }, 'The document itself'), ' as JSON.'),
      ...operationsOf(document).map((operation) => operationDetails(document, operation)),
    ],
  };
}

function operationDetails(document: OpenApiDocument, operation: OpenApiOperation): Child {
  const { method, path, summary, description, requestBody, responses } = operation;
  return h('details', { className: 'operation' },
    h('summary', {}, h('span', { className: `method ${method.toLowerCase()}` }, method), h('code', {}, path), h('span', { className: 'hint' }, summary ?? '')),
    description && h('p', {}, description),
    operation.security?.length ? h('p', {}, 'Wants: ', h('code', {}, operation.security.map(nameOf).join(' or '))) : undefined,
    requestBody && h('h4', {}, 'Body'),
    requestBody && bodySchema(document, requestBody),
    h('h4', {}, 'Answers'),
    h('dl', { className: 'answers' }, ...Object.entries(responses ?? {}).flatMap(([status, response]) => [
      h('dt', {}, status),
      h('dd', {}, response.description ?? '', bodySchema(document, response)),
    ])));
}

/** A token, with the scopes or groups that it must have. */
function nameOf(requirement: Readonly<Record<string, unknown>>): string {
  return Object.entries(requirement).map(([token, names]) => Array.isArray(names) && names.length > 0 ? `${token} (${names.join(', ')})` : token).join(' and ');
}

function bodySchema(document: OpenApiDocument, { content = {} }: OpenApiBody): Child {
  const [schema] = Object.values(content).map((media) => media.schema);
  return schema && members(document, schema);
}

/** The members of an object, or each of several shapes. Does not go deeper than one answer of an API does. */
function members(document: OpenApiDocument, reference: OpenApiSchema, depth = 0): Child {
  const schema = resolveSchema(document, reference);
  const shapes = schema.anyOf ?? schema.oneOf;
  if (depth > 4) return undefined;
  const or = h('p', { className: 'hint' }, 'or');
  if (shapes) return h('div', {}, ...shapes.flatMap((shape, index) => [index > 0 && or.cloneNode(true), members(document, shape, depth + 1)]));
  const properties = Object.entries(schema.properties ?? {});
  if (properties.length === 0) return undefined;
  return h('ul', { className: 'members' }, ...properties.map(([name, property]) => {
    const value = resolveSchema(document, property);
    const required = schema.required?.includes(name);
    return h('li', {},
      h('code', {}, name), ` ${value.enum ? value.enum.join(' | ') : value.type ?? ''}${required ? '' : ', optional'}`,
      value.description && h('span', { className: 'hint' }, ` ${value.description}`),
      members(document, value, depth + 1));
  }));
}
