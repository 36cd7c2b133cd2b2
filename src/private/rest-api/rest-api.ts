import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { withDefaults } from '../defaults';
import { findingsOfUnknownMethods, noMoreThan } from './method-settings';
import { CognitoPasswordAuthApiProps } from '../../cognito-password-auth-api-props';
import { Route } from '../../routes/route';
import { ACCESS_LOG_FORMAT, createLogGroup } from '../functions/logs';
import { refuse } from '../validation';

export const DEFAULT_BASE_PATH = 'user';

/** The path of a route from the root of the API, without a leading slash. */
export function pathOf(route: Route, basePath: string = DEFAULT_BASE_PATH): string {
  return basePath === '' ? route.path : `${basePath}/${route.path}`;
}

/** What may be named in an API beside the construct's, where it is not its own. */
export function prefixOf(scope: Construct): string {
  return scope.node.path.replace(/[^A-Za-z0-9]+/g, '-').slice(0, 100);
}

export function createRestApi(scope: Construct, routes: readonly Route[], props: CognitoPasswordAuthApiProps): apigateway.RestApi {
  const restApi = new apigateway.RestApi(scope, 'RestApi', {
    // CloudFormation wants a name; it identifies nothing, and the path tells several in one console apart.
    restApiName: props.restApiName ?? scope.node.path.replace(/\//g, '-'),
    endpointConfiguration: props.endpointConfiguration,
    policy: props.policy,
    domainName: props.domainName,
    disableExecuteApiEndpoint: props.disableExecuteApiEndpoint,
    cloudWatchRole: props.cloudWatchRole ?? false,
    deployOptions: deployOptionsOf(scope, routes, props),
  });
  const keys = Object.keys(props.deployOptions?.methodOptions ?? {});
  restApi.node.addValidation({ validate: () => findingsOfUnknownMethods(restApi, keys) });
  // What an app prints after its deployment is the app's to decide.
  restApi.node.tryRemoveChild('Endpoint');
  return restApi;
}

function deployOptionsOf(scope: Construct, routes: readonly Route[], props: CognitoPasswordAuthApiProps): apigateway.StageOptions {
  const given = props.deployOptions ?? {};
  // The settings of one method replace those of the stage as a whole.
  const { metricsEnabled, loggingLevel, throttlingRateLimit, throttlingBurstLimit } = given;
  const methodOptions: Record<string, apigateway.MethodDeploymentOptions> = { ...given.methodOptions };
  for (const route of routes) {
    if (!route.throttle) continue;
    const key = `/${pathOf(route, props.basePath)}/${route.method}`;
    methodOptions[key] = withDefaults<apigateway.MethodDeploymentOptions>({
      metricsEnabled,
      loggingLevel,
      throttlingRateLimit: noMoreThan(throttlingRateLimit, route.throttle.rate),
      throttlingBurstLimit: noMoreThan(throttlingBurstLimit, route.throttle.burst),
    }, methodOptions[key]);
  }
  return {
    ...withDefaults<apigateway.StageOptions>({
      throttlingRateLimit: 100,
      throttlingBurstLimit: 200,
      ...hasAccessLog(props) ? {
        accessLogDestination: new apigateway.LogGroupLogDestination(createLogGroup(scope, 'AccessLogs', props.removalPolicy)),
        accessLogFormat: ACCESS_LOG_FORMAT,
      } : {},
    }, given),
    methodOptions,
  };
}

export function hasAccessLog(props: CognitoPasswordAuthApiProps): boolean {
  return props.accessLog ?? (props.cloudWatchRole === true && props.deployOptions?.accessLogDestination === undefined);
}

/** The address of the API, with a slash at its end. */
export function urlOf(restApi: apigateway.RestApiBase, { domainName }: CognitoPasswordAuthApiProps): string {
  if (!domainName) {
    const stage: apigateway.Stage | undefined = restApi.deploymentStage;
    return stage?.urlForPath() ?? refuse('\'url\' is not known, as \'restApi\' has no stage in this app; take it from where the stage is made');
  }
  return `https://${restApi.domainName!.domainName}/${domainName.basePath ? `${domainName.basePath}/` : ''}`;
}

/** Whether the stage writes to CloudWatch Logs, for which API Gateway wants the logging role of the account. */
export function needsLoggingRole(props: CognitoPasswordAuthApiProps): boolean {
  const { accessLogDestination, loggingLevel, methodOptions = {} } = props.deployOptions ?? {};
  const levels = [loggingLevel, ...Object.values(methodOptions).map((options) => options.loggingLevel)];
  return hasAccessLog(props)
    || accessLogDestination instanceof apigateway.LogGroupLogDestination
    || levels.some((level) => level !== undefined && level !== apigateway.MethodLoggingLevel.OFF);
}

/** Whether the construct words the gateway's own answers, which it does unasked in an API of its own only. */
export function hasGatewayResponses({ restApi, gatewayResponses }: CognitoPasswordAuthApiProps): boolean {
  return gatewayResponses ?? restApi === undefined;
}
