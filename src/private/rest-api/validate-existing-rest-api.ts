import { Stack } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { findResource } from './resources';
import { pathOf } from './rest-api';
import { validateReach } from './validate-cors';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { routesOf } from '../route-choice';
import { refuse } from '../validation';

/** What only an API of the construct's own takes. */
const REST_API_PROPS: readonly (keyof CognitoPasswordAuthApiProps)[] = [
  'restApiName', 'deployOptions', 'accessLog', 'cloudWatchRole', 'endpointConfiguration', 'policy', 'domainName', 'disableExecuteApiEndpoint',
];

/** An API that is there already gets methods, and is not changed otherwise. */
export function validateExistingRestApi(scope: Construct, props: CognitoPasswordAuthApiProps): void {
  const { restApi } = props;
  if (!restApi) return;
  const used = REST_API_PROPS.find((name) => props[name] !== undefined);
  if (used) refuse(`'${used}' has no effect on an existing 'restApi'; set it there, or leave 'restApi' out`);
  if (restApi instanceof apigateway.SpecRestApi) {
    refuse('\'restApi\' is a SpecRestApi, whose document alone says what methods there are; pass a RestApi');
  }
  if (!(restApi instanceof apigateway.RestApiBase)) {
    refuse('\'restApi\' is no API of CDK\'s; pass a RestApi, or one by RestApi.fromRestApiAttributes()');
  }
  if (Stack.of(restApi) !== Stack.of(scope)) {
    refuse('\'restApi\' is in another stack, which would depend on this one in a circle; '
      + 'make it in the same stack, or import it there by RestApi.fromRestApiAttributes()');
  }
  validateRoot(restApi, props);
}

function validateRoot(restApi: apigateway.IRestApi, props: CognitoPasswordAuthApiProps): void {
  const root = rootOf(restApi);
  if (!root) refuse('\'restApi\' was imported without its root resource; import it by RestApi.fromRestApiAttributes()');
  if (root.defaultMethodOptions?.authorizer) {
    refuse('\'restApi\' has \'defaultMethodOptions.authorizer\', which would stand before login too; set the authorizer on your own methods');
  }
  if (root.defaultMethodOptions?.authorizationScopes) {
    refuse('\'restApi\' has \'defaultMethodOptions.authorizationScopes\', which would shut ID tokens out; set the scopes on your own methods');
  }
  if (root.defaultCorsPreflightOptions) {
    if (props.defaultCorsPreflightOptions) {
      refuse('\'defaultCorsPreflightOptions\' has no effect on an existing \'restApi\' that has them; set them there, or leave them out here');
    }
    validateReach(root.defaultCorsPreflightOptions, props);
  }
  for (const route of routesOf(props)) {
    const path = pathOf(route, props.basePath);
    if (findResource(root, path)?.node.tryFindChild(route.method)) {
      refuse(`'restApi' has ${route.method} /${path} already; choose another 'basePath'`);
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
