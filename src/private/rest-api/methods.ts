import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { createIntegrations } from './handler-integrations';
import { throttleRoutes } from './method-settings';
import { FunctionName, Route } from '../../routes/route';
import { ApiContext } from '../context';
import { HandlerFunction } from '../functions/functions';

/** The scope of every access token of a password login. */
export const ACCESS_TOKEN_SCOPE = 'aws.cognito.signin.user.admin';

/** Adds the method of each route, with the model and the authorizer that its row names, and the preflights. */
export function addMethods(context: ApiContext, functions: ReadonlyMap<FunctionName, HandlerFunction>): void {
  const { restApi, authorizer, models, preflights, requestValidator, settings } = context;
  const integrations = createIntegrations(context.scope, functions);
  const methods = settings.routes.map((route) => {
    const resource = restApi.root.resourceForPath(context.pathOf(route));
    return resource.addMethod(route.method, integrations.get(route.function), {
      operationName: route.name,
      ...authorizationOf(route.token, authorizer),
      ...route.body ? { requestModels: { 'application/json': models.get(route.body)! }, requestValidator } : {},
    });
  });
  if (settings.restApi.kind === 'existing') throttleRoutes(restApi, settings.routes, (route) => context.pathOf(route));
  methods.forEach((method) => preflights.add(method));
}

/** The authorization of a method. With scopes, API Gateway takes the access token instead of the ID token. */
export function authorizationOf(
  token: Route['token'], authorizer: apigateway.IAuthorizer, authorizationScopes = [ACCESS_TOKEN_SCOPE],
): apigateway.MethodOptions {
  switch (token) {
    case 'none': return { authorizationType: apigateway.AuthorizationType.NONE };
    case 'id': return { authorizer };
    case 'access': return { authorizer, authorizationScopes };
  }
}
