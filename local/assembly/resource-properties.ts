import { unsupported } from '../errors';
import { JsonObject } from './template';

/**
 * The properties that may stand at a resource: those that the local stack reads, or refuses by a message of their own,
 * and those that change no answer. The lists are explicit so that a property nobody thought about stops the start.
 * Types that are missing here have their properties checked by whoever reads them.
 */
const KNOWN_PROPERTIES: Readonly<Record<string, readonly string[]>> = {
  'AWS::ApiGateway::Authorizer': [
    'AuthType', 'AuthorizerCredentials', 'AuthorizerResultTtlInSeconds', 'AuthorizerUri', 'IdentitySource', 'IdentityValidationExpression',
    'Name', 'ProviderARNs', 'RestApiId', 'Type',
  ],
  'AWS::ApiGateway::BasePathMapping': ['BasePath', 'DomainName', 'RestApiId', 'Stage'],
  // A deployment with a StageName makes a stage that no resource of the template describes.
  'AWS::ApiGateway::Deployment': ['Description', 'RestApiId'],
  // All but the name is about TLS and the way to API Gateway.
  'AWS::ApiGateway::DomainName': [
    'CertificateArn', 'DomainName', 'EndpointAccessMode', 'EndpointConfiguration', 'MutualTlsAuthentication',
    'OwnershipVerificationCertificateArn', 'RegionalCertificateArn', 'SecurityPolicy', 'Tags',
  ],
  'AWS::ApiGateway::GatewayResponse': ['ResponseParameters', 'ResponseTemplates', 'ResponseType', 'RestApiId', 'StatusCode'],
  'AWS::ApiGateway::Method': [
    'ApiKeyRequired', 'AuthorizationScopes', 'AuthorizationType', 'AuthorizerId', 'HttpMethod', 'Integration', 'MethodResponses',
    'OperationName', 'RequestModels', 'RequestParameters', 'RequestValidatorId', 'ResourceId', 'RestApiId',
  ],
  'AWS::ApiGateway::Model': ['ContentType', 'Description', 'Name', 'RestApiId', 'Schema'],
  'AWS::ApiGateway::RequestValidator': ['Name', 'RestApiId', 'ValidateRequestBody', 'ValidateRequestParameters'],
  'AWS::ApiGateway::Resource': ['ParentId', 'PathPart', 'RestApiId'],
  'AWS::ApiGateway::RestApi': [
    'ApiKeySourceType', 'BinaryMediaTypes', 'Body', 'BodyS3Location', 'CloneFrom', 'Description', 'DisableExecuteApiEndpoint',
    'EndpointConfiguration', 'FailOnWarnings', 'MinimumCompressionSize', 'Mode', 'Name', 'Policy', 'Tags',
    // About TLS, which does not exist on the loopback address.
    'EndpointAccessMode', 'SecurityPolicy',
  ],
  'AWS::ApiGateway::Stage': [
    'AccessLogSetting', 'CacheClusterEnabled', 'CacheClusterSize', 'CanarySetting', 'DeploymentId', 'Description', 'DocumentationVersion',
    'MethodSettings', 'RestApiId', 'StageName', 'Tags', 'TracingEnabled', 'Variables',
  ],
  'AWS::ApiGatewayV2::ApiMapping': ['ApiId', 'ApiMappingKey', 'DomainName', 'Stage'],
  'AWS::CloudFormation::Stack': ['NotificationARNs', 'Parameters', 'Tags', 'TemplateURL', 'TimeoutInMinutes'],
  'AWS::IAM::ManagedPolicy': ['Description', 'Groups', 'ManagedPolicyName', 'Path', 'PolicyDocument', 'Roles', 'Users'],
  'AWS::IAM::Policy': ['Groups', 'PolicyDocument', 'PolicyName', 'Roles', 'Users'],
  'AWS::IAM::Role': [
    'AssumeRolePolicyDocument', 'Description', 'ManagedPolicyArns', 'MaxSessionDuration', 'Path', 'PermissionsBoundary', 'Policies', 'RoleName', 'Tags',
  ],
  'AWS::Lambda::Alias': ['Description', 'FunctionName', 'FunctionVersion', 'Name', 'ProvisionedConcurrencyConfig'],
  'AWS::Lambda::Function': [
    'Architectures', 'Code', 'DeadLetterConfig', 'Description', 'Environment', 'EphemeralStorage', 'FileSystemConfigs', 'FunctionName', 'Handler',
    'ImageConfig', 'KmsKeyArn', 'Layers', 'LoggingConfig', 'MemorySize', 'PackageType', 'RecursiveLoop', 'ReservedConcurrentExecutions', 'Role',
    'Runtime', 'RuntimeManagementConfig', 'SnapStart', 'Tags', 'Timeout', 'TracingConfig', 'VpcConfig',
  ],
  'AWS::Lambda::Version': ['CodeSha256', 'Description', 'FunctionName', 'ProvisionedConcurrencyConfig', 'RuntimePolicy'],
};

/** Why a resource with these properties cannot be served; undefined where all of them are known. */
export function unknownPropertiesOf(type: string, properties: JsonObject): string | undefined {
  return Object.hasOwn(KNOWN_PROPERTIES, type) ? unknownMembers(properties, KNOWN_PROPERTIES[type]) : undefined;
}

/**
 * Refuses a part of a resource that has members which the local stack does not know.
 *
 * @param part - where in the resource it is, such as `Integration`
 * @throws LocalStackError which names the resource and each such member
 */
export function assertOnlyKnown(
  { logicalId, type }: { readonly logicalId: string; readonly type: string }, part: string, members: JsonObject, known: readonly string[],
): void {
  const reason = unknownMembers(members, known, `${part}.`);
  if (reason) throw unsupported(logicalId, type, reason);
}

function unknownMembers(members: JsonObject, known: readonly string[], prefix = ''): string | undefined {
  const unknown = Object.keys(members).filter((name) => !known.includes(name)).map((name) => `'${prefix}${name}'`);
  return unknown.length > 0 ? `has the property ${unknown.join(', ')}, which the local stack does not serve` : undefined;
}
