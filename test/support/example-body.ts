import { ObjectSchema, Schema } from '../../src/routes/schemas';
import { CODE, EMAIL, PASSWORD, REFRESH_TOKEN, SESSION } from '../handlers/support/events';

/** Values for members whose schema has a pattern or a meaning, by name. */
export const EXAMPLE_VALUES: Readonly<Record<string, string>> = {
  email: EMAIL,
  password: PASSWORD,
  currentPassword: PASSWORD,
  newPassword: PASSWORD,
  code: CODE,
  refreshToken: REFRESH_TOKEN,
  session: SESSION,
  challenge: 'SOFTWARE_TOKEN_MFA',
};

/** A body that matches the schema, with as few members as it allows. */
export function exampleBody({ properties = {}, required = [], minProperties = 0, additionalProperties }: ObjectSchema): Record<string, unknown> {
  if (additionalProperties) return minProperties > 0 ? { name: 'Ada' } : {};
  const names = required.length > 0 ? required : Object.keys(properties).slice(0, minProperties);
  return Object.fromEntries(names.map((name) => [name, exampleValue(name, properties[name])]));
}

function exampleValue(name: string, schema: Schema): unknown {
  if ('anyOf' in schema) return exampleBody(schema.anyOf[0]);
  if (schema.type === 'object') return exampleBody(schema);
  if (schema.type === 'string') return schema.enum?.[0] ?? EXAMPLE_VALUES[name] ?? 'example';
  return schema.type === 'integer' ? 1 : true;
}
