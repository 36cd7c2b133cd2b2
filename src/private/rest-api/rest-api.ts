import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { Construct } from 'constructs';
import { unknownMethodFindings } from './method-settings';
import { CreatedRestApiSettings, RestApiSettings } from './settings';
import { withDefaults } from '../defaults';
import { ACCESS_LOG_FORMAT, createLogGroup } from '../functions/logs';
import { throwInvalid } from '../validation';

/** The existing API, or a new one. */
export function restApiFor(scope: Construct, settings: RestApiSettings, removalPolicy: RemovalPolicy): apigateway.RestApiBase {
  return settings.kind === 'existing' ? settings.restApi : createRestApi(scope, settings, removalPolicy);
}

function createRestApi(scope: Construct, { props, accessLog }: CreatedRestApiSettings, removalPolicy: RemovalPolicy): apigateway.RestApi {
  const deployOptions = accessLog
    ? withDefaults<apigateway.StageOptions>({
      accessLogDestination: new apigateway.LogGroupLogDestination(createLogGroup(scope, 'AccessLogs', removalPolicy)),
      accessLogFormat: ACCESS_LOG_FORMAT,
    }, props.deployOptions)
    : props.deployOptions;
  const restApi = new apigateway.RestApi(scope, 'RestApi', { ...props, deployOptions });
  restApi.node.addValidation({ validate: () => unknownMethodFindings(restApi, Object.keys(deployOptions.methodOptions ?? {})) });
  // The app decides which outputs it has.
  restApi.node.tryRemoveChild('Endpoint');
  return restApi;
}

/** The URL of the API, with a slash at its end. */
export function urlOf(restApi: apigateway.RestApiBase, settings: RestApiSettings): string {
  const domain = settings.kind === 'created' ? settings.props.domainName : undefined;
  if (domain) return `https://${restApi.domainName!.domainName}/${domain.basePath ? `${domain.basePath}/` : ''}`;
  const stage: apigateway.Stage | undefined = restApi.deploymentStage;
  return stage?.urlForPath() ?? throwInvalid('\'url\' is not known, as \'restApi\' has no stage in this app; take it from where the stage is made');
}
