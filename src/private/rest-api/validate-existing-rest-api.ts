import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { findResource, pathOf } from './resources';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Settings } from '../settings';
import { throwInvalid } from '../validation';

/** What only an API of the construct's own takes. */
const REST_API_PROPS: readonly (keyof CognitoPasswordAuthApiProps)[] = [
  'restApiName', 'deployOptions', 'accessLog', 'cloudWatchRole', 'endpointConfiguration', 'policy', 'domainName', 'disableExecuteApiEndpoint',
];

/** An existing API gets methods and is not changed otherwise. */
export function validateExistingRestApi(scope: Construct, props: CognitoPasswordAuthApiProps): void {
  const { restApi } = props;
  if (!restApi) return;
  const used = REST_API_PROPS.find((name) => props[name] !== undefined);
  if (used) throwInvalid(`'${used}' has no effect on an existing 'restApi'; set it there, or leave 'restApi' out`);
  if (restApi instanceof apigateway.SpecRestApi) {
    throwInvalid('\'restApi\' is a SpecRestApi, whose document alone says what methods there are; pass a RestApi');
  }
  if (!(restApi instanceof apigateway.RestApiBase)) {
    throwInvalid('\'restApi\' is no API of CDK\'s; pass a RestApi, or one by RestApi.fromRestApiAttributes()');
  }
  if (Stack.of(restApi) !== Stack.of(scope)) {
    throwInvalid('\'restApi\' is in another stack, which would depend on this one in a circle; '
      + 'make it in the same stack, or import it there by RestApi.fromRestApiAttributes()');
  }
  validateRoot(restApi, props);
}

function validateRoot(restApi: apigateway.IRestApi, props: CognitoPasswordAuthApiProps): void {
  const root = rootOf(restApi);
  if (!root) throwInvalid('\'restApi\' was imported without its root resource; import it by RestApi.fromRestApiAttributes()');
  if (root.defaultMethodOptions?.authorizer) {
    throwInvalid('\'restApi\' has \'defaultMethodOptions.authorizer\', which would stand before login too; set the authorizer on your own methods');
  }
  if (root.defaultMethodOptions?.authorizationScopes) {
    throwInvalid('\'restApi\' has \'defaultMethodOptions.authorizationScopes\', which would shut ID tokens out; set the scopes on your own methods');
  }
  if (root.defaultCorsPreflightOptions && props.defaultCorsPreflightOptions) {
    throwInvalid('\'defaultCorsPreflightOptions\' has no effect on an existing \'restApi\' that has them; set them there, or leave them out here');
  }
}

/** The routes must not collide with methods of the existing API. */
export function validateExistingMethods({ restApi: settings, routes }: Settings): void {
  if (settings.kind === 'created') return;
  const { root } = settings.restApi;
  for (const route of routes) {
    const path = pathOf(route, settings.basePath);
    if (findResource(root, path)?.node.tryFindChild(route.method)) {
      throwInvalid(`'restApi' has ${route.method} /${path} already; choose another 'basePath'`);
    }
  }
}

/** CDK throws where it does not know the root. */
function rootOf(restApi: apigateway.IRestApi): apigateway.IResource | undefined {
  try {
    return restApi.root;
  } catch {
    return undefined;
  }
}
