import { AuthorizerSurroundings, readAuthorizer } from './authorizers';
import { assertMapped, readCustomDomains } from './custom-domains';
import { MethodSurroundings, readMethod } from './methods';
import { readStages } from './stages';
import { assertOnlyKnown } from '../../assembly/resource-properties';
import { StackResources } from '../../assembly/stack-resources';
import { isObject, JsonObject, listOf, numberOf, objectOf, ResolvedResource, stringOf } from '../../assembly/template';
import { LocalStackError, notInTemplate, unsupported } from '../../errors';
import { ApiResource, GatewayResponse, Models, RestApi } from '../model/rest-api';
import { isGatewayResponseType } from '../serve/gateway-error';
import { isMappingExpression } from '../velocity/mapping-expression';

/** Properties of a REST API that decide who may call what, or which methods exist, and are not served. */
const UNSERVED_PROPERTIES = ['Body', 'BodyS3Location', 'CloneFrom', 'Policy'];

/** Models that every API has. */
const BUILT_IN_MODELS: readonly (readonly [string, JsonObject])[] = [['Empty', {}], ['Error', { type: 'object' }]];

/**
 * Reads the REST APIs of a stack in template order.
 *
 * @throws LocalStackError which names the first thing that the local stack cannot serve as AWS would
 */
export function readRestApis(surroundings: AuthorizerSurroundings): RestApi[] {
  const { resources } = surroundings;
  const apis = resources.ofType('AWS::ApiGateway::RestApi').map((api) => readRestApi(api, surroundings));
  const ids = apis.map(({ id }) => id);
  for (const { logicalId, type, properties } of resources.ofType('AWS::ApiGateway::Method')) {
    if (!ids.includes(String(properties.RestApiId))) throw notInTemplate(logicalId, type, `belongs to the REST API '${String(properties.RestApiId)}'`);
  }
  assertMapped(resources, ids);
  return apis;
}

function readRestApi(api: ResolvedResource, shared: AuthorizerSurroundings): RestApi {
  assertServable(api);
  const { resources } = shared;
  const id = String(resources.ref(api.logicalId));
  const ofApi = (type: string) => resources.ofType(type).filter(({ properties }) => properties.RestApiId === id);
  const surroundings: MethodSurroundings = { ...shared, models: readModels(ofApi('AWS::ApiGateway::Model'), resources, id) };
  for (const authorizer of ofApi('AWS::ApiGateway::Authorizer')) readAuthorizer(authorizer, surroundings);
  const [firstStage, ...otherStages] = readStages(resources, id);
  if (!firstStage) throw unsupported(api.logicalId, api.type, 'has no stage, so nothing of it is deployed');
  return {
    logicalId: api.logicalId,
    id,
    name: stringOf(api.properties.Name) ?? api.logicalId,
    account: resources.stack.account,
    region: resources.stack.region,
    binaryMediaTypes: listOf(api.properties.BinaryMediaTypes).map(String),
    root: readResources(api, ofApi('AWS::ApiGateway::Resource'), ofApi('AWS::ApiGateway::Method'), surroundings),
    stages: [firstStage, ...otherStages],
    gatewayResponses: new Map(ofApi('AWS::ApiGateway::GatewayResponse').map(readGatewayResponse)),
    customDomains: readCustomDomains(resources, id, [firstStage, ...otherStages]),
  };
}

function assertServable(api: ResolvedResource): void {
  const { logicalId, type, properties } = api;
  const unserved = UNSERVED_PROPERTIES.find((name) => properties[name] !== undefined);
  if (unserved) throw unsupported(logicalId, type, `has a ${unserved}, which the local stack does not serve`);
  const endpoint = objectOf(properties.EndpointConfiguration);
  assertOnlyKnown(api, 'EndpointConfiguration', endpoint, ['IpAddressType', 'Types']);
  const kind = listOf(endpoint.Types).find((candidate) => candidate !== 'EDGE' && candidate !== 'REGIONAL');
  if (kind !== undefined) throw unsupported(logicalId, type, `has a ${String(kind)} endpoint, which the local stack does not serve`);
  const keySource = properties.ApiKeySourceType;
  if (keySource !== undefined && keySource !== 'HEADER') {
    throw unsupported(logicalId, type, `has the ApiKeySourceType '${String(keySource)}', which the local stack does not serve`);
  }
}

function readModels(models: readonly ResolvedResource[], resources: StackResources, apiId: string): Models {
  const schemas = new Map<string, JsonObject>(BUILT_IN_MODELS);
  for (const { logicalId, type, properties } of models) {
    const schema = parseSchema(properties.Schema, () => unsupported(logicalId, type, 'has a Schema that is no JSON'));
    if (!isObject(schema)) throw unsupported(logicalId, type, 'has no Schema');
    if (JSON.stringify(schema).includes(`restapis/${apiId}/models/`)) {
      throw unsupported(logicalId, type, 'refers to another model, which the local stack does not resolve');
    }
    schemas.set(String(resources.ref(logicalId)), schema);
  }
  return schemas;
}

function parseSchema(schema: unknown, notJson: () => LocalStackError): unknown {
  if (typeof schema !== 'string') return schema;
  try {
    return JSON.parse(schema);
  } catch {
    throw notJson();
  }
}

function readResources(
  api: ResolvedResource, resources: readonly ResolvedResource[], methods: readonly ResolvedResource[], surroundings: MethodSurroundings,
): ApiResource {
  const root: ApiResource = {
    id: String(surroundings.resources.getAtt(api.logicalId, 'RootResourceId')), path: '/', pathPart: '', children: [], methods: new Map(),
  };
  const attach = (parent: ApiResource) => {
    for (const { logicalId, properties } of resources.filter((resource) => resource.properties.ParentId === parent.id)) {
      const pathPart = String(properties.PathPart);
      const path = `${parent === root ? '' : parent.path}/${pathPart}`;
      const child: ApiResource = { id: String(surroundings.resources.ref(logicalId)), path, pathPart, children: [], methods: new Map() };
      parent.children.push(child);
      attach(child);
    }
    for (const method of methods.filter(({ properties }) => properties.ResourceId === parent.id)) {
      const read = readMethod(method, parent, surroundings);
      parent.methods.set(read.httpMethod, read);
    }
  };
  attach(root);
  return root;
}

function readGatewayResponse({ logicalId, type, properties }: ResolvedResource): [string, GatewayResponse] {
  const responseType = stringOf(properties.ResponseType) ?? '';
  if (!isGatewayResponseType(responseType)) throw unsupported(logicalId, type, `has the unknown response type '${responseType}'`);
  const headers = Object.entries(objectOf(properties.ResponseParameters)).map(([target, expression]): [string, string] => {
    const name = /^gatewayresponse\.header\.(.+)$/.exec(target)?.[1];
    if (!name || typeof expression !== 'string' || !isMappingExpression(expression)) {
      throw unsupported(logicalId, type, `maps ${target} to ${String(expression)}, which the local stack does not understand`);
    }
    return [name, expression];
  });
  return [responseType, {
    status: numberOf(properties.StatusCode),
    headers: Object.fromEntries(headers),
    templates: objectOf(properties.ResponseTemplates) as Record<string, string>,
  }];
}
