import Ajv, { ErrorObject, ValidateFunction } from 'ajv-draft-04';
import { GatewayError } from './gateway-error';
import { HttpRequest, mediaType } from '../http-message';
import { validationErrorString } from './validation-messages';
import { JsonObject } from '../../assembly/template';

/** What a method's request validator checks. */
export interface RequestValidationOptions {
  readonly validateBody: boolean;
  readonly validateParameters: boolean;
  /** Schema by content type; `$default` stands for all others. */
  readonly models: Readonly<Record<string, JsonObject>>;
  /** Such as `method.request.header.X-Tenant`, and whether it is required. */
  readonly parameters: Readonly<Record<string, boolean>>;
}

/** Refuses requests that a method's request validator does not let through. */
export class RequestValidation {
  private readonly validators: ReadonlyMap<string, ValidateFunction>;
  private readonly required: readonly string[];

  constructor(options: RequestValidationOptions) {
    const models = options.validateBody ? Object.entries(options.models) : [];
    this.validators = new Map(models.map(([contentType, schema]) => [contentType.toLowerCase(), ajv.compile(schema)]));
    this.required = options.validateParameters ? Object.keys(options.parameters).filter((name) => options.parameters[name]) : [];
  }

  /**
   * Checks a request.
   *
   * @throws GatewayError of type BAD_REQUEST_PARAMETERS or BAD_REQUEST_BODY
   */
  check(request: HttpRequest, pathParameters: Readonly<Record<string, string>>): void {
    const missing = this.required.filter((name) => !isPresent(name, request, pathParameters)).map((name) => name.split('.').slice(3).join('.'));
    if (missing.length > 0) {
      const message = `Missing required request parameters: [${missing.sort().join(', ')}]`;
      throw new GatewayError('BAD_REQUEST_PARAMETERS', { message, validationErrorString: message });
    }
    // The gateway takes a body without a content type for JSON, and checks no body whose type has no model.
    const validate = this.validators.get(mediaType(request.headers.get('content-type')) ?? 'application/json') ?? this.validators.get('$default');
    if (validate) checkBody(request.body.toString('utf8'), validate);
  }
}

// Formats that API Gateway does not document are left to the function; `verbose` gives the messages their data. One instance for
// all models, as each reads the meta-schema anew; it keeps no schema by its id, since two models may have the same.
const ajv = new Ajv({ strict: false, allErrors: true, verbose: true, validateFormats: false, addUsedSchema: false });

function checkBody(text: string, validate: ValidateFunction): void {
  let body: unknown;
  try {
    body = JSON.parse(text.trim() === '' ? '{}' : text);
  } catch {
    throw new GatewayError('BAD_REQUEST_BODY', { validationErrorString: '[Could not parse request body into json]' });
  }
  if (!validate(body)) {
    throw new GatewayError('BAD_REQUEST_BODY', { validationErrorString: validationErrorString(validate.errors as ErrorObject[]) });
  }
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
