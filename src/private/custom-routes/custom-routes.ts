import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { OwnRoute, verbsOf } from './custom-route';
import { needsRule, RuleAuthorizers } from './rule-authorizers';
import { PublicRouteOptions } from '../../public-route-options';
import { Route } from '../../routes/route';
import { stageOf, throttleMethods } from '../rest-api/method-settings';
import { authorizationOf } from '../rest-api/methods';
import { Preflights } from '../rest-api/preflights';

/** What a route of the user's own is added to. */
export interface OwnRouteSurroundings {
  readonly restApi: apigateway.IRestApi;
  readonly authorizer: apigateway.IAuthorizer;
  readonly ruleAuthorizers: RuleAuthorizers;
  readonly preflights: Preflights;
  /** Checks bodies by the model of their method. */
  readonly requestValidator: apigateway.IRequestValidator;
  /** The routes that the construct itself serves, and the path of each from the root of the API. */
  readonly routes: readonly Route[];
  readonly pathOf: (route: Route) => string;
  /** Those that were added before. */
  readonly ownRoutes: OwnRoute[];
}

/** Adds the methods of a route. Path and options have been validated. */
export function addOwnMethods(route: OwnRoute, surroundings: OwnRouteSurroundings): apigateway.Method[] {
  const { path, options } = route;
  const { restApi, preflights, ownRoutes } = surroundings;
  const { throttle: limits, operationName } = options;
  if (limits) throttleMethods(stageOf(restApi)!, verbsOf(options).map((httpMethod) => ({ path, httpMethod, limits })));
  const resource = restApi.root.resourceForPath(path);
  const integration = options.integration ?? new apigateway.LambdaIntegration(options.handler!, { allowTestInvoke: false });
  const methodOptions = { operationName, ...authorizationOfOwn(route, surroundings), ...validationOf(resource, options, surroundings) };
  ownRoutes.push(route);
  return verbsOf(options).map((verb) => {
    const method = resource.addMethod(verb, integration, methodOptions);
    declareParameters(method);
    preflights.add(method);
    return method;
  });
}

/**
 * An integration may only pass on parameters of the request that its method declares, or API Gateway refuses it.
 *
 * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/request-response-data-mappings.html
 */
function declareParameters(method: apigateway.Method): void {
  const resource = method.node.defaultChild as apigateway.CfnMethod;
  const { requestParameters = {} } = resource.integration as apigateway.CfnMethod.IntegrationProperty;
  const declared = Object.values(requestParameters as Record<string, unknown>).flatMap((source) => {
    const [, place, name] = /^method\.request\.(?:multivalue)?(path|querystring|header)\.(.+)$/.exec(String(source)) ?? [];
    return place === undefined ? [] : [[`method.request.${place}.${name}`, place === 'path']];
  });
  if (declared.length > 0) resource.requestParameters = { ...Object.fromEntries(declared), ...resource.requestParameters };
}

function authorizationOfOwn({ options, token }: OwnRoute, { authorizer, ruleAuthorizers }: OwnRouteSurroundings): apigateway.MethodOptions {
  if (needsRule(options)) return { authorizer: ruleAuthorizers.authorizerFor(options) };
  return authorizationOf(token, authorizer, options.authorizationScopes);
}

function validationOf(
  resource: apigateway.IResource, options: PublicRouteOptions, { requestValidator, restApi }: OwnRouteSurroundings,
): apigateway.MethodOptions {
  if (!options.requestSchema) return {};
  // A path has no spaces, so nothing else below the resource can be called alike.
  const model = new apigateway.Model(resource, `${verbsOf(options).join('')} body`, { restApi, schema: options.requestSchema });
  // Whatever type the body says it has: one that the model does not see would pass unchecked.
  return { requestModels: { $default: model }, requestValidator };
}
