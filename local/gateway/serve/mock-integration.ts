import { GatewayError } from './gateway-error';
import { HeaderList, type HttpReply, mediaType } from '../http-message';
import type { MockIntegration, MockResponse } from '../model/integration';
import { mappedValue, type MappingScope } from '../velocity/mapping-expression';
import { parseMappingTemplate } from '../velocity/mapping-template';
import { TemplateScope } from '../velocity/template-scope';

/**
 * Answers a request to a mock integration.
 *
 * @throws GatewayError of type API_CONFIGURATION_ERROR where the request template yields no status, or none that has a response
 */
export function respondWithMock({ requestTemplates, responses }: MockIntegration, scope: MappingScope): HttpReply {
  const contentType = mediaType(scope.request.headers.get('content-type')) ?? 'application/json';
  const template = Object.hasOwn(requestTemplates, contentType) ? requestTemplates[contentType] : undefined;
  const rendered = template === undefined ? scope.request.body.toString('utf8') : parseMappingTemplate(template)(new TemplateScope(scope));
  const status = /["']?statusCode["']?\s*:\s*["']?(\d{3})\b/.exec(rendered)?.[1];
  const response = status && (responses.find(({ selectionPattern }) => selectionPattern?.test(status))
    ?? responses.find(({ selectionPattern }) => selectionPattern === undefined));
  if (!response) throw new GatewayError('API_CONFIGURATION_ERROR');
  return render(response, scope);
}

function render({ status, headers: mappings, templates }: MockResponse, scope: MappingScope): HttpReply {
  const templateScope = new TemplateScope(scope);
  const [contentType, template] = Object.entries(templates).sort(([a], [b]) => Number(b === 'application/json') - Number(a === 'application/json'))[0] ?? [];
  const body = template === undefined ? '' : parseMappingTemplate(template)(templateScope);
  const headers = new HeaderList([['Content-Type', contentType ?? 'application/json']]);
  for (const [name, expression] of Object.entries(mappings)) {
    const value = mappedValue(expression, scope);
    if (value !== undefined) headers.set(name, value);
  }
  for (const [name, value] of templateScope.headers) headers.set(name, value);
  return { status: templateScope.status ?? status, headers, body: Buffer.from(body) };
}
