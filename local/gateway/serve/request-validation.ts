import { GatewayError } from './gateway-error';
import { validationErrorString } from './validation-messages';
import type { JsonObject } from '../../assembly/template';
import { compileBodySchema } from '../body-schema';
import { type HttpRequest, mediaType } from '../http-message';
import type { RequestValidation } from '../model/request-validation';

/**
 * Validates the parameters and the body of a request.
 *
 * @throws GatewayError of type BAD_REQUEST_PARAMETERS or BAD_REQUEST_BODY
 */
export function validateRequest(validation: RequestValidation, request: HttpRequest, pathParameters: Readonly<Record<string, string>>): void {
  const missing = validation.requiredParameters.filter((name) => !isPresent(name, request, pathParameters))
    .map((name) => name.split('.').slice(3).join('.'));
  if (missing.length > 0) {
    const message = `Missing required request parameters: [${missing.sort().join(', ')}]`;
    throw new GatewayError('BAD_REQUEST_PARAMETERS', { message, validationErrorString: message });
  }
  // A body without a content type counts as JSON; a body whose content type has no model is not validated.
  const contentType = mediaType(request.headers.get('content-type')) ?? 'application/json';
  const schema = validation.models.get(contentType) ?? validation.models.get('$default');
  if (schema) validateBody(request.body.toString('utf8'), schema);
}

function validateBody(text: string, schema: JsonObject): void {
  let body: unknown;
  try {
    body = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    throw new GatewayError('BAD_REQUEST_BODY', { validationErrorString: '[Could not parse request body into json]' });
  }
  const errors = compileBodySchema(schema)(body);
  if (errors.length > 0) throw new GatewayError('BAD_REQUEST_BODY', { validationErrorString: validationErrorString(errors) });
}

function isPresent(name: string, request: HttpRequest, pathParameters: Readonly<Record<string, string>>): boolean {
  const [, , location, ...rest] = name.split('.');
  const parameter = rest.join('.');
  switch (location) {
    case 'header': return Boolean(request.headers.get(parameter));
    case 'querystring': return request.query.some(([key, value]) => key === parameter && value !== '');
    default: return Boolean(pathParameters[parameter]);
  }
}
