import { readCredentials } from './credentials';
import { functionArnOf } from './function-uri';
import type { LoadContext } from './load-context';
import { assertOnlyKnown } from '../../assembly/resource-properties';
import { type JsonObject, listOf, numberOf, objectOf, type ResolvedResource, stringOf } from '../../assembly/template';
import { LocalStackError, unsupported } from '../../errors';
import type { Integration, LambdaIntegration, MockIntegration, MockResponse } from '../model/integration';
import { isMappingExpression } from '../velocity/mapping-expression';
import { parseMappingTemplate } from '../velocity/mapping-template';

/** API Gateway's default and longest integration timeout, in milliseconds. */
const INTEGRATION_TIMEOUT = 29_000;

const INTEGRATION_MEMBERS = [
  'CacheKeyParameters', 'CacheNamespace', 'ConnectionType', 'Credentials', 'IntegrationHttpMethod', 'IntegrationResponses', 'PassthroughBehavior',
  'RequestParameters', 'RequestTemplates', 'ResponseTransferMode', 'TimeoutInMillis', 'Type', 'Uri',
];
const INTEGRATION_RESPONSE_MEMBERS = ['ResponseParameters', 'ResponseTemplates', 'SelectionPattern', 'StatusCode'];

/**
 * Reads the integration of a method.
 *
 * @throws LocalStackError where the local stack does not support it
 */
export function readIntegration(method: ResolvedResource, context: LoadContext): Integration {
  const integration = objectOf(method.properties.Integration);
  assertOnlyKnown(method, 'Integration', integration, INTEGRATION_MEMBERS);
  const responses = listOf(integration.IntegrationResponses).map(objectOf);
  for (const response of responses) assertOnlyKnown(method, 'Integration.IntegrationResponses', response, INTEGRATION_RESPONSE_MEMBERS);
  switch (integration.Type) {
    case 'AWS_PROXY': return readLambdaIntegration(method, integration, context);
    case 'MOCK': return readMockIntegration(method, integration, responses);
    default:
      throw unsupported(method.logicalId, method.type, `has an integration of type '${String(integration.Type)}', which the local stack does not serve`);
  }
}

function readBase(integration: JsonObject): Pick<Integration, 'passthrough' | 'requestTemplates'> {
  const templates = Object.entries(objectOf(integration.RequestTemplates) as Record<string, string>);
  return {
    passthrough: (stringOf(integration.PassthroughBehavior) ?? 'WHEN_NO_MATCH') as Integration['passthrough'],
    requestTemplates: Object.fromEntries(templates.map(([contentType, template]) => [contentType.toLowerCase(), template])),
  };
}

function readLambdaIntegration(method: ResolvedResource, integration: JsonObject, { roles }: LoadContext): LambdaIntegration {
  const uri = stringOf(integration.Uri) ?? '';
  const functionArn = functionArnOf(uri);
  if (!functionArn) throw unsupported(method.logicalId, method.type, `has the integration '${uri}', which is not a Lambda function`);
  if (integration.ResponseTransferMode !== undefined && integration.ResponseTransferMode !== 'BUFFERED') {
    throw unsupported(method.logicalId, method.type, 'has an integration with ResponseTransferMode, which the local stack does not serve');
  }
  return {
    type: 'AWS_PROXY',
    ...readBase(integration),
    functionArn,
    role: readCredentials(method, integration.Credentials, roles),
    timeoutMilliseconds: numberOf(integration.TimeoutInMillis) ?? INTEGRATION_TIMEOUT,
  };
}

function readMockIntegration(method: ResolvedResource, integration: JsonObject, responses: readonly JsonObject[]): MockIntegration {
  try {
    const mock: MockIntegration = { type: 'MOCK', ...readBase(integration), responses: responses.map(readMockResponse) };
    // Parsed once here, so that an unsupported template stops the start instead of failing requests.
    for (const templates of [mock.requestTemplates, ...mock.responses.map((response) => response.templates)]) {
      Object.values(templates).forEach(parseMappingTemplate);
    }
    return mock;
  } catch (error) {
    throw new LocalStackError(`${method.logicalId} (${method.type}) has a mock integration that the local stack does not serve: ${(error as Error).message}`);
  }
}

function readMockResponse(response: JsonObject): MockResponse {
  const headers = Object.entries(objectOf(response.ResponseParameters) as Record<string, string>).map(([target, expression]) => {
    const name = /^method\.response\.header\.(.+)$/.exec(target)?.[1];
    if (!name || !isMappingExpression(expression)) throw new Error(`the mapping of ${target} to ${expression} is not supported`);
    return [name, expression];
  });
  const pattern = stringOf(response.SelectionPattern);
  return {
    status: numberOf(response.StatusCode) ?? 200,
    selectionPattern: pattern ? new RegExp(`^(?:${pattern})$`) : undefined,
    headers: Object.fromEntries(headers),
    templates: objectOf(response.ResponseTemplates) as Record<string, string>,
  };
}
