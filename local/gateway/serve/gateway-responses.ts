import { GatewayError } from './gateway-error';
import { HeaderList, HttpReply } from '../http-message';
import { GatewayResponse } from '../model/rest-api';
import { mappedValue, MappingScope, substituteVariables } from '../velocity/mapping-expression';

const DEFAULT_TEMPLATE = '{"message":$context.error.messageString}';

/**
 * Words one of the gateway's own answers: by the API's response of its type, else by the API's fallback for
 * 4XX or 5XX, else as API Gateway does by itself.
 */
export function renderGatewayResponse(
  error: GatewayError, responses: ReadonlyMap<string, GatewayResponse>, scope: Omit<MappingScope, 'error'>,
): HttpReply {
  const response = responses.get(error.responseType) ?? responses.get(error.status < 500 ? 'DEFAULT_4XX' : 'DEFAULT_5XX');
  const whole: MappingScope = { ...scope, error };
  const [contentType, template] = chooseTemplate(response?.templates ?? {});
  const headers = new HeaderList([['Content-Type', contentType], ['x-amzn-errortype', error.errorType]]);
  for (const [name, expression] of Object.entries(response?.headers ?? {})) {
    const value = mappedValue(expression, whole);
    if (value !== undefined) headers.set(name, value);
  }
  return { status: response?.status ?? error.status, headers, body: Buffer.from(substituteVariables(template, whole)) };
}

function chooseTemplate(templates: Readonly<Record<string, string>>): [contentType: string, template: string] {
  const json = templates['application/json'];
  if (json !== undefined) return ['application/json', json];
  return Object.entries(templates)[0] ?? ['application/json', DEFAULT_TEMPLATE];
}
