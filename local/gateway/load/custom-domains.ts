import type { StackResources } from '../../assembly/stack-resources';
import { type ResolvedResource, stringOf } from '../../assembly/template';
import { notInTemplate, unsupported } from '../../errors';
import type { CustomDomain, Stage } from '../model/rest-api';

/** API Gateway's notation for a mapping without a base path. */
const NO_BASE_PATH = '(none)';

/** A base path mapping (API Gateway V1) or API mapping (V2). */
interface Mapping {
  readonly resource: ResolvedResource;
  readonly apiId: unknown;
  readonly basePath: string;
}

function mappingsOf(resources: StackResources): Mapping[] {
  const read = (type: string, api: string, path: string) => resources.ofType(type).map((resource): Mapping => {
    const basePath = stringOf(resource.properties[path]) ?? '';
    return { resource, apiId: resource.properties[api], basePath: basePath === NO_BASE_PATH ? '' : basePath };
  });
  return [...read('AWS::ApiGateway::BasePathMapping', 'RestApiId', 'BasePath'), ...read('AWS::ApiGatewayV2::ApiMapping', 'ApiId', 'ApiMappingKey')];
}

/**
 * Reads the custom domains that are mapped to a REST API.
 *
 * @throws LocalStackError where a mapping names a stage that the API does not have
 */
export function readCustomDomains(resources: StackResources, apiId: string, stages: readonly Stage[]): CustomDomain[] {
  return mappingsOf(resources).filter((mapping) => mapping.apiId === apiId).map(({ resource, basePath }) => {
    const { logicalId, type, properties } = resource;
    const stage = stages.find(({ name }) => name === properties.Stage);
    if (properties.Stage !== undefined && !stage) throw unsupported(logicalId, type, `is mapped to the stage '${String(properties.Stage)}', which is not in the template`);
    return { url: `https://${String(properties.DomainName)}${basePath && `/${basePath}`}`, basePath, stage };
  });
}

/** @throws LocalStackError where a custom domain is mapped to another API than these */
export function assertMapped(resources: StackResources, apiIds: readonly string[]): void {
  for (const { resource: { logicalId, type }, apiId } of mappingsOf(resources)) {
    if (!apiIds.includes(String(apiId))) throw notInTemplate(logicalId, type, `is mapped to the REST API '${String(apiId)}'`);
  }
}
