import { StackResources } from '../assembly/stack-resources';
import { isObject, listOf, ResolvedResource } from '../assembly/template';
import { unsupported } from '../errors';
import { parsePolicyDocument, PolicyStatement } from './policy-document';
import { TrustPolicy } from './trust-policy';

/** A role of the template with every statement that is attached to it. What nobody asks for is not read, so that it stops nothing. */
export interface Role {
  readonly logicalId: string;
  readonly name: string;
  readonly arn: string;
  /** @throws LocalStackError where a policy cannot be evaluated */
  readonly statements: readonly PolicyStatement[];
  /** ARNs of managed policies that are not known here. What they allow on AWS is denied. @default - none */
  readonly unknownPolicies?: readonly string[];
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
 */
export function collectRoles(resources: StackResources): Map<string, Role> {
  const managed = new Map(resources.ofType('AWS::IAM::ManagedPolicy').map((policy) => [String(resources.ref(policy.logicalId)), policy] as const));
  const attachments = [...resources.ofType('AWS::IAM::Policy'), ...managed.values()];
  return new Map(resources.ofType('AWS::IAM::Role').map((role): [string, Role] => {
    const name = String(resources.ref(role.logicalId));
    const arn = String(resources.getAtt(role.logicalId, 'Arn'));
    const attached = attachments.filter((policy) => listOf(policy.properties.Roles).includes(name));
    const trust = new TrustPolicy(role.properties.AssumeRolePolicyDocument, `${role.logicalId} (${role.type})`);
    const managedArns = listOf(role.properties.ManagedPolicyArns).map(String);
    let statements: PolicyStatement[] | undefined;
    return [arn, {
      logicalId: role.logicalId,
      name,
      arn,
      trust,
      unknownPolicies: managedArns.filter((managedArn) => !managed.has(managedArn) && !statementsOfAws(managedArn)),
      get statements() {
        statements ??= [
          ...inlineStatements(role),
          ...attached.flatMap(documentOf),
          ...managedArns.flatMap((managedArn) => managed.has(managedArn) ? documentOf(managed.get(managedArn)!) : statementsOfAws(managedArn) ?? []),
        ];
        return statements;
      },
    }];
  }));
}

function inlineStatements(role: ResolvedResource): PolicyStatement[] {
  if (role.properties.PermissionsBoundary !== undefined) {
    throw unsupported(role.logicalId, role.type, 'has a PermissionsBoundary, which the local stack does not evaluate');
  }
  return listOf(role.properties.Policies).flatMap((policy) =>
    parsePolicyDocument(isObject(policy) ? policy.PolicyDocument : undefined, `${role.logicalId} (${role.type})`));
}

function statementsOfAws(arn: string): readonly PolicyStatement[] | undefined {
  return AWS_MANAGED_POLICIES[/^arn:[\w-]+:iam::aws:policy\/(.+)$/.exec(arn)?.[1] ?? ''];
}

function documentOf(policy: ResolvedResource): PolicyStatement[] {
  return parsePolicyDocument(policy.properties.PolicyDocument, `${policy.logicalId} (${policy.type})`);
}
