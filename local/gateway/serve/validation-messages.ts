import type { ErrorObject } from 'ajv-draft-04';

/**
 * Formats validation errors as API Gateway does in `$context.error.validationErrorString`. As on AWS, the message can contain
 * the invalid value, so it must never be logged.
 */
export function validationErrorString(errors: readonly ErrorObject[]): string {
  const messages = errors.flatMap((error) => describe(error, errors) ?? []);
  return `[${[...new Set(messages)].join(', ')}]`;
}

function describe(error: ErrorObject, all: readonly ErrorObject[]): string | undefined {
  const data: unknown = error.data;
  const text = JSON.stringify(data);
  const length = typeof data === 'string' ? [...data].length : 0;
  const limit: unknown = error.params.limit;
  switch (error.keyword) {
    case 'required':
      return `object has missing required properties (${siblings(error, all, 'missingProperty')})`;
    case 'additionalProperties':
      return `object instance has properties which are not allowed by the schema: ${siblings(error, all, 'additionalProperty')}`;
    case 'type':
      return `instance type (${typeName(data)}) does not match any allowed primitive type (allowed: ${JSON.stringify([error.params.type].flat().sort())})`;
    case 'enum':
      return `instance value (${text}) not found in enum (possible values: ${JSON.stringify(error.params.allowedValues)})`;
    case 'pattern':
      return `ECMA 262 regex ${JSON.stringify(error.params.pattern)} does not match input string ${text}`;
    case 'minLength':
      return `string ${text} is too short (length: ${length}, required minimum: ${limit})`;
    case 'maxLength':
      return `string ${text} is too long (length: ${length}, maximum allowed: ${limit})`;
    case 'minimum':
      return `numeric instance is lower than the required minimum (minimum: ${limit}, found: ${text})`;
    case 'maximum':
      return `numeric instance is greater than the required maximum (maximum: ${limit}, found: ${text})`;
    case 'minProperties':
      return `object has too few properties (found ${Object.keys(data as object).length} but schema requires at least ${limit})`;
    case 'maxProperties':
      return `object has too many properties (found ${Object.keys(data as object).length} but schema requires at most ${limit})`;
    default:
      return error.message;
  }
}

function siblings(error: ErrorObject, all: readonly ErrorObject[], parameter: string): string {
  const names = all
    .filter((other) => other.keyword === error.keyword && other.instancePath === error.instancePath)
    .map((other) => String(other.params[parameter]));
  return JSON.stringify(names.sort());
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  return Number.isInteger(value) ? 'integer' : typeof value;
}
