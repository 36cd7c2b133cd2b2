import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import { CreatedRestApiSettings, ExistingRestApiSettings, RestApiSettings } from './settings';
import { Warn, WARNING_IDS } from '../warning-ids';

export function warnOfRestApi(settings: RestApiSettings, warn: Warn): void {
  warnOfSeveralOrigins(settings, warn);
  if (settings.kind === 'created') warnOfCreatedRestApi(settings, warn);
  else warnOfExistingRestApi(settings, warn);
}

function warnOfSeveralOrigins({ cors, gatewayResponses }: RestApiSettings, warn: Warn): void {
  if (gatewayResponses && cors && cors.allowOrigins.length > 1) {
    warn(WARNING_IDS.SEVERAL_ORIGINS,
      `the gateway's own errors, such as 401 and 429, cannot name one of several origins; they allow ${cors.allowCredentials ? `only ${cors.allowOrigins[0]}` : 'any'}`);
  }
}

function warnOfCreatedRestApi(settings: CreatedRestApiSettings, warn: Warn): void {
  const { cloudWatchRole, disableExecuteApiEndpoint, domainName } = settings.props;
  if (needsLoggingRole(settings) && !cloudWatchRole) {
    warn(WARNING_IDS.ACCOUNT_LOGGING_ROLE,
      'the logs of the stage need the logging role that API Gateway keeps for each account and Region, or the deployment fails; set \'cloudWatchRole\' to true where no other stack has set it');
  }
  if (disableExecuteApiEndpoint && !domainName) {
    warn(WARNING_IDS.NO_DOMAIN,
      '\'disableExecuteApiEndpoint\' leaves the API without the address that \'url\' names; set \'domainName\', or map a domain of your own to \'restApi\'');
  }
  if (domainName?.mtls && !disableExecuteApiEndpoint) {
    // https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-mutual-tls.html
    warn(WARNING_IDS.MUTUAL_TLS_BYPASS,
      'only the domain asks for client certificates, so callers without one can use the default endpoint; set \'disableExecuteApiEndpoint\' to true');
  }
}

/** Whether the stage writes to CloudWatch Logs, for which API Gateway needs the logging role of the account. */
function needsLoggingRole({ accessLog, props: { deployOptions } }: CreatedRestApiSettings): boolean {
  const { accessLogDestination, loggingLevel, methodOptions = {} } = deployOptions;
  const levels = [loggingLevel, ...Object.values(methodOptions).map((options) => options.loggingLevel)];
  return accessLog
    || accessLogDestination instanceof apigateway.LogGroupLogDestination
    || levels.some((level) => level !== undefined && level !== apigateway.MethodLoggingLevel.OFF);
}

function warnOfExistingRestApi({ restApi, choosesGatewayResponses }: ExistingRestApiSettings, warn: Warn): void {
  if (!restApi.latestDeployment) {
    warn(WARNING_IDS.UNDEPLOYED_METHODS,
      'nothing in this app deploys \'restApi\', so its new methods answer only after the next deployment of its stage, and without throttles of their own; '
      + 'make a Deployment that depends on this construct, or deploy the stage by other means');
  }
  if (!choosesGatewayResponses) {
    warn(WARNING_IDS.GATEWAY_ERRORS,
      'API Gateway\'s own errors, such as 401 and 429, apply to all of \'restApi\' and are therefore left as they are; '
      + 'set \'gatewayResponses\' to true to give them the shape and CORS headers of the other errors, or to false to keep them');
  }
}
