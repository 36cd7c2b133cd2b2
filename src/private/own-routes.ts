import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { stageOf, throttleMethods } from './method-settings';
import { authorizationOf } from './methods';
import { Preflights } from './preflights';
import { needsRule, RuleAuthorizers } from './rule-authorizers';
import { PrivateRouteOptions } from '../private-route-options';
import { PublicRouteOptions } from '../public-route-options';
import { TokenUse } from '../token-use';

/** What a route of the user's own is added to. */
export interface OwnRouteSurroundings {
  readonly restApi: apigateway.IRestApi;
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
  const { throttle: limits } = options;
  if (limits) throttleMethods(stageOf(restApi)!, verbsOf(options).map((httpMethod) => ({ path, httpMethod, limits })));
  const resource = restApi.root.resourceForPath(path);
  const integration = options.integration ?? new apigateway.LambdaIntegration(options.handler!, { allowTestInvoke: false });
  return verbsOf(options).map((verb) => {
    const method = resource.addMethod(verb, integration, authorization);
    preflights.add(method);
    return method;
  });
}
