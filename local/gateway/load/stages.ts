import { assertOnlyKnown } from '../../assembly/resource-properties';
import type { StackResources } from '../../assembly/stack-resources';
import { booleanOf, type JsonObject, listOf, numberOf, objectOf, type ResolvedResource, stringOf } from '../../assembly/template';
import { unsupported } from '../../errors';
import type { MethodSetting, Stage } from '../model/rest-api';

/** The cache settings have no effect without a cache cluster, which is rejected; logs and metrics are not emulated. */
const METHOD_SETTINGS = [
  'CacheDataEncrypted', 'CacheTtlInSeconds', 'CachingEnabled', 'DataTraceEnabled', 'HttpMethod', 'LoggingLevel', 'MetricsEnabled',
  'ResourcePath', 'ThrottlingBurstLimit', 'ThrottlingRateLimit',
];

/**
 * Reads the stages of a REST API.
 *
 * @throws LocalStackError where a stage has a setting that changes responses and that the local stack does not support
 */
export function readStages(resources: StackResources, apiId: string): Stage[] {
  return resources.ofType('AWS::ApiGateway::Stage').filter(({ properties }) => properties.RestApiId === apiId).map(readStage);
}

function readStage(stage: ResolvedResource): Stage {
  const { logicalId, type, properties } = stage;
  if (properties.CanarySetting !== undefined) throw unsupported(logicalId, type, 'has a CanarySetting, which the local stack does not serve');
  if (booleanOf(properties.CacheClusterEnabled)) throw unsupported(logicalId, type, 'has a cache cluster, which the local stack does not serve');
  const methodSettings = listOf(properties.MethodSettings).map(objectOf);
  for (const setting of methodSettings) assertOnlyKnown(stage, 'MethodSettings', setting, METHOD_SETTINGS);
  return {
    name: stringOf(properties.StageName) ?? 'default',
    deploymentId: stringOf(properties.DeploymentId) ?? '',
    variables: properties.Variables === undefined ? null : objectOf(properties.Variables) as Record<string, string>,
    methodSettings: methodSettings.map(readMethodSetting),
  };
}

function readMethodSetting(setting: JsonObject): MethodSetting {
  return {
    // CloudFormation writes the resource path `/user/login` as the JSON pointer `/~1user~1login`.
    path: (stringOf(setting.ResourcePath) ?? '/*').replace(/^\/(?=~1)/, '').replaceAll('~1', '/').replaceAll('~0', '~'),
    httpMethod: stringOf(setting.HttpMethod) ?? '*',
    throttle: { rate: numberOf(setting.ThrottlingRateLimit), burst: numberOf(setting.ThrottlingBurstLimit) },
  };
}
