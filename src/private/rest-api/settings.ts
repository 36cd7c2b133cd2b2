import { Duration, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { noMoreThan } from './method-settings';
import { pathOf } from './resources';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Route } from '../../routes/route';
import { withDefaults } from '../defaults';

/** The REST API that the construct creates, or an existing one to which it adds the routes. */
export type RestApiSettings = CreatedRestApiSettings | ExistingRestApiSettings;

interface AnyRestApiSettings {
  /** The path before that of each route, without slashes at its ends; may be empty. */
  readonly basePath: string;
  /** Undefined if CORS is off. */
  readonly cors: apigateway.CorsOptions | undefined;
  /** Whether API Gateway's own errors get the shape and headers of the handlers' errors. */
  readonly gatewayResponses: boolean;
  /** Names are unique within an API. */
  readonly authorizerNames: { readonly id: string; readonly access: string };
  /** The title of the OpenAPI document. */
  readonly title: string;
}

export interface CreatedRestApiSettings extends AnyRestApiSettings {
  readonly kind: 'created';
  readonly props: apigateway.RestApiProps & { readonly deployOptions: apigateway.StageOptions };
  /** Whether the construct creates an access log for the stage. */
  readonly accessLog: boolean;
}

export interface ExistingRestApiSettings extends AnyRestApiSettings {
  readonly kind: 'existing';
  readonly restApi: apigateway.RestApiBase;
  /** Whether the app says what `gatewayResponses` is. */
  readonly choosesGatewayResponses: boolean;
}

export const DEFAULT_BASE_PATH = 'user';

export function resolveRestApi(scope: Construct, props: CognitoPasswordAuthApiProps, routes: readonly Route[]): RestApiSettings {
  const { basePath = DEFAULT_BASE_PATH, gatewayResponses } = props;
  const restApi = props.restApi as apigateway.RestApiBase | undefined;
  const path = scope.node.path;
  const namePrefix = restApi ? `${path.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 100)}-` : '';
  const title = props.restApiName ?? restApi?.restApiName;
  const shared = {
    basePath,
    cors: resolveCors(props),
    gatewayResponses: gatewayResponses ?? restApi === undefined,
    authorizerNames: { id: `${namePrefix}PrivateAuthorizer`, access: `${namePrefix}AccessTokenAuthorizer` },
    title: title === undefined || Token.isUnresolved(title) ? path : title,
  };
  if (restApi) return { ...shared, kind: 'existing', restApi, choosesGatewayResponses: gatewayResponses !== undefined };
  return {
    ...shared,
    kind: 'created',
    accessLog: createsAccessLog(props),
    props: {
      // CloudFormation needs a name. It identifies nothing; the path tells several APIs apart in the console.
      restApiName: props.restApiName ?? path.replace(/\//g, '-'),
      endpointConfiguration: props.endpointConfiguration,
      policy: props.policy,
      domainName: props.domainName,
      disableExecuteApiEndpoint: props.disableExecuteApiEndpoint,
      cloudWatchRole: props.cloudWatchRole ?? false,
      deployOptions: resolveDeployOptions(props.deployOptions, routes, basePath),
    },
  };
}

/** Whether the construct creates an access log. */
export function createsAccessLog({ accessLog, cloudWatchRole, deployOptions }: CognitoPasswordAuthApiProps): boolean {
  return accessLog ?? (cloudWatchRole === true && deployOptions?.accessLogDestination === undefined);
}

/** An existing API may have CORS options for all its resources. */
function resolveCors({ defaultCorsPreflightOptions, restApi }: CognitoPasswordAuthApiProps): apigateway.CorsOptions | undefined {
  const given = defaultCorsPreflightOptions ?? restApi?.root.defaultCorsPreflightOptions;
  if (given?.allowOrigins.length === 0) return undefined;
  return withDefaults<apigateway.CorsOptions>({
    allowOrigins: apigateway.Cors.ALL_ORIGINS,
    allowHeaders: ['Authorization', 'Content-Type'],
    exposeHeaders: ['Retry-After', 'x-amzn-RequestId'],
    ...given?.disableCache ? {} : { maxAge: Duration.hours(1) },
  }, given);
}

function resolveDeployOptions(given: apigateway.StageOptions = {}, routes: readonly Route[], basePath: string): apigateway.StageOptions {
  // The settings of one method replace those of the stage as a whole.
  const { metricsEnabled, loggingLevel, throttlingRateLimit, throttlingBurstLimit } = given;
  const methodOptions: Record<string, apigateway.MethodDeploymentOptions> = { ...given.methodOptions };
  for (const route of routes) {
    if (!route.throttle) continue;
    const key = `/${pathOf(route, basePath)}/${route.method}`;
    methodOptions[key] = withDefaults<apigateway.MethodDeploymentOptions>({
      metricsEnabled,
      loggingLevel,
      throttlingRateLimit: noMoreThan(throttlingRateLimit, route.throttle.rate),
      throttlingBurstLimit: noMoreThan(throttlingBurstLimit, route.throttle.burst),
    }, methodOptions[key]);
  }
  return { ...withDefaults<apigateway.StageOptions>({ throttlingRateLimit: 100, throttlingBurstLimit: 200 }, given), methodOptions };
}
