import { readAssemblyStack } from '../../../local/assembly/cloud-assembly';
import { StackResources } from '../../../local/assembly/stack-resources';
import { LocalStackError } from '../../../local/errors';
import { Resources, templateAssembly } from '../support/template-assembly';

const read = (resources: Resources, sections?: object) => new StackResources(readAssemblyStack(templateAssembly(resources, sections)));
const TOPIC = { Type: 'AWS::SNS::Topic' };

test('names and ARNs are those of a deployment', () => {
  const resources = read({
    Fn: { Type: 'AWS::Lambda::Function', Properties: {} },
    Named: { Type: 'AWS::Lambda::Function', Properties: { FunctionName: { 'Fn::Join': ['-', ['my', { Ref: 'AWS::Region' }]] } } },
    Version: { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Fn' } } },
    Alias: { Type: 'AWS::Lambda::Alias', Properties: { FunctionName: { Ref: 'Fn' }, Name: 'live' } },
    Role: { Type: 'AWS::IAM::Role' },
    Logs: { Type: 'AWS::Logs::LogGroup' },
    Topic: TOPIC,
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Domain: { Type: 'AWS::ApiGateway::DomainName', Properties: { DomainName: 'api.example.com' } },
  });
  expect(resources.ref('Domain')).toBe('api.example.com');
  expect(resources.ref('Fn')).toBe('Stack-Fn');
  expect(resources.getAtt('Fn', 'Arn')).toBe('arn:aws:lambda:us-east-1:123456789012:function:Stack-Fn');
  expect(resources.getAtt('Named', 'Arn')).toBe('arn:aws:lambda:us-east-1:123456789012:function:my-us-east-1');
  expect(resources.ref('Version')).toBe('arn:aws:lambda:us-east-1:123456789012:function:Stack-Fn:1');
  expect(resources.ref('Alias')).toBe('arn:aws:lambda:us-east-1:123456789012:function:Stack-Fn:live');
  expect(resources.getAtt('Role', 'Arn')).toBe('arn:aws:iam::123456789012:role/Stack-Role');
  expect(resources.getAtt('Logs', 'Arn')).toBe('arn:aws:logs:us-east-1:123456789012:log-group:Stack-Logs:*');
  expect(resources.ref('Topic')).toBe('arn:aws:sns:us-east-1:123456789012:Stack-Topic');
  expect(resources.ref('Api')).toMatch(/^[a-z0-9]{10}$/);
});

test('two names that are too long for Lambda stay two, and as long as it takes them', () => {
  const long = 'A'.repeat(70);
  const resources = read({ [`${long}One`]: { Type: 'AWS::Lambda::Function' }, [`${long}Two`]: { Type: 'AWS::Lambda::Function' } });
  const [one, two] = ['One', 'Two'].map((end) => String(resources.ref(long + end)));
  expect(one).toMatch(/^Stack-A{45}-[a-z0-9]{12}$/);
  expect(two).toHaveLength(64);
  expect(two).not.toBe(one);
});

test('pseudo parameters and parameters with a default are resolved', () => {
  const resources = read({}, { Parameters: { Known: { Type: 'String', Default: 'v' }, Open: { Type: 'String' } } });
  expect(['AWS::AccountId', 'AWS::Region', 'AWS::Partition', 'AWS::URLSuffix', 'AWS::StackName'].map((name) => resources.ref(name)))
    .toEqual(['123456789012', 'us-east-1', 'aws', 'amazonaws.com', 'Stack']);
  expect(resources.ref('Known')).toBe('v');
  expect(() => resources.ref('Open')).toThrow("parameter 'Open' of the template has no default value");
});

test('what nobody knows is named', () => {
  const resources = read({ Fn: { Type: 'AWS::Lambda::Function' }, Pool: { Type: 'AWS::Cognito::UserPool' } });
  expect(() => resources.ref('Ghost')).toThrow("a Ref names 'Ghost', which is neither a resource nor a parameter of the template");
  expect(() => resources.getAtt('Fn', 'Colour')).toThrow("Fn (AWS::Lambda::Function) has no attribute 'Colour' that the local stack knows");
  expect(() => resources.ref('Pool')).toThrow('Pool (AWS::Cognito::UserPool) is referred to before it exists; the template refers to it in a circle');
  expect(() => resources.ref('AWS::Unknown')).toThrow("a Ref names 'AWS::Unknown'");
});

test.each([
  'AWS::WAFRegional::WebACL', 'AWS::ApiGateway::UsagePlan', 'AWS::ApiGateway::ApiKey', 'AWS::ApiGateway::DomainNameV2',
  'AWS::ApiGatewayV2::RoutingRule', 'AWS::Cognito::UserPoolRiskConfigurationAttachment', 'AWS::Cognito::UserPoolUser', 'AWS::IAM::RolePolicy',
])('%s stops the start', (type) => {
  expect(() => read({ Thing: { Type: type } })).toThrow(`Thing (${type}) is of a type that the local stack does not serve`);
});

test.each(['AWS::Logs::LogGroup', 'AWS::CloudWatch::Alarm', 'AWS::CloudWatch::Dashboard', 'AWS::ApiGateway::Account', 'AWS::Logs::MetricFilter', 'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::IdentityPool', 'AWS::IAM::User', 'AWS::IAM::UserToGroupAddition', 'AWS::Lambda::Url', 'AWS::Lambda::LayerVersion', 'AWS::ApiGatewayV2::Api',
  'Custom::Anything', 'AWS::DynamoDB::Table', 'AWS::S3::Bucket'])(
  '%s is accepted', (type) => {
    expect(() => read({ Thing: { Type: type } })).not.toThrow();
  });

test('a web ACL is passed over as long as it only refuses', () => {
  const rule = { Name: 'Rule', Statement: { IPSetReferenceStatement: { Arn: 'arn' } }, Action: { Block: {} } };
  const webAcl = (action: object) => ({ Acl: { Type: 'AWS::WAFv2::WebACL', Properties: { Rules: [{ ...rule, Action: action }] } } });
  expect(() => read({ ...webAcl({ Block: {} }), Set: { Type: 'AWS::WAFv2::IPSet' }, Association: { Type: 'AWS::WAFv2::WebACLAssociation' } })).not.toThrow();
  expect(() => read(webAcl({ Allow: { CustomRequestHandling: { InsertHeaders: [{ Name: 'x', Value: 'y' }] } } })))
    .toThrow('Acl (AWS::WAFv2::WebACL) inserts headers into requests, which the local stack does not');
});

test('all that cannot be served is named at once', () => {
  expect(() => read({ A: { Type: 'AWS::WAF::Rule' }, B: { Type: 'AWS::IAM::RolePolicy' } }))
    .toThrow('A (AWS::WAF::Rule) is of a type that the local stack does not serve; B (AWS::IAM::RolePolicy) is of a type that the local stack does not serve');
});

test('a condition counts only where it decides something', () => {
  const conditions = { Conditions: { C: { 'Fn::Equals': [1, 1] } } };
  expect(() => read({ Meta: { Type: 'AWS::CDK::Metadata', Condition: 'C' } }, conditions)).not.toThrow();
  expect(() => read({ Fn: { Type: 'AWS::Lambda::Function', Condition: 'C' } }, conditions))
    .toThrow("Fn (AWS::Lambda::Function) depends on the condition 'C', which the local stack does not evaluate");
});

test('a transform stops the start', () => {
  expect(() => read({}, { Transform: 'AWS::Serverless-2016-10-31' }))
    .toThrow('the template uses the transform "AWS::Serverless-2016-10-31", which the local stack does not serve');
});

test.each([
  ...[
    'AWS::ApiGateway::Authorizer', 'AWS::ApiGateway::BasePathMapping', 'AWS::ApiGateway::Deployment', 'AWS::ApiGateway::DomainName', 'AWS::ApiGateway::GatewayResponse', 'AWS::ApiGateway::Method', 'AWS::ApiGateway::Model',
    'AWS::ApiGateway::RequestValidator', 'AWS::ApiGateway::Resource', 'AWS::ApiGatewayV2::ApiMapping', 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage', 'AWS::IAM::ManagedPolicy',
    'AWS::IAM::Policy', 'AWS::IAM::Role', 'AWS::Lambda::Alias', 'AWS::Lambda::Function', 'AWS::Lambda::Version',
  ].map((type) => [type, 'Colour']),
  ['AWS::ApiGateway::Deployment', 'StageName'],
  ['AWS::ApiGateway::DomainName', 'RoutingMode'],
  ['AWS::ApiGateway::RestApi', 'Parameters'],
  ['AWS::ApiGateway::Stage', 'ClientCertificateId'],
  ['AWS::Lambda::Alias', 'RoutingConfig'],
  ['AWS::Lambda::Function', 'CodeSigningConfigArn'],
])('%s with %s stops the start', (type, property) => {
  expect(() => read({ Thing: { Type: type, Properties: { [property]: 'x' } } }))
    .toThrow(new LocalStackError(`Thing (${type}) has the property '${property}', which the local stack does not serve`));
});

test('a function may have everything that changes no answer', () => {
  const properties = {
    Architectures: ['arm64'],
    DeadLetterConfig: {},
    Description: 'd',
    EphemeralStorage: { Size: 1024 },
    KmsKeyArn: 'k',
    LoggingConfig: {},
    RecursiveLoop: 'Terminate',
    ReservedConcurrentExecutions: 2,
    RuntimeManagementConfig: {},
    SnapStart: { ApplyOn: 'None' },
    Tags: [],
    TracingConfig: { Mode: 'Active' },
    VpcConfig: {},
  };
  expect(() => read({ Fn: { Type: 'AWS::Lambda::Function', Properties: properties } })).not.toThrow();
});
