import { AuthorizerSurroundings, readAuthorization } from './authorizers';
import { readCredentials } from './credentials';
import { functionArnOf } from './function-uri';
import { assertOnlyKnown } from '../../assembly/resource-properties';
import { booleanOf, JsonObject, listOf, numberOf, objectOf, ResolvedResource, stringOf } from '../../assembly/template';
import { LocalStackError, unsupported } from '../../errors';
import { ApiMethod, ApiResource, Integration, LambdaIntegration, Models } from '../model/rest-api';
import { createMockIntegration, MockResponseOptions } from '../serve/mock-integration';
import { RequestValidation } from '../serve/request-validation';

/** What methods of one API have in common. */
export interface MethodSurroundings extends AuthorizerSurroundings {
  readonly models: Models;
}

/** Longest time that the gateway waits for an integration, in milliseconds. */
const INTEGRATION_TIMEOUT = 29_000;

const INTEGRATION_MEMBERS = [
  'CacheKeyParameters', 'CacheNamespace', 'ConnectionType', 'Credentials', 'IntegrationHttpMethod', 'IntegrationResponses', 'PassthroughBehavior',
  'RequestParameters', 'RequestTemplates', 'ResponseTransferMode', 'TimeoutInMillis', 'Type', 'Uri',
];
const INTEGRATION_RESPONSE_MEMBERS = ['ResponseParameters', 'ResponseTemplates', 'SelectionPattern', 'StatusCode'];

/**
 * Reads an `AWS::ApiGateway::Method`.
 *
 * @throws LocalStackError where it uses an authorization or integration that the local stack does not serve
 */
export function readMethod(method: ResolvedResource, resource: ApiResource, surroundings: MethodSurroundings): ApiMethod {
  const { logicalId, type, properties } = method;
  if (booleanOf(properties.ApiKeyRequired)) throw unsupported(logicalId, type, 'requires an API key, which the local stack does not check');
  return {
    logicalId,
    httpMethod: stringOf(properties.HttpMethod) ?? 'ANY',
    resource,
    authorization: readAuthorization(method, surroundings),
    validation: readValidation(method, surroundings),
    integration: readIntegration(method, surroundings),
  };
}

function readValidation({ logicalId, type, properties }: ResolvedResource, { resources, models }: MethodSurroundings): RequestValidation {
  const validator = properties.RequestValidatorId === undefined ? undefined : resources.ofType('AWS::ApiGateway::RequestValidator')
    .find((candidate) => resources.ref(candidate.logicalId) === properties.RequestValidatorId);
  if (properties.RequestValidatorId !== undefined && !validator) throw unsupported(logicalId, type, 'names a request validator that is not in the template');
  const requestModels = Object.entries(objectOf(properties.RequestModels)).map(([contentType, name]): [string, JsonObject] => {
    const schema = models.get(String(name));
    if (!schema) throw unsupported(logicalId, type, `names the model '${String(name)}', which is not in the template`);
    return [contentType, schema];
  });
  const parameters = Object.entries(objectOf(properties.RequestParameters)).map(([name, required]): [string, boolean] => [name, booleanOf(required)]);
  const options = {
    validateBody: booleanOf(validator?.properties.ValidateRequestBody),
    validateParameters: booleanOf(validator?.properties.ValidateRequestParameters),
    models: Object.fromEntries(requestModels),
    parameters: Object.fromEntries(parameters),
  };
  try {
    return new RequestValidation(options);
  } catch (error) {
    throw unsupported(logicalId, type, `has a request model that is no usable JSON schema: ${(error as Error).message}`);
  }
}

function readIntegration(method: ResolvedResource, surroundings: MethodSurroundings): Integration {
  const integration = objectOf(method.properties.Integration);
  const responses = listOf(integration.IntegrationResponses).map(objectOf);
  assertOnlyKnown(method, 'Integration', integration, INTEGRATION_MEMBERS);
  for (const response of responses) assertOnlyKnown(method, 'Integration.IntegrationResponses', response, INTEGRATION_RESPONSE_MEMBERS);
  const requestTemplates = objectOf(integration.RequestTemplates) as Record<string, string>;
  const basics = {
    passthrough: (stringOf(integration.PassthroughBehavior) ?? 'WHEN_NO_MATCH') as Integration['passthrough'],
    requestTemplateTypes: Object.keys(requestTemplates).map((contentType) => contentType.toLowerCase()),
  };
  switch (integration.Type) {
    case 'AWS_PROXY':
      return { ...basics, ...readLambdaIntegration(method, integration, surroundings) };
    case 'MOCK':
      try {
        return { ...basics, ...createMockIntegration(requestTemplates, responses.map(mockResponse)) };
      } catch (error) {
        throw new LocalStackError(`${method.logicalId} (${method.type}) has a mock integration that the local stack does not serve: ${(error as Error).message}`);
      }
    default:
      throw unsupported(method.logicalId, method.type, `has an integration of type '${String(integration.Type)}', which the local stack does not serve`);
  }
}

function readLambdaIntegration(
  method: ResolvedResource, integration: JsonObject, { roles }: MethodSurroundings,
): Pick<LambdaIntegration, 'type' | 'functionArn' | 'role' | 'timeoutMilliseconds'> {
  const uri = stringOf(integration.Uri) ?? '';
  const functionArn = functionArnOf(uri);
  if (!functionArn) throw unsupported(method.logicalId, method.type, `has the integration '${uri}', which is no Lambda function`);
  if (integration.ResponseTransferMode !== undefined && integration.ResponseTransferMode !== 'BUFFERED') {
    throw unsupported(method.logicalId, method.type, 'has an integration with ResponseTransferMode, which the local stack does not serve');
  }
  return {
    type: 'AWS_PROXY',
    functionArn,
    role: readCredentials(method, integration.Credentials, roles),
    timeoutMilliseconds: numberOf(integration.TimeoutInMillis) ?? INTEGRATION_TIMEOUT,
  };
}

function mockResponse(response: JsonObject): MockResponseOptions {
  return {
    status: numberOf(response.StatusCode) ?? 200,
    selectionPattern: stringOf(response.SelectionPattern),
    parameters: objectOf(response.ResponseParameters) as Record<string, string>,
    templates: objectOf(response.ResponseTemplates) as Record<string, string>,
  };
}
