import { authorizationOf } from './authorizers';
import { createIntegrations } from './handler-integrations';
import { throttleRoutes } from './method-settings';
import { FunctionName } from '../../routes/route';
import { ApiContext } from '../context';
import { HandlerFunction } from '../functions/functions';

/** Adds the method of each route, with the model and the authorizer that its row names, and the preflights. */
export function addMethods(context: ApiContext, functions: ReadonlyMap<FunctionName, HandlerFunction>): void {
  const { restApi, authorizers, models, preflights, requestValidator, settings } = context;
  const integrations = createIntegrations(context.scope, functions);
  const methods = settings.routes.map((route) => {
    const resource = restApi.root.resourceForPath(context.pathOf(route));
    return resource.addMethod(route.method, integrations.get(route.function), {
      operationName: route.name,
      ...authorizationOf(route.token, authorizers),
      ...route.body ? { requestModels: { 'application/json': models.get(route.body)! }, requestValidator } : {},
    });
  });
  if (settings.restApi.kind === 'existing') throttleRoutes(restApi, settings.routes, (route) => context.pathOf(route));
  methods.forEach((method) => preflights.add(method));
}
