import { assertOnlyKnown } from '../../assembly/resource-properties';
import { StackResources } from '../../assembly/stack-resources';
import { booleanOf, listOf, numberOf, objectOf, ResolvedResource, stringOf } from '../../assembly/template';
import { unsupported } from '../../errors';
import { ApiMethod, Stage, Throttle } from '../model/rest-api';

interface MethodSetting {
  readonly path: string;
  readonly httpMethod: string;
  readonly throttle: Partial<Throttle>;
}

/** Caching settings count only with a cache cluster, which is refused; the others beside the limits are about logs and metrics. */
const METHOD_SETTINGS = [
  'CacheDataEncrypted', 'CacheTtlInSeconds', 'CachingEnabled', 'DataTraceEnabled', 'HttpMethod', 'LoggingLevel', 'MetricsEnabled',
  'ResourcePath', 'ThrottlingBurstLimit', 'ThrottlingRateLimit',
];

/**
 * Reads the stages of a REST API, the limits of their methods included.
 *
 * @throws LocalStackError where a stage has a setting that would change answers and is not served
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
  const settings = methodSettings.map((setting): MethodSetting => ({
    // A resource path comes as `/~1user~1login`: a JSON pointer to `/user/login`.
    path: (stringOf(setting.ResourcePath) ?? '/*').replace(/^\/(?=~1)/, '').replaceAll('~1', '/').replaceAll('~0', '~'),
    httpMethod: stringOf(setting.HttpMethod) ?? '*',
    throttle: { rate: numberOf(setting.ThrottlingRateLimit), burst: numberOf(setting.ThrottlingBurstLimit) },
  }));
  return {
    name: stringOf(properties.StageName) ?? 'default',
    deploymentId: stringOf(properties.DeploymentId) ?? '',
    variables: properties.Variables === undefined ? null : objectOf(properties.Variables) as Record<string, string>,
    throttleFor: (method) => throttleOf(settings, method),
  };
}

function throttleOf(settings: readonly MethodSetting[], method: ApiMethod): Throttle | undefined {
  const pick = (path: string, httpMethod: string) => settings.find((setting) => setting.path === path && setting.httpMethod === httpMethod)?.throttle;
  const own = [pick(method.resource.path, method.httpMethod), pick(method.resource.path, '*'), pick('/*', method.httpMethod), pick('/*', '*')];
  const first = (name: keyof Throttle) => own.map((throttle) => throttle?.[name]).find((limit) => limit !== undefined && limit >= 0);
  const rate = first('rate');
  const burst = first('burst');
  if (rate === undefined && burst === undefined) return undefined;
  // Where only one of the two is set, the other is bounded by the account alone.
  return { rate: rate ?? Infinity, burst: burst ?? Infinity };
}
