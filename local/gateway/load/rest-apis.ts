import { readAuthorizer } from './authorizers';
import { assertMapped, readCustomDomains } from './custom-domains';
import { readGatewayResponse } from './gateway-responses';
import type { LoadContext, MethodContext } from './load-context';
import { readMethod } from './methods';
import { readModels } from './models';
import { readStages } from './stages';
import { assertOnlyKnown } from '../../assembly/resource-properties';
import { listOf, objectOf, type ResolvedResource, stringOf } from '../../assembly/template';
import { notInTemplate, unsupported } from '../../errors';
import type { ApiResource, RestApi } from '../model/rest-api';

/** Properties that decide who may call the API, or which methods it has. */
const UNSUPPORTED_PROPERTIES = ['Body', 'BodyS3Location', 'CloneFrom', 'Policy'];

/**
 * Reads the REST APIs of a stack in template order.
 *
 * @throws LocalStackError for the first thing that the local stack cannot serve as AWS does
 */
export function readRestApis(context: LoadContext): RestApi[] {
  const { resources } = context;
  const apis = resources.ofType('AWS::ApiGateway::RestApi').map((api) => readRestApi(api, context));
  const ids = apis.map(({ id }) => id);
  for (const { logicalId, type, properties } of resources.ofType('AWS::ApiGateway::Method')) {
    if (!ids.includes(String(properties.RestApiId))) throw notInTemplate(logicalId, type, `belongs to the REST API '${String(properties.RestApiId)}'`);
  }
  assertMapped(resources, ids);
  return apis;
}

function readRestApi(api: ResolvedResource, loadContext: LoadContext): RestApi {
  assertSupported(api);
  const { resources } = loadContext;
  const id = String(resources.ref(api.logicalId));
  const ofApi = (type: string) => resources.ofType(type).filter(({ properties }) => properties.RestApiId === id);
  const context: MethodContext = { ...loadContext, models: readModels(ofApi('AWS::ApiGateway::Model'), resources, id) };
  // Unused authorizers are read as well, so that an unsupported one is reported.
  for (const authorizer of ofApi('AWS::ApiGateway::Authorizer')) readAuthorizer(authorizer, context);
  const [firstStage, ...otherStages] = readStages(resources, id);
  if (!firstStage) throw unsupported(api.logicalId, api.type, 'has no stage, so it is not deployed');
  return {
    logicalId: api.logicalId,
    id,
    name: stringOf(api.properties.Name) ?? api.logicalId,
    account: resources.stack.account,
    region: resources.stack.region,
    binaryMediaTypes: listOf(api.properties.BinaryMediaTypes).map(String),
    root: readResources(api, ofApi('AWS::ApiGateway::Resource'), ofApi('AWS::ApiGateway::Method'), context),
    stages: [firstStage, ...otherStages],
    gatewayResponses: new Map(ofApi('AWS::ApiGateway::GatewayResponse').map(readGatewayResponse)),
    customDomains: readCustomDomains(resources, id, [firstStage, ...otherStages]),
  };
}

function assertSupported(api: ResolvedResource): void {
  const { logicalId, type, properties } = api;
  const found = UNSUPPORTED_PROPERTIES.find((name) => properties[name] !== undefined);
  if (found) throw unsupported(logicalId, type, `has a ${found}, which the local stack does not serve`);
  const endpoint = objectOf(properties.EndpointConfiguration);
  assertOnlyKnown(api, 'EndpointConfiguration', endpoint, ['IpAddressType', 'Types']);
  const endpointType = listOf(endpoint.Types).find((candidate) => candidate !== 'EDGE' && candidate !== 'REGIONAL');
  if (endpointType !== undefined) throw unsupported(logicalId, type, `has a ${String(endpointType)} endpoint, which the local stack does not serve`);
  const keySource = properties.ApiKeySourceType;
  if (keySource !== undefined && keySource !== 'HEADER') {
    throw unsupported(logicalId, type, `has the ApiKeySourceType '${String(keySource)}', which the local stack does not serve`);
  }
}

function readResources(
  api: ResolvedResource, resources: readonly ResolvedResource[], methods: readonly ResolvedResource[], context: MethodContext,
): ApiResource {
  const root: ApiResource = {
    id: String(context.resources.getAtt(api.logicalId, 'RootResourceId')), path: '/', pathPart: '', children: [], methods: new Map(),
  };
  const attach = (parent: ApiResource) => {
    for (const { logicalId, properties } of resources.filter((resource) => resource.properties.ParentId === parent.id)) {
      const pathPart = String(properties.PathPart);
      const path = `${parent === root ? '' : parent.path}/${pathPart}`;
      const child: ApiResource = { id: String(context.resources.ref(logicalId)), path, pathPart, children: [], methods: new Map() };
      parent.children.push(child);
      attach(child);
    }
    for (const method of methods.filter(({ properties }) => properties.ResourceId === parent.id)) {
      const read = readMethod(method, parent, context);
      parent.methods.set(read.httpMethod, read);
    }
  };
  attach(root);
  return root;
}
