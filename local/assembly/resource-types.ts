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
]);

/**
 * Types without effect on what a caller of the API may do: leaving them out changes no answer.
 * The list is explicit so that a type nobody thought about stops the start instead of being passed over.
 */
const WITHOUT_EFFECT = new Set([
  // The account-wide role by which API Gateway writes its logs.
  'AWS::ApiGateway::Account',
  'AWS::ApplicationSignals::ServiceLevelObjective',
  'AWS::CDK::Metadata',
  'AWS::CertificateManager::Certificate',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::AnomalyDetector',
  'AWS::CloudWatch::CompositeAlarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::CloudWatch::InsightRule',
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
  'AWS::SES::ConfigurationSet',
  'AWS::SES::EmailIdentity',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SSM::Parameter',
  'AWS::WAFv2::IPSet',
  'AWS::WAFv2::LoggingConfiguration',
  'AWS::WAFv2::RegexPatternSet',
  'AWS::XRay::Group',
  'AWS::XRay::SamplingRule',
]);

/** Types that only refuse requests: without them a caller may do more than on AWS, and never less. */
const ONLY_REFUSES = new Set(['AWS::WAFv2::RuleGroup', 'AWS::WAFv2::WebACL', 'AWS::WAFv2::WebACLAssociation']);

/** Whether the local stack acts upon resources of this type. */
export function isServed(type: string): boolean {
  return SERVED.has(type);
}

/**
 * Refuses a template that holds anything which the local stack neither serves nor knows to be without effect.
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
  if (!SERVED.has(resource.Type)) return 'is of a type that the local stack does not serve';
  if (resource.Condition !== undefined) return `depends on the condition '${resource.Condition}', which the local stack does not evaluate`;
  return unknownPropertiesOf(resource.Type, resource.Properties ?? {});
}

function holdsMember(value: unknown, name: string): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return Object.hasOwn(value, name) || Object.values(value).some((member) => holdsMember(member, name));
}
