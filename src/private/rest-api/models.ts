import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { Route } from '../../routes/route';
import * as schemas from '../../routes/schemas';

/** One model for each schema, however many routes share it. */
export function createModels(scope: Construct, restApi: apigateway.IRestApi, routes: readonly Route[]): Map<schemas.ObjectSchema, apigateway.Model> {
  const wanted = new Set<unknown>(routes.map((route) => route.body));
  const models = new Map<schemas.ObjectSchema, apigateway.Model>();
  for (const [name, schema] of Object.entries<schemas.Schema>(schemas)) {
    if (!wanted.has(schema)) continue;
    const body = schema as schemas.ObjectSchema;
    models.set(body, new apigateway.Model(scope, name.charAt(0).toUpperCase() + name.slice(1), {
      restApi,
      schema: { schema: apigateway.JsonSchemaVersion.DRAFT4, ...withoutStringLimits(body) } as unknown as apigateway.JsonSchema,
    }));
  }
  return models;
}

/**
 * API Gateway repeats an invalid string in its response, a password included, and does not name the member. So it checks
 * which members there are and their types; the handler checks the strings, names the member and repeats no value.
 */
function withoutStringLimits<S extends schemas.Schema>(schema: S): S;
function withoutStringLimits(schema: schemas.Schema): schemas.Schema {
  if ('anyOf' in schema) return schema;
  if (schema.type === 'string') return { type: 'string', description: schema.description };
  if (schema.type !== 'object') return schema;
  const { properties, additionalProperties } = schema;
  return {
    ...schema,
    ...properties ? { properties: Object.fromEntries(Object.entries(properties).map(([name, member]) => [name, withoutStringLimits(member)])) } : {},
    ...additionalProperties ? { additionalProperties: withoutStringLimits(additionalProperties) } : {},
  };
}
