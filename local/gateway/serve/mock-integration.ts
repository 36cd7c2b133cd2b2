import { GatewayError } from './gateway-error';
import { HeaderList, HttpReply, mediaType } from '../http-message';
import { isMappingExpression, mappedValue, MappingScope } from '../velocity/mapping-expression';
import { MappingTemplate, parseMappingTemplate } from '../velocity/mapping-template';
import { TemplateScope } from '../velocity/template-scope';

/** An integration that answers by itself, such as a CORS preflight. */
export interface MockIntegration {
  readonly type: 'MOCK';
  respond(scope: MappingScope): HttpReply;
}

/** What the template says about one integration response. */
export interface MockResponseOptions {
  readonly status: number;
  /** Matches the mock's status; the response without one is for all others. */
  readonly selectionPattern?: string;
  /** Value by `method.response.header.<name>`. */
  readonly parameters: Readonly<Record<string, string>>;
  /** Template by content type. */
  readonly templates: Readonly<Record<string, string>>;
}

interface MockResponse {
  readonly status: number;
  readonly matches: (status: string) => boolean;
  readonly isDefault: boolean;
  readonly headers: readonly (readonly [name: string, expression: string])[];
  readonly template?: readonly [contentType: string, render: MappingTemplate];
}

/**
 * Prepares a mock integration.
 *
 * @param requestTemplates - template by content type, which yields `{"statusCode": …}`
 * @throws Error where a template or a mapping expression is not understood
 */
export function createMockIntegration(
  requestTemplates: Readonly<Record<string, string>>, responses: readonly MockResponseOptions[],
): MockIntegration {
  const requests = new Map(Object.entries(requestTemplates).map(([type, source]) => [type.toLowerCase(), parseMappingTemplate(source)]));
  const prepared = responses.map(prepareResponse);
  return {
    type: 'MOCK',
    respond: (scope) => {
      const type = mediaType(scope.request.headers.get('content-type')) ?? 'application/json';
      const rendered = requests.get(type)?.(new TemplateScope(scope)) ?? scope.request.body.toString('utf8');
      const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(rendered)?.[1];
      const response = status && (prepared.find((candidate) => candidate.matches(status)) ?? prepared.find((candidate) => candidate.isDefault));
      // Without a status, or without a response for it, the gateway has nothing to answer with.
      if (!response) throw new GatewayError('API_CONFIGURATION_ERROR');
      return reply(response, scope);
    },
  };
}

function prepareResponse(options: MockResponseOptions): MockResponse {
  const headers = Object.entries(options.parameters).map(([target, expression]) => {
    const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
    if (!name || !isMappingExpression(expression)) throw new Error(`the mapping of ${target} to ${expression} is not understood`);
    return [name, expression] as const;
  });
  const template = Object.entries(options.templates).sort(([a], [b]) => Number(b === 'application/json') - Number(a === 'application/json'))[0];
  const pattern = options.selectionPattern ? new RegExp(`^(?:${options.selectionPattern})$`) : undefined;
  return {
    status: options.status,
    matches: (status) => pattern?.test(status) ?? false,
    isDefault: pattern === undefined,
    headers,
    template: template && [template[0], parseMappingTemplate(template[1])],
  };
}

function reply(response: MockResponse, scope: MappingScope): HttpReply {
  const templateScope = new TemplateScope(scope);
  const body = response.template?.[1](templateScope) ?? '';
  const headers = new HeaderList([['Content-Type', response.template?.[0] ?? 'application/json']]);
  for (const [name, expression] of response.headers) {
    const value = mappedValue(expression, scope);
    if (value !== undefined) headers.set(name, value);
  }
  for (const [name, value] of templateScope.headers) headers.set(name, value);
  return { status: templateScope.status ?? response.status, headers, body: Buffer.from(body) };
}
