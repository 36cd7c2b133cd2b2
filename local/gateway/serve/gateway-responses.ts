import type { GatewayError } from './gateway-error';
import { HeaderList, type HttpReply } from '../http-message';
import type { GatewayResponse } from '../model/gateway-response';
import { mappedValue, type MappingScope, substituteVariables } from '../velocity/mapping-expression';

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/**
 * Renders a gateway response: the API's response of this type, or its `DEFAULT_4XX` or `DEFAULT_5XX`, or API Gateway's
 * default.
 */
export function renderGatewayResponse(
  error: GatewayError, responses: ReadonlyMap<string, GatewayResponse>, scope: Omit<MappingScope, 'error'>,
): HttpReply {
  const response = responses.get(error.responseType) ?? responses.get(error.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const errorScope: MappingScope = { ...scope, error };
  const [contentType, template] = chooseTemplate(response?.templates ?? {});
  const headers = new HeaderList([['Content-Type', contentType], ['x-amzn-errortype', error.errorType]]);
  for (const [name, expression] of Object.entries(response?.headers ?? {})) {
    const value = mappedValue(expression, errorScope);
    if (value !== undefined) headers.set(name, value);
  }
  return { status: response?.status ?? error.status, headers, body: Buffer.from(substituteVariables(template, errorScope)) };
}

function chooseTemplate(templates: Readonly<Record<string, string>>): [contentType: string, template: string] {
  const json = templates['application/json'];
  if (json !== undefined) return ['application/json', json];
  return Object.entries(templates)[0] ?? ['application/json', DEFAULT_TEMPLATE];
}
