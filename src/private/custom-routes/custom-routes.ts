import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { CustomRoute, verbsOf } from './custom-route';
import { needsRule, RuleAuthorizers } from './rule-authorizers';
import { validatePrivateRoute, validatePublicRoute } from './validate-custom-routes';
import { PrivateRouteOptions } from '../../private-route-options';
import { PublicRouteOptions } from '../../public-route-options';
import { TokenUse } from '../../token-use';
import { ApiContext } from '../context';
import { authorizationOf } from '../rest-api/authorizers';
import { stageOf, throttleMethods } from '../rest-api/method-settings';

/** The routes that the app adds. */
export class CustomRoutes {
  private readonly ruleAuthorizers: RuleAuthorizers;

  constructor(private readonly context: ApiContext) {
    this.ruleAuthorizers = new RuleAuthorizers(context);
  }

  addPrivate(path: string, options: PrivateRouteOptions): apigateway.Method[] {
    validatePrivateRoute(path, options, this.context);
    return this.add({ path, options, token: options.tokenUse === TokenUse.ACCESS ? 'access' : 'id' });
  }

  addPublic(path: string, options: PublicRouteOptions): apigateway.Method[] {
    validatePublicRoute(path, options, this.context);
    return this.add({ path, options, token: 'none' });
  }

  private add(route: CustomRoute): apigateway.Method[] {
    const { path, options } = route;
    const { restApi, preflights, customRoutes } = this.context;
    const { throttle: limits, operationName } = options;
    if (limits) throttleMethods(stageOf(restApi)!, verbsOf(options).map((httpMethod) => ({ path, httpMethod, limits })));
    const resource = restApi.root.resourceForPath(path);
    const integration = options.integration ?? new apigateway.LambdaIntegration(options.handler!, { allowTestInvoke: false });
    const methodOptions = { operationName, ...this.authorization(route), ...bodyValidation(resource, options, this.context) };
    customRoutes.push(route);
    return verbsOf(options).map((verb) => {
      const method = resource.addMethod(verb, integration, methodOptions);
      declareParameters(method);
      preflights.add(method);
      return method;
    });
  }

  private authorization({ options, token }: CustomRoute): apigateway.MethodOptions {
    if (needsRule(options)) return { authorizer: this.ruleAuthorizers.authorizerFor(options) };
    return authorizationOf(token, this.context.authorizers, options.authorizationScopes);
  }
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

function bodyValidation(
  resource: apigateway.IResource, options: PublicRouteOptions, { requestValidator, restApi }: ApiContext,
): apigateway.MethodOptions {
  if (!options.requestSchema) return {};
  // A path has no spaces, so nothing else below the resource can be called alike.
  const model = new apigateway.Model(resource, `${verbsOf(options).join('')} body`, { restApi, schema: options.requestSchema });
  // Whatever type the body says it has: one that the model does not see would pass unchecked.
  return { requestModels: { $default: model }, requestValidator };
}
