import {
  aws_apigateway as apigateway, aws_cognito as cognito, aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_logs as logs,
  NestedStack, Stack, Stage, Tags,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi } from '../../src';
import { newApp, newStack, only, resources, synth } from '../support/synth';

/* What a real app has around the construct. */

test('a permissions boundary reaches every role', () => {
  const stack = newStack();
  const auth = new CognitoPasswordAuthApi(stack, 'Auth');
  iam.PermissionsBoundary.of(auth).apply(iam.ManagedPolicy.fromManagedPolicyArn(stack, 'Boundary', 'arn:aws:iam::111111111111:policy/boundary'));
  const roles = Object.values(resources(Template.fromStack(stack), 'AWS::IAM::Role'));
  expect(roles).toHaveLength(8);
  for (const { Properties } of roles) expect(Properties.PermissionsBoundary).toBe('arn:aws:iam::111111111111:policy/boundary');
});

test('tags reach whatever takes them', () => {
  const stack = newStack();
  Tags.of(new CognitoPasswordAuthApi(stack, 'Auth')).add('team', 'accounts');
  const template = Template.fromStack(stack);
  for (const type of ['AWS::Lambda::Function', 'AWS::IAM::Role', 'AWS::ApiGateway::RestApi', 'AWS::ApiGateway::Stage', 'AWS::Logs::LogGroup']) {
    const found = Object.values(resources(template, type));
    expect(found.length).toBeGreaterThan(0);
    for (const { Properties } of found) expect(Properties.Tags).toContainEqual({ Key: 'team', Value: 'accounts' });
  }
  expect(only(template, 'AWS::Cognito::UserPool').UserPoolTags).toEqual({ team: 'accounts' });
});

test('a log group with a KMS key is the one that all functions write to', () => {
  const stack = newStack();
  const logGroup = new logs.LogGroup(stack, 'Logs', { encryptionKey: new kms.Key(stack, 'Key') });
  const { template } = synth({ functionOptions: { logGroup } }, stack);
  expect(only(template, 'AWS::Logs::LogGroup').KmsKeyId).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] });
  for (const { Properties } of Object.values(resources(template, 'AWS::Lambda::Function'))) {
    expect(Properties.LoggingConfig.LogGroup).toEqual(stack.resolve(logGroup.logGroupName));
  }
});

test('a private API behind an endpoint of a VPC', () => {
  const stack = newStack();
  const vpcEndpoint = new ec2.Vpc(stack, 'Vpc').addInterfaceEndpoint('Gateway', { service: ec2.InterfaceVpcEndpointAwsService.APIGATEWAY });
  const policy = new iam.PolicyDocument({
    statements: [new iam.PolicyStatement({
      principals: [new iam.AnyPrincipal()],
      actions: ['execute-api:Invoke'],
      resources: ['execute-api:/*'],
      conditions: { StringEquals: { 'aws:SourceVpce': vpcEndpoint.vpcEndpointId } },
    })],
  });
  const { template } = synth({ endpointConfiguration: { types: [apigateway.EndpointType.PRIVATE], vpcEndpoints: [vpcEndpoint] }, policy }, stack);
  const api = only(template, 'AWS::ApiGateway::RestApi');
  expect(api.EndpointConfiguration).toMatchObject({ Types: ['PRIVATE'], VpcEndpointIds: [stack.resolve(vpcEndpoint.vpcEndpointId)] });
  expect(api.Policy.Statement[0].Condition).toEqual({ StringEquals: { 'aws:SourceVpce': stack.resolve(vpcEndpoint.vpcEndpointId) } });
});

test('a pool of another stack, and a construct in each of several stages', () => {
  const app = newApp();
  for (const name of ['Beta', 'Production']) {
    const stage = new Stage(app, name);
    const users = new Stack(stage, 'Users');
    const userPool = new cognito.UserPool(users, 'Pool');
    const stack = new Stack(stage, 'Api');
    new CognitoPasswordAuthApi(stack, 'Auth', { userPool });
    const template = Template.fromStack(stack);
    expect(stack.dependencies).toEqual([users]);
    for (const { Properties } of Object.values(resources(template, 'AWS::ApiGateway::Authorizer'))) {
      expect(JSON.stringify(Properties.ProviderARNs)).toContain('Fn::ImportValue');
    }
    template.resourceCountIs('AWS::Cognito::UserPool', 0);
  }
});

test('another API in another stack takes the pool of a construct in a nested one', () => {
  const app = newApp();
  const parent = new Stack(app, 'Parent');
  const auth = new CognitoPasswordAuthApi(new NestedStack(parent, 'Accounts'), 'Auth');
  const orders = new NestedStack(parent, 'Orders');
  const authorizer = new apigateway.CognitoUserPoolsAuthorizer(orders, 'Authorizer', { cognitoUserPools: [auth.userPool] });
  new apigateway.RestApi(orders, 'Api').root.addMethod('GET', new apigateway.MockIntegration(), { authorizer });
  expect(() => app.synth()).not.toThrow();
  expect(only(Template.fromStack(orders), 'AWS::ApiGateway::Authorizer').ProviderARNs).toEqual([{ Ref: expect.stringContaining('UserPool') }]);
});
