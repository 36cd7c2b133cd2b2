import { StackResources } from '../assembly/stack-resources';
import { isObject, listOf, ResolvedResource, stringOf } from '../assembly/template';
import { LocalStackError, unsupported } from '../errors';
import { parsePolicyDocument, PolicyStatement } from './policy-document';
import { TrustPolicy } from './trust-policy';

/** A role of the template with every statement that is attached to it. */
export interface Role {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  readonly statements: readonly PolicyStatement[];
  /** Who may act under it. */
  readonly trust: TrustPolicy;
}

/**
 * AWS managed policies that may stand in a template. None of them names an action of Cognito or Lambda,
 * so their statements decide nothing that the local stack asks about, beyond the log ones kept here for the record.
 */
const AWS_MANAGED_POLICIES: Readonly<Record<string, readonly PolicyStatement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': [allow('logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents')],
  'service-role/AmazonAPIGatewayPushToCloudWatchLogs': [allow(
    'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:DescribeLogGroups', 'logs:DescribeLogStreams',
    'logs:PutLogEvents', 'logs:GetLogEvents', 'logs:FilterLogEvents',
  )],
  'AWSXRayDaemonWriteAccess': [allow(
    'xray:PutTraceSegments', 'xray:PutTelemetryRecords', 'xray:GetSamplingRules',
    'xray:GetSamplingTargets', 'xray:GetSamplingStatisticSummaries',
  )],
};

function allow(...actions: string[]): PolicyStatement {
  return { effect: 'Allow', actions, resources: ['*'] };
}

/**
 * Collects the roles of a stack with their inline policies, attached policies and managed policies.
 *
 * @returns the roles by ARN
 * @throws LocalStackError where a policy cannot be evaluated
 */
export function collectRoles(resources: StackResources): Map<string, Role> {
  const managed = new Map(resources.ofType('AWS::IAM::ManagedPolicy').map((policy) => [String(resources.ref(policy.logicalId)), policy] as const));
  const attachments = [...resources.ofType('AWS::IAM::Policy'), ...managed.values()];
  return new Map(resources.ofType('AWS::IAM::Role').map((role): [string, Role] => {
    const name = String(resources.ref(role.logicalId));
    const arn = String(resources.getAtt(role.logicalId, 'Arn'));
    const attached = attachments.filter((policy) => listOf(policy.properties.Roles).includes(name));
    const statements = [
      ...inlineStatements(role),
      ...attached.flatMap(documentOf),
      ...managedStatements(role, managed),
    ];
    const trust = new TrustPolicy(role.properties.AssumeRolePolicyDocument, `${role.logicalId} (${role.type})`);
    return [arn, { logicalId: role.logicalId, name, arn, statements, trust }];
  }));
}

function inlineStatements(role: ResolvedResource): PolicyStatement[] {
  if (role.properties.PermissionsBoundary !== undefined) {
    throw unsupported(role.logicalId, role.type, 'has a PermissionsBoundary, which the local stack does not evaluate');
  }
  return listOf(role.properties.Policies).flatMap((policy) =>
    parsePolicyDocument(isObject(policy) ? policy.PolicyDocument : undefined, `${role.logicalId} (${role.type})`));
}

function managedStatements(role: ResolvedResource, managed: ReadonlyMap<string, ResolvedResource>): PolicyStatement[] {
  return listOf(role.properties.ManagedPolicyArns).flatMap((value) => {
    const arn = stringOf(value) ?? '';
    const ofTemplate = managed.get(arn);
    if (ofTemplate) return documentOf(ofTemplate);
    const statements = AWS_MANAGED_POLICIES[/^arn:aws:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? ''];
    if (!statements) throw new LocalStackError(`${role.logicalId} (${role.type}) has the managed policy '${arn}', which the local stack does not know`);
    return statements;
  });
}

function documentOf(policy: ResolvedResource): PolicyStatement[] {
  return parsePolicyDocument(policy.properties.PolicyDocument, `${policy.logicalId} (${policy.type})`);
}
