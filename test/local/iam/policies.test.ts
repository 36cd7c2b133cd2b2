import { readAssemblyStack } from '../../../local/assembly/cloud-assembly';
import { StackResources } from '../../../local/assembly/stack-resources';
import { evaluatePolicies, parsePolicyDocument } from '../../../local/iam/policy-document';
import { collectRoles } from '../../../local/iam/roles';
import { Resources, role, templateAssembly } from '../support/template-assembly';

const POOL = 'arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_AbC';
const allow = (Action: unknown, Resource: unknown = POOL) => ({ Effect: 'Allow', Action, Resource });
const deny = (Action: unknown, Resource: unknown = POOL) => ({ Effect: 'Deny', Action, Resource });
const decide = (statements: object[], action: string, arn = POOL) => evaluatePolicies(parsePolicyDocument({ Statement: statements }, 'P'), action, arn);

test.each<[string, object[], string, string]>([
  ['the very action', [allow('cognito-idp:AdminGetUser')], 'cognito-idp:AdminGetUser', 'allowed'],
  ['another action', [allow('cognito-idp:AdminGetUser')], 'cognito-idp:AdminDeleteUser', 'implicitly denied'],
  ['an action that begins alike', [allow('cognito-idp:AdminGetUser')], 'cognito-idp:AdminGetUserX', 'implicitly denied'],
  ['an action in another case', [allow('COGNITO-IDP:admingetuser')], 'cognito-idp:AdminGetUser', 'allowed'],
  ['a wildcard', [allow('cognito-idp:Admin*User')], 'cognito-idp:AdminGetUser', 'allowed'],
  ['a question mark', [allow('cognito-idp:AdminGetUse?')], 'cognito-idp:AdminGetUser', 'allowed'],
  ['a list', [allow(['logs:*', 'cognito-idp:*'])], 'cognito-idp:AdminGetUser', 'allowed'],
  ['any resource', [allow('*', '*')], 'cognito-idp:AdminGetUser', 'allowed'],
  ['another pool', [allow('*', `${POOL}D`)], 'cognito-idp:AdminGetUser', 'implicitly denied'],
  ['the pool in another case', [allow('*', POOL.toUpperCase())], 'cognito-idp:AdminGetUser', 'implicitly denied'],
  ['a deny beside an allow', [allow('*'), deny('cognito-idp:AdminGet*')], 'cognito-idp:AdminGetUser', 'explicitly denied'],
  ['a deny of something else', [allow('*'), deny('cognito-idp:AdminDelete*')], 'cognito-idp:AdminGetUser', 'allowed'],
  ['all actions but this one', [{ Effect: 'Allow', NotAction: 'cognito-idp:Admin*', Resource: '*' }], 'cognito-idp:AdminGetUser', 'implicitly denied'],
  ['all actions but others', [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*' }], 'cognito-idp:AdminGetUser', 'allowed'],
  ['all resources but this one', [{ Effect: 'Allow', Action: '*', NotResource: POOL }], 'cognito-idp:AdminGetUser', 'implicitly denied'],
  ['an allow under a condition, of another service', [{ ...allow('dynamodb:GetItem', '*'), Condition: {} }], 'dynamodb:GetItem', 'implicitly denied'],
  ['a deny under a condition, of another service', [allow('dynamodb:*', '*'), { ...deny('dynamodb:GetItem', '*'), Condition: {} }], 'dynamodb:GetItem', 'explicitly denied'],
  ['nothing', [], 'cognito-idp:AdminGetUser', 'implicitly denied'],
])('%s', (_name, statements, action, decision) => {
  expect(decide(statements, action)).toBe(decision);
});

test.each<[object, string]>([
  [{ ...allow('*'), Condition: {} }, "P holds a policy statement with 'Condition', which the local stack does not evaluate"],
  [{ ...allow('cognito-idp:AdminGetUser'), Condition: {} }, "P holds a policy statement with 'Condition', which the local stack does not evaluate"],
  [{ ...allow('lambda:*'), Condition: {} }, "P holds a policy statement with 'Condition', which the local stack does not evaluate"],
  [{ Effect: 'Allow', NotAction: 's3:*', Resource: '*', Condition: {} }, "P holds a policy statement with 'Condition', which the local stack does not evaluate"],
  [{ Effect: 'Maybe', Action: '*', Resource: '*' }, 'P holds a policy statement whose Effect is neither Allow nor Deny'],
  [{ Effect: 'Allow', Action: 1, Resource: '*' }, 'P holds a policy statement whose Action is not a string or a list of strings'],
  [{ Effect: 'Allow', Action: '*' }, 'P holds a policy statement whose Resource is not a string or a list of strings'],
])('%j is refused', (statement, message) => {
  expect(() => decide([statement], 'x:Y')).toThrow(message);
});

describe('the policies of a role', () => {
  const collect = (resources: Resources) => collectRoles(new StackResources(readAssemblyStack(templateAssembly(resources))));
  const statements = (resources: Resources) => [...collect(resources).values()][0].statements.flatMap(({ actions }) => actions);

  test('inline, attached and managed ones count, and no other role\'s', () => {
    expect(statements({
      Role: {
        Type: 'AWS::IAM::Role',
        Properties: {
          Policies: [{ PolicyDocument: { Statement: allow('a:Inline') } }],
          ManagedPolicyArns: [
            { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':iam::aws:policy/service-role/AWSLambdaBasicExecutionRole']] }, { Ref: 'Managed' },
          ],
        },
      },
      Other: role(allow('a:Other')),
      Attached: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [allow('a:Attached')] }, Roles: [{ Ref: 'Role' }] } },
      Elsewhere: { Type: 'AWS::IAM::Policy', Properties: { PolicyDocument: { Statement: [allow('a:Elsewhere')] }, Roles: [{ Ref: 'Other' }] } },
      Managed: { Type: 'AWS::IAM::ManagedPolicy', Properties: { PolicyDocument: { Statement: [allow('a:Managed')] } } },
    })).toEqual(['a:Inline', 'a:Attached', 'logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents', 'a:Managed']);
  });

  test('an unknown managed policy allows nothing and is named', () => {
    const arn = 'arn:aws:iam::aws:policy/AdministratorAccess';
    const [collected] = collect({ Role: { Type: 'AWS::IAM::Role', Properties: { ManagedPolicyArns: [arn] } } }).values();
    expect(collected).toMatchObject({ statements: [], unknownPolicies: [arn] });
  });

  test('a permissions boundary is rejected as soon as somebody asks for the statements', () => {
    expect(() => statements({ Role: { Type: 'AWS::IAM::Role', Properties: { PermissionsBoundary: 'arn:x' } } }))
      .toThrow('Role (AWS::IAM::Role) has a PermissionsBoundary, which the local stack does not evaluate');
  });
});
