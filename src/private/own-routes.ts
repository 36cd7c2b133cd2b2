import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { authorizationOf } from './methods';
import { Preflights } from './preflights';
import { needsRule, RuleAuthorizers } from './rule-authorizers';
import { PrivateRouteOptions } from '../private-route-options';
import { PublicRouteOptions } from '../public-route-options';
import { TokenUse } from '../token-use';
import { refuse } from './validation/refuse';

/** What a route of the user's own is added to. */
export interface OwnRouteSurroundings {
  readonly restApi: apigateway.RestApi;
  readonly authorizer: apigateway.IAuthorizer;
  readonly ruleAuthorizers: RuleAuthorizers;
  readonly preflights: Preflights;
  /** `POST user/login` and so on: the routes that the construct itself serves. */
  readonly ownRoutes: ReadonlySet<string>;
}

/** Adds the methods of a public route. Path and options have been validated. */
export function addPublicMethods(path: string, options: PublicRouteOptions, surroundings: OwnRouteSurroundings): apigateway.Method[] {
  return addMethodsOf(path, options, { authorizationType: apigateway.AuthorizationType.NONE }, surroundings);
}

/** Adds the methods of a private route. Path and options have been validated. */
export function addPrivateMethods(path: string, options: PrivateRouteOptions, surroundings: OwnRouteSurroundings): apigateway.Method[] {
  if (needsRule(options)) {
    return addMethodsOf(path, options, { authorizer: surroundings.ruleAuthorizers.authorizerFor(options) }, surroundings);
  }
  const token = options.tokenUse === TokenUse.ACCESS ? 'access' : 'id';
  return addMethodsOf(path, options, authorizationOf(token, surroundings.authorizer, options.authorizationScopes), surroundings);
}

/** The HTTP methods of a route. */
export function verbsOf({ methods = ['GET'] }: PublicRouteOptions): readonly string[] {
  return methods;
}

function addMethodsOf(
  path: string, options: PublicRouteOptions, authorization: apigateway.MethodOptions, { restApi, preflights }: OwnRouteSurroundings,
): apigateway.Method[] {
  if (options.throttle) throttle(restApi.deploymentStage, path, verbsOf(options), options.throttle);
  const resource = restApi.root.resourceForPath(path);
  const integration = options.integration ?? new apigateway.LambdaIntegration(options.handler!, { allowTestInvoke: false });
  return verbsOf(options).map((verb) => {
    const method = resource.addMethod(verb, integration, authorization);
    preflights.add(method);
    return method;
  });
}

/** CDK takes the throttles of methods only while it makes the stage, before anyone can add a route. */
function throttle(stage: apigateway.Stage, path: string, verbs: readonly string[], limits: apigateway.ThrottleSettings): void {
  const cfnStage = stage.node.defaultChild as apigateway.CfnStage;
  const settings = cfnStage.methodSettings as apigateway.CfnStage.MethodSettingProperty[];
  const resourcePath = `/~1${path.replace(/\//g, '~1')}`;
  const ofStage = settings.find((setting) => setting.resourcePath === '/*' && setting.httpMethod === '*');
  const own = verbs.map((httpMethod) => {
    if (settings.some((setting) => setting.resourcePath === resourcePath && setting.httpMethod === httpMethod)) {
      refuse(`'throttle' of ${httpMethod} /${path} is also in 'deployOptions.methodOptions'; set it in one of them`);
    }
    // The settings of one method replace those of the stage as a whole.
    return {
      ...ofStage,
      resourcePath,
      httpMethod,
      throttlingRateLimit: limits.rateLimit ?? ofStage?.throttlingRateLimit,
      throttlingBurstLimit: limits.burstLimit ?? ofStage?.throttlingBurstLimit,
    };
  });
  cfnStage.methodSettings = [...settings, ...own];
}
