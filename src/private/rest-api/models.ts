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
      schema: { schema: apigateway.JsonSchemaVersion.DRAFT4, ...body } as unknown as apigateway.JsonSchema,
    }));
  }
  return models;
}
