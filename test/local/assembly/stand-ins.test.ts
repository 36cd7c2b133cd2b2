import { readAssemblyStack } from '../../../local/assembly/cloud-assembly';
import { StackResources } from '../../../local/assembly/stack-resources';
import { Resources, templateAssembly } from '../support/template-assembly';

const read = (resources: Resources) => new StackResources(readAssemblyStack(templateAssembly(resources)));
const one = (Type: string, Properties: object = {}) => read({ Thing: { Type, Properties } });

test.each<[string, object, string | RegExp, Record<string, string | RegExp>]>([
  ['AWS::S3::Bucket', {}, 'stack-thing', { Arn: 'arn:aws:s3:::stack-thing', RegionalDomainName: 'stack-thing.s3.us-east-1.amazonaws.com' }],
  ['AWS::S3::Bucket', { BucketName: 'photos' }, 'photos', { Arn: 'arn:aws:s3:::photos' }],
  ['AWS::SQS::Queue', {}, 'https://sqs.us-east-1.amazonaws.com/123456789012/Stack-Thing', { Arn: 'arn:aws:sqs:us-east-1:123456789012:Stack-Thing', QueueName: 'Stack-Thing' }],
  ['AWS::SQS::Queue', { FifoQueue: true }, /\/Stack-Thing\.fifo$/, { Arn: /:Stack-Thing\.fifo$/ }],
  ['AWS::DynamoDB::Table', {}, 'Stack-Thing', { Arn: 'arn:aws:dynamodb:us-east-1:123456789012:table/Stack-Thing', StreamArn: /:table\/Stack-Thing\/stream\/2026-/ }],
  ['AWS::SNS::Topic', {}, 'arn:aws:sns:us-east-1:123456789012:Stack-Thing', { TopicName: 'Stack-Thing' }],
  ['AWS::SecretsManager::Secret', { Name: 'key' }, /^arn:aws:secretsmanager:us-east-1:123456789012:secret:key-[A-Z0-9]{6}$/, {}],
  ['AWS::KMS::Key', {}, /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/, { Arn: /^arn:aws:kms:us-east-1:123456789012:key\/[0-9a-f-]{36}$/ }],
  ['AWS::Events::Rule', {}, 'Stack-Thing', { Arn: 'arn:aws:events:us-east-1:123456789012:rule/Stack-Thing' }],
  ['AWS::StepFunctions::StateMachine', {}, 'arn:aws:states:us-east-1:123456789012:stateMachine:Stack-Thing', { Name: 'Stack-Thing' }],
  ['AWS::Logs::LogGroup', {}, 'Stack-Thing', { Arn: 'arn:aws:logs:us-east-1:123456789012:log-group:Stack-Thing:*' }],
  ['AWS::EC2::VPC', {}, /^vpc-[0-9a-f]{17}$/, { CidrBlock: '10.0.0.0/16' }],
  ['AWS::New::Widget', {}, 'Stack-Thing', { Arn: 'arn:aws:new:us-east-1:123456789012:widget/Stack-Thing', WidgetId: /^[0-9a-f]{17}$/, WidgetUrl: /^https:\/\/[0-9a-f]{12}\.new\.us-east-1\.amazonaws\.com$/, Colour: 'Stack-Thing-Colour' }],
  ['Custom::Thing', {}, 'Stack-Thing', { 'Result.Value': 'Stack-Thing-Result-Value' }],
])('%s %j has a Ref and attributes in the form that AWS gives them', (type, properties, ref, attributes) => {
  const resources = one(type, properties);
  const again = one(type, properties);
  expect(resources.ref('Thing')).toEqual(typeof ref === 'string' ? ref : expect.stringMatching(ref));
  expect(again.ref('Thing')).toBe(resources.ref('Thing'));
  for (const [name, value] of Object.entries(attributes)) {
    expect(resources.getAtt('Thing', name)).toEqual(typeof value === 'string' ? value : expect.stringMatching(value));
    expect(again.getAtt('Thing', name)).toBe(resources.getAtt('Thing', name));
  }
});

test('two resources never share a placeholder', () => {
  const resources = read({ A: { Type: 'AWS::KMS::Key' }, B: { Type: 'AWS::KMS::Key' } });
  expect(resources.ref('A')).not.toBe(resources.ref('B'));
});
