import type { StackResources } from '../../assembly/stack-resources';
import { isObject, type JsonObject, type ResolvedResource } from '../../assembly/template';
import { unsupported } from '../../errors';

/** Models that API Gateway adds to every API. */
const BUILT_IN_MODELS: readonly (readonly [string, JsonObject])[] = [['Empty', {}], ['Error', { type: 'object' }]];

/**
 * Reads the models of a REST API.
 *
 * @returns JSON schemas by model name
 * @throws LocalStackError where a model has no usable schema
 */
export function readModels(models: readonly ResolvedResource[], resources: StackResources, apiId: string): ReadonlyMap<string, JsonObject> {
  const schemas = models.map((model): [string, JsonObject] => [String(resources.ref(model.logicalId)), readSchema(model, apiId)]);
  return new Map([...BUILT_IN_MODELS, ...schemas]);
}

function readSchema(model: ResolvedResource, apiId: string): JsonObject {
  const { logicalId, type } = model;
  const schema = parseSchema(model);
  if (!isObject(schema)) throw unsupported(logicalId, type, 'has no Schema');
  if (JSON.stringify(schema).includes(`restapis/${apiId}/models/`)) {
    throw unsupported(logicalId, type, 'refers to another model, which the local stack does not resolve');
  }
  return schema;
}

function parseSchema({ logicalId, type, properties: { Schema: schema } }: ResolvedResource): unknown {
  if (typeof schema !== 'string') return schema;
  try {
    return JSON.parse(schema);
  } catch {
    throw unsupported(logicalId, type, 'has a Schema that is not JSON');
  }
}
