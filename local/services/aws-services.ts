/** A service of AWS as the local stack knows it. */
export interface AwsService {
  /** As people call it. */
  readonly name: string;
  /** What an SDK signs its requests for, such as `states` for Step Functions. */
  readonly signingName: string;
  /** Ending of the environment variable by which an SDK finds the endpoint: `AWS_ENDPOINT_URL_<variable>`. */
  readonly variable: string;
}

/**
 * The services whose names differ between CloudFormation, the signature of a request and the endpoint variable.
 * Of all other services the three names are taken to be the same.
 *
 * @see https://docs.aws.amazon.com/sdkref/latest/guide/ss-endpoints-table.html
 */
const SERVICES: Readonly<Record<string, AwsService>> = {
  'AWS::ApplicationAutoScaling': { name: 'Application Auto Scaling', signingName: 'application-autoscaling', variable: 'APPLICATION_AUTO_SCALING' },
  'AWS::AppSync': { name: 'AppSync', signingName: 'appsync', variable: 'APPSYNC' },
  'AWS::Bedrock': { name: 'Bedrock', signingName: 'bedrock', variable: 'BEDROCK_RUNTIME' },
  'AWS::CloudWatch': { name: 'CloudWatch', signingName: 'monitoring', variable: 'CLOUDWATCH' },
  'AWS::DynamoDB': { name: 'DynamoDB', signingName: 'dynamodb', variable: 'DYNAMODB' },
  'AWS::EC2': { name: 'EC2', signingName: 'ec2', variable: 'EC2' },
  'AWS::Events': { name: 'EventBridge', signingName: 'events', variable: 'EVENTBRIDGE' },
  'AWS::KinesisFirehose': { name: 'Firehose', signingName: 'firehose', variable: 'FIREHOSE' },
  'AWS::Lambda': { name: 'Lambda', signingName: 'lambda', variable: 'LAMBDA' },
  'AWS::Logs': { name: 'CloudWatch Logs', signingName: 'logs', variable: 'CLOUDWATCH_LOGS' },
  'AWS::OpenSearchService': { name: 'OpenSearch', signingName: 'es', variable: 'OPENSEARCH' },
  'AWS::SecretsManager': { name: 'Secrets Manager', signingName: 'secretsmanager', variable: 'SECRETS_MANAGER' },
  'AWS::SES': { name: 'SES', signingName: 'ses', variable: 'SESV2' },
  'AWS::StepFunctions': { name: 'Step Functions', signingName: 'states', variable: 'SFN' },
};

/** The service of a CloudFormation type. @param type - such as `AWS::S3::Bucket` */
export function serviceOfType(type: string): AwsService {
  const [vendor, namespace] = type.split('::');
  const known = SERVICES[`${vendor}::${namespace}`];
  return known ?? { name: namespace, signingName: namespace.toLowerCase(), variable: namespace.toUpperCase() };
}

/** The service that a request is signed for. @param signingName - such as `s3` */
export function serviceOfSignature(signingName: string): AwsService {
  const known = Object.values(SERVICES).find((service) => service.signingName === signingName);
  return known ?? { name: signingName.toUpperCase(), signingName, variable: signingName.toUpperCase().replace(/[^A-Z0-9]/g, '_') };
}

/** Name of the variable that gives the endpoint of a service. */
export function endpointVariableOf({ variable }: AwsService): string {
  return `AWS_ENDPOINT_URL_${variable}`;
}
