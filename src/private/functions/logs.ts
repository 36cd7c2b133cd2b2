import { RemovalPolicy } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { Settings } from '../settings';

/** The existing log group of all functions, or a new one. */
export function functionLogGroupFor(scope: Construct, { functions, removalPolicy }: Settings): logs.ILogGroupRef {
  return functions.logGroup ?? createLogGroup(scope, 'FunctionLogs', removalPolicy);
}

export function createLogGroup(scope: Construct, id: string, removalPolicy: RemovalPolicy): logs.LogGroup {
  return new logs.LogGroup(scope, id, { retention: logs.RetentionDays.ONE_MONTH, removalPolicy });
}

/** One JSON object for each request. What a caller sends, headers, bodies and tokens, is not in it. */
export const ACCESS_LOG_FORMAT = apigateway.AccessLogFormat.custom(JSON.stringify({
  requestId: apigateway.AccessLogField.contextRequestId(),
  time: apigateway.AccessLogField.contextRequestTime(),
  sourceIp: apigateway.AccessLogField.contextIdentitySourceIp(),
  method: apigateway.AccessLogField.contextHttpMethod(),
  resourcePath: apigateway.AccessLogField.contextResourcePath(),
  status: apigateway.AccessLogField.contextStatus(),
  responseLength: apigateway.AccessLogField.contextResponseLength(),
  responseLatencyMs: apigateway.AccessLogField.contextResponseLatency(),
  integrationLatencyMs: apigateway.AccessLogField.contextIntegrationLatency(),
  errorType: apigateway.AccessLogField.contextErrorResponseType(),
  subject: apigateway.AccessLogField.contextAuthorizer('claims.sub'),
}));
