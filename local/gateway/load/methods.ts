import { readAuthorization } from './authorizers';
import { readIntegration } from './integrations';
import type { LoadContext, MethodContext } from './load-context';
import { booleanOf, objectOf, type ResolvedResource, stringOf } from '../../assembly/template';
import { unsupported } from '../../errors';
import { compileBodySchema } from '../body-schema';
import type { RequestValidation } from '../model/request-validation';
import type { ApiMethod, ApiResource } from '../model/rest-api';

/**
 * Reads an `AWS::ApiGateway::Method`.
 *
 * @throws LocalStackError where it uses something that the local stack does not support
 */
export function readMethod(method: ResolvedResource, resource: ApiResource, context: MethodContext): ApiMethod {
  const { logicalId, type, properties } = method;
  if (booleanOf(properties.ApiKeyRequired)) throw unsupported(logicalId, type, 'requires an API key, which the local stack does not check');
  return {
    logicalId,
    httpMethod: stringOf(properties.HttpMethod) ?? 'ANY',
    operationName: stringOf(properties.OperationName),
    resource,
    authorization: readAuthorization(method, context),
    validation: readValidation(method, context),
    integration: readIntegration(method, context),
  };
}

function readValidation(method: ResolvedResource, context: MethodContext): RequestValidation {
  const validator = findValidator(method, context);
  const models = readRequestModels(method, context);
  const parameters = Object.entries(objectOf(method.properties.RequestParameters));
  return {
    models: booleanOf(validator?.properties.ValidateRequestBody) ? checkedModels(method, models) : new Map(),
    requiredParameters: booleanOf(validator?.properties.ValidateRequestParameters)
      ? parameters.filter(([, required]) => booleanOf(required)).map(([name]) => name)
      : [],
  };
}

function findValidator({ logicalId, type, properties }: ResolvedResource, { resources }: LoadContext): ResolvedResource | undefined {
  if (properties.RequestValidatorId === undefined) return undefined;
  const validator = resources.ofType('AWS::ApiGateway::RequestValidator')
    .find((candidate) => resources.ref(candidate.logicalId) === properties.RequestValidatorId);
  if (!validator) throw unsupported(logicalId, type, 'references a request validator that is not in the template');
  return validator;
}

function readRequestModels({ logicalId, type, properties }: ResolvedResource, { models }: MethodContext): RequestValidation['models'] {
  return new Map(Object.entries(objectOf(properties.RequestModels)).map(([contentType, name]) => {
    const schema = models.get(String(name));
    if (!schema) throw unsupported(logicalId, type, `references the model '${String(name)}', which is not in the template`);
    return [contentType.toLowerCase(), schema];
  }));
}

function checkedModels({ logicalId, type }: ResolvedResource, models: RequestValidation['models']): RequestValidation['models'] {
  try {
    for (const schema of models.values()) compileBodySchema(schema);
    return models;
  } catch (error) {
    throw unsupported(logicalId, type, `has a request model that is not a valid JSON schema: ${(error as Error).message}`);
  }
}
