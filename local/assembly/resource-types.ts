import { LocalStackError } from '../errors';
import { unknownPropertiesOf } from './resource-properties';
import { objectOf, Template, TemplateResource } from './template';

/** Types that the local stack acts upon. */
const SERVED = new Set([
  'AWS::ApiGateway::Authorizer',
  'AWS::ApiGateway::BasePathMapping',
  'AWS::ApiGateway::Deployment',
  'AWS::ApiGateway::DomainName',
  'AWS::ApiGateway::GatewayResponse',
  'AWS::ApiGateway::Method',
  'AWS::ApiGateway::Model',
  'AWS::ApiGateway::RequestValidator',
  'AWS::ApiGateway::Resource',
  'AWS::ApiGateway::RestApi',
  'AWS::ApiGateway::Stage',
  'AWS::ApiGatewayV2::ApiMapping',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolGroup',
  'AWS::IAM::ManagedPolicy',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Lambda::Version',
  'AWS::SecretsManager::Secret',
]);

/** Types that no function calls and that change no response: not even a notice mentions them. */
const WITHOUT_EFFECT = new Set([
  // The account-wide role by which API Gateway writes its logs.
  'AWS::ApiGateway::Account',
  'AWS::ApiGateway::DocumentationPart',
  'AWS::ApiGateway::DocumentationVersion',
  'AWS::ApplicationSignals::ServiceLevelObjective',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CloudWatch::InsightRule',
  'AWS::Cognito::LogDeliveryConfiguration',
  'AWS::IAM::InstanceProfile',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Logs::LogGroup',
  'AWS::Logs::LogStream',
  'AWS::Logs::MetricFilter',
  'AWS::Logs::QueryDefinition',
  'AWS::Logs::ResourcePolicy',
  'AWS::Logs::SubscriptionFilter',
  'AWS::ResourceGroups::Group',
  'AWS::Route53::HostedZone',
  'AWS::Route53::RecordSet',
  'AWS::S3::BucketPolicy',
  'AWS::SES::ConfigurationSet',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
  'AWS::SSM::Parameter',
  'AWS::WAFv2::IPSet',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::RegexPatternSet',
  'AWS::XRay::Group',
  'AWS::XRay::SamplingRule',
]);

/**
 * Types of the services that the local stack serves, or that act upon them, which decide who gets in or what a function may do.
 * They stop the start: without them a request could be answered that AWS rejects. Every other type is accepted and not run.
 */
const DECIDES_ACCESS: readonly RegExp[] = [
  /^AWS::ApiGateway::(?!ClientCertificate$|VpcLink$)/,
  /^AWS::ApiGatewayV2::RoutingRule$/,
  // Hosted pages and federation are not served, so nobody gets in through them.
  /^AWS::Cognito::(?!IdentityPool|ManagedLoginBranding$|Terms$|UserPoolDomain$|UserPoolIdentityProvider$|UserPoolUICustomizationAttachment$)/,
  /^AWS::IAM::RolePolicy$/,
  /^AWS::(WAF|WAFRegional|WAFv2|FMS)::/,
];

/** Types that only refuse requests: without them a caller may do more than on AWS, and never less. */
const ONLY_REFUSES = new Set(['AWS::WAFv2::RuleGroup', 'AWS::WAFv2::WebACL', 'AWS::WAFv2::WebACLAssociation']);

/** Whether the local stack acts upon resources of this type. */
export function isServed(type: string): boolean {
  return SERVED.has(type);
}

/** Whether a resource of this type is accepted without being run. The stack says so when it starts. */
export function isNotRun(type: string): boolean {
  return !SERVED.has(type) && !WITHOUT_EFFECT.has(type) && !ONLY_REFUSES.has(type);
}

/**
 * Rejects a template that holds anything which decides who gets in and is not served here.
 *
 * @throws LocalStackError which names each such resource with its type
 */
export function assertServable(template: Template): void {
  if (template.Transform !== undefined) {
    throw new LocalStackError(`the template uses the transform ${JSON.stringify(template.Transform)}, which the local stack does not serve`);
  }
  const refused = Object.entries(template.Resources ?? {}).flatMap(([logicalId, resource]) => {
    const reason = refusal(resource);
    return reason ? [`${logicalId} (${resource.Type}) ${reason}`] : [];
  });
  if (refused.length > 0) throw new LocalStackError(refused.join('; '));
}

/** One line for each thing that protects the stack on AWS and is passed over here. */
export function notEnforced(template: Template): string[] {
  return Object.entries(template.Resources ?? {}).flatMap(([logicalId, { Type, Properties }]) => {
    const guard = guardOf(Type, Properties);
    return guard ? [`${logicalId} (${Type}) is not enforced here: what ${guard} would refuse on AWS passes`] : [];
  });
}

function guardOf(type: string, properties: unknown): string | undefined {
  if (type === 'AWS::WAFv2::WebACLAssociation') return 'the web ACL';
  if (type === 'AWS::ApiGateway::DomainName' && objectOf(properties).MutualTlsAuthentication !== undefined) return 'mutual TLS';
  const addOns = objectOf(objectOf(properties).UserPoolAddOns);
  return type === 'AWS::Cognito::UserPool' && addOns.AdvancedSecurityMode === 'ENFORCED' ? 'threat protection' : undefined;
}

function refusal(resource: TemplateResource): string | undefined {
  if (WITHOUT_EFFECT.has(resource.Type)) return undefined;
  if (ONLY_REFUSES.has(resource.Type)) {
    return holdsMember(resource.Properties, 'CustomRequestHandling') ? 'inserts headers into requests, which the local stack does not' : undefined;
  }
  if (!SERVED.has(resource.Type)) {
    return DECIDES_ACCESS.some((types) => types.test(resource.Type)) ? 'is of a type that the local stack does not serve' : undefined;
  }
  if (resource.Condition !== undefined) return `depends on the condition '${resource.Condition}', which the local stack does not evaluate`;
  return unknownPropertiesOf(resource.Type, resource.Properties ?? {});
}

function holdsMember(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, name) || Object.values(value).some((member) => holdsMember(member, name));
}
