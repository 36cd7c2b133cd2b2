import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { findResource } from './resources';
import { Route } from '../../routes/route';
import { isKnown } from '../validation';

/**
 * The stage of an API, where the app makes it. An imported API has none, and of an imported stage nothing can be set.
 */
export function stageOf(restApi: apigateway.IRestApi): apigateway.CfnStage | undefined {
  const stage: apigateway.Stage | undefined = restApi.deploymentStage;
  const child = stage?.node.defaultChild;
  return child instanceof apigateway.CfnStage ? child : undefined;
}

export interface MethodLimits {
  /** From the root of the API, without a leading slash. */
  readonly path: string;
  readonly httpMethod: string;
  readonly limits: apigateway.ThrottleSettings;
}

/** Whether a stage has settings for a method already. */
export function hasSettings(stage: apigateway.CfnStage, { path, httpMethod }: MethodLimits): boolean {
  return settingsOf(stage).some((setting) => setting.resourcePath === resourcePathOf(path) && setting.httpMethod === httpMethod);
}

/** CDK takes the throttles of methods only while it makes the stage, before anyone can add a route. */
export function throttleMethods(stage: apigateway.CfnStage, methods: readonly MethodLimits[]): void {
  const ofStage = settingsOfAll(stage);
  stage.methodSettings = [...settingsOf(stage), ...methods.map(({ path, httpMethod, limits }) => ({
    // The settings of one method replace those of the stage as a whole.
    ...ofStage,
    resourcePath: resourcePathOf(path),
    httpMethod,
    throttlingRateLimit: limits.rateLimit ?? ofStage?.throttlingRateLimit,
    throttlingBurstLimit: limits.burstLimit ?? ofStage?.throttlingBurstLimit,
  }))];
}

/** A limit of a method's own replaces the stage's, so it must not let through what the stage was told to hold back. */
export function noMoreThan(ofStage: number | undefined, own: number): number {
  return isKnown(ofStage) ? Math.min(ofStage, own) : own;
}

/** Throttles the routes on the stage of an existing API, except methods that it throttles itself. */
export function throttleRoutes(restApi: apigateway.IRestApi, routes: readonly Route[], pathOf: (route: Route) => string): void {
  const stage = stageOf(restApi);
  if (!stage) return;
  const ofStage = settingsOfAll(stage);
  const methods = routes.flatMap((route) => route.throttle
    ? [{
      path: pathOf(route),
      httpMethod: route.method,
      limits: {
        rateLimit: noMoreThan(ofStage?.throttlingRateLimit, route.throttle.rate),
        burstLimit: noMoreThan(ofStage?.throttlingBurstLimit, route.throttle.burst),
      },
    }]
    : []);
  throttleMethods(stage, methods.filter((method) => !hasSettings(stage, method)));
}

/** Keys of `methodOptions` that name no method of the API, when all of them are there. */
export function unknownMethodFindings(restApi: apigateway.IRestApi, keys: readonly string[]): string[] {
  const has = (key: string) => {
    const [, path, verb] = /^\/(.*)\/([^/]*)$/.exec(key)!;
    const methods = findResource(restApi.root, path)?.node;
    return [verb, 'ANY'].some((name) => methods?.tryFindChild(name));
  };
  return keys.filter((key) => !has(key)).map((key) =>
    `'deployOptions.methodOptions' has '${key}', which is no method of the API; write the path from its root, with the base path, or leave it out`);
}

function settingsOf(stage: apigateway.CfnStage): apigateway.CfnStage.MethodSettingProperty[] {
  return (stage.methodSettings ?? []) as apigateway.CfnStage.MethodSettingProperty[];
}

/** Those of all methods that have none of their own. */
function settingsOfAll(stage: apigateway.CfnStage): apigateway.CfnStage.MethodSettingProperty | undefined {
  return settingsOf(stage).find((setting) => setting.resourcePath === '/*' && setting.httpMethod === '*');
}

function resourcePathOf(path: string): string {
  return `/~1${path.replace(/\//g, '~1')}`;
}
