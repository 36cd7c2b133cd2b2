import { isObject, JsonObject, objectOf } from './assembly/template';
import { ServedApi } from './served-api';

/** How a construct says in the metadata of its assembly that it has a document of an API. */
const METADATA_TYPE = 'cdk-cognito-password-auth:openapi';

/**
 * The OpenAPI document that describes an API, with the address at which it is served here.
 *
 * @param metadata - of the stack, by construct path
 * @returns undefined where no construct wrote one for this API
 */
export function openApiOf(metadata: JsonObject, api: ServedApi | undefined): JsonObject | undefined {
  for (const entries of Object.values(metadata)) {
    for (const entry of Array.isArray(entries) ? entries : []) {
      const { restApi, document } = objectOf(objectOf(entry).type === METADATA_TYPE ? objectOf(entry).data : undefined);
      if (api && isObject(document) && isCalled(api, objectOf(restApi).Ref)) return { ...document, servers: [{ url: api.url }] };
    }
  }
  return undefined;
}

/** Within a nested stack an API is called by its own logical id. */
function isCalled({ logicalId }: ServedApi, reference: unknown): boolean {
  return logicalId === reference || logicalId.endsWith(`-${String(reference)}`);
}
