import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { pathOf } from './rest-api';
import { FunctionName, Route } from '../../routes/route';
import * as schemas from '../../routes/schemas';

/** Every access token of a password login has it. */
export const ACCESS_TOKEN_SCOPE = 'aws.cognito.signin.user.admin';

export interface MethodsOptions {
  readonly basePath?: string;
  /** Where models and validators stand in the tree. */
  readonly scope: Construct;
  readonly authorizer: apigateway.IAuthorizer;
  readonly integrations: ReadonlyMap<FunctionName, apigateway.Integration>;
}

export interface AddedMethods {
  readonly methods: readonly apigateway.Method[];
  /** Checks bodies by the model of their method. */
  readonly requestValidator: apigateway.IRequestValidator;
}

/** Adds the method of each route, with the model and the authorizer that its row names. */
export function addMethods(restApi: apigateway.IRestApi, routes: readonly Route[], options: MethodsOptions): AddedMethods {
  const models = addModels(options.scope, restApi, routes);
  const requestValidator = new apigateway.RequestValidator(options.scope, 'BodyValidator', { restApi, validateRequestBody: true });
  const methods = routes.map((route) => {
    const resource = restApi.root.resourceForPath(pathOf(route, options.basePath));
    return resource.addMethod(route.method, options.integrations.get(route.function), {
      operationName: route.name,
      ...authorizationOf(route.token, options.authorizer),
      ...route.body ? { requestModels: { 'application/json': models.get(route.body)! }, requestValidator } : {},
    });
  });
  return { methods, requestValidator };
}

/** What a method wants of its caller. Scopes make the gateway want the access token instead of the ID token. */
export function authorizationOf(
  token: Route['token'], authorizer: apigateway.IAuthorizer, authorizationScopes = [ACCESS_TOKEN_SCOPE],
): apigateway.MethodOptions {
  switch (token) {
    case 'none': return { authorizationType: apigateway.AuthorizationType.NONE };
    case 'id': return { authorizer };
    case 'access': return { authorizer, authorizationScopes };
  }
}

/** One model for each schema, however many routes share it. */
function addModels(scope: Construct, restApi: apigateway.IRestApi, routes: readonly Route[]): Map<schemas.ObjectSchema, apigateway.Model> {
  const wanted = new Set<unknown>(routes.map((route) => route.body));
  const models = new Map<schemas.ObjectSchema, apigateway.Model>();
  for (const [name, schema] of Object.entries<schemas.Schema>(schemas)) {
    if (!wanted.has(schema)) continue;
    const body = schema as schemas.ObjectSchema;
    models.set(body, new apigateway.Model(scope, name.charAt(0).toUpperCase() + name.slice(1), {
      restApi,
      schema: { schema: apigateway.JsonSchemaVersion.DRAFT4, ...body } as unknown as apigateway.JsonSchema,
    }));
  }
  return models;
}
