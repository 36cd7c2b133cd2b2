import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Route } from '../route';

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
  const settings = settingsOf(stage);
  const ofStage = settings.find((setting) => setting.resourcePath === '/*' && setting.httpMethod === '*');
  stage.methodSettings = [...settings, ...methods.map(({ path, httpMethod, limits }) => ({
    // The settings of one method replace those of the stage as a whole.
    ...ofStage,
    resourcePath: resourcePathOf(path),
    httpMethod,
    throttlingRateLimit: limits.rateLimit ?? ofStage?.throttlingRateLimit,
    throttlingBurstLimit: limits.burstLimit ?? ofStage?.throttlingBurstLimit,
  }))];
}

/** Throttles the construct's own methods on the stage of an API that is there already; what that says of them stands. */
export function throttleRoutes(restApi: apigateway.IRestApi, routes: readonly Route[], pathOf: (route: Route) => string): void {
  const stage = stageOf(restApi);
  if (!stage) return;
  const methods = routes.flatMap((route) => route.throttle
    ? [{ path: pathOf(route), httpMethod: route.method, limits: { rateLimit: route.throttle.rate, burstLimit: route.throttle.burst } }]
    : []);
  throttleMethods(stage, methods.filter((method) => !hasSettings(stage, method)));
}

function settingsOf(stage: apigateway.CfnStage): apigateway.CfnStage.MethodSettingProperty[] {
  return (stage.methodSettings ?? []) as apigateway.CfnStage.MethodSettingProperty[];
}

function resourcePathOf(path: string): string {
  return `/~1${path.replace(/\//g, '~1')}`;
}
