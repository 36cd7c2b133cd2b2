/**
 * How `Ref` and the attributes of a type look, as patterns. `{name}`, `{account}` and `{region}` stand for those of the resource;
 * `{arn:…}` for an ARN of its region and account, `{id:N}` for N hexadecimal digits, `{ID:N}` for N capitals and digits, and
 * `{uuid}` for a UUID.
 */
export interface StandIn {
  /** Property that holds the name. @default - CloudFormation makes a name */
  readonly nameProperty?: string;
  /** Whether the name has lower-case letters only. @default false */
  readonly lowerCase?: boolean;
  /** @default '{name}' */
  readonly ref?: string;
  /** @default - the attribute's name suggests the form */
  readonly attributes?: Readonly<Record<string, string>>;
}

/**
 * The form of `Ref` and of the attributes that apps hand to their functions most often.
 *
 * @see https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html - "Return values" of each type
 */
export const STAND_INS: Readonly<Record<string, StandIn>> = {
  'AWS::ApiGatewayV2::Api': { ref: '{id:10}', attributes: { ApiId: '{id:10}', ApiEndpoint: 'https://{id:10}.execute-api.{region}.amazonaws.com' } },
  'AWS::AppSync::GraphQLApi': {
    ref: '{arn:appsync:apis/{id:26}}',
    attributes: { Arn: '{arn:appsync:apis/{id:26}}', ApiId: '{id:26}', GraphQLUrl: 'https://{id:26}.appsync-api.{region}.amazonaws.com/graphql' },
  },
  'AWS::CertificateManager::Certificate': { ref: '{arn:acm:certificate/{uuid}}' },
  'AWS::CloudFront::Distribution': { ref: 'E{ID:13}', attributes: { Id: 'E{ID:13}', DomainName: 'd{id:13}.cloudfront.net' } },
  'AWS::CloudFront::OriginAccessControl': { ref: 'E{ID:13}', attributes: { Id: 'E{ID:13}' } },
  'AWS::Cognito::IdentityPool': { ref: '{region}:{uuid}' },
  'AWS::Cognito::UserPoolDomain': { nameProperty: 'Domain', attributes: { CloudFrontDistribution: 'd{id:13}.cloudfront.net' } },
  'AWS::DynamoDB::GlobalTable': {
    nameProperty: 'TableName',
    attributes: {
      Arn: '{arn:dynamodb:table/{name}}', StreamArn: '{arn:dynamodb:table/{name}/stream/2026-01-01T00:00:00.000}', TableId: '{uuid}',
    },
  },
  'AWS::DynamoDB::Table': {
    nameProperty: 'TableName',
    attributes: { Arn: '{arn:dynamodb:table/{name}}', StreamArn: '{arn:dynamodb:table/{name}/stream/2026-01-01T00:00:00.000}' },
  },
  'AWS::EC2::EIP': { ref: '192.0.2.10', attributes: { AllocationId: 'eipalloc-{id:17}', PublicIp: '192.0.2.10' } },
  'AWS::EC2::Instance': { ref: 'i-{id:17}', attributes: { InstanceId: 'i-{id:17}', PrivateIp: '10.0.0.10', PublicIp: '192.0.2.10' } },
  'AWS::EC2::InternetGateway': { ref: 'igw-{id:17}', attributes: { InternetGatewayId: 'igw-{id:17}' } },
  'AWS::EC2::NatGateway': { ref: 'nat-{id:17}', attributes: { NatGatewayId: 'nat-{id:17}' } },
  'AWS::EC2::RouteTable': { ref: 'rtb-{id:17}', attributes: { RouteTableId: 'rtb-{id:17}' } },
  'AWS::EC2::SecurityGroup': { ref: 'sg-{id:17}', attributes: { GroupId: 'sg-{id:17}', Id: 'sg-{id:17}', VpcId: 'vpc-{id:17}' } },
  'AWS::EC2::Subnet': { ref: 'subnet-{id:17}', attributes: { AvailabilityZone: '{region}a', SubnetId: 'subnet-{id:17}', VpcId: 'vpc-{id:17}' } },
  'AWS::EC2::VPC': { ref: 'vpc-{id:17}', attributes: { CidrBlock: '10.0.0.0/16', DefaultSecurityGroup: 'sg-{id:17}', VpcId: 'vpc-{id:17}' } },
  'AWS::EC2::VPCEndpoint': { ref: 'vpce-{id:17}', attributes: { Id: 'vpce-{id:17}' } },
  'AWS::ECR::Repository': {
    nameProperty: 'RepositoryName',
    lowerCase: true,
    attributes: { Arn: '{arn:ecr:repository/{name}}', RepositoryUri: '{account}.dkr.ecr.{region}.amazonaws.com/{name}' },
  },
  'AWS::ECS::Cluster': { nameProperty: 'ClusterName', attributes: { Arn: '{arn:ecs:cluster/{name}}' } },
  'AWS::ECS::TaskDefinition': { nameProperty: 'Family', ref: '{arn:ecs:task-definition/{name}:1}', attributes: { TaskDefinitionArn: '{arn:ecs:task-definition/{name}:1}' } },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    nameProperty: 'Name',
    ref: '{arn:elasticloadbalancing:loadbalancer/app/{name}/{id:16}}',
    attributes: {
      CanonicalHostedZoneID: 'Z{ID:13}',
      DNSName: '{name}-{id:10}.{region}.elb.amazonaws.com',
      LoadBalancerArn: '{arn:elasticloadbalancing:loadbalancer/app/{name}/{id:16}}',
      LoadBalancerName: '{name}',
    },
  },
  'AWS::Events::EventBus': { nameProperty: 'Name', attributes: { Arn: '{arn:events:event-bus/{name}}', Name: '{name}' } },
  'AWS::Events::Rule': { nameProperty: 'Name', attributes: { Arn: '{arn:events:rule/{name}}' } },
  'AWS::IAM::AccessKey': { ref: 'AKIDLOCAL{ID:11}', attributes: { SecretAccessKey: 'local-{id:34}' } },
  'AWS::IAM::Group': { nameProperty: 'GroupName', attributes: { Arn: 'arn:{partition}:iam::{account}:group/{name}' } },
  'AWS::IAM::InstanceProfile': { nameProperty: 'InstanceProfileName', attributes: { Arn: 'arn:{partition}:iam::{account}:instance-profile/{name}' } },
  'AWS::IAM::OIDCProvider': { ref: 'arn:{partition}:iam::{account}:oidc-provider/{name}', attributes: { Arn: 'arn:{partition}:iam::{account}:oidc-provider/{name}' } },
  'AWS::IAM::User': { nameProperty: 'UserName', attributes: { Arn: 'arn:{partition}:iam::{account}:user/{name}' } },
  'AWS::Kinesis::Stream': { nameProperty: 'Name', attributes: { Arn: '{arn:kinesis:stream/{name}}' } },
  'AWS::KinesisFirehose::DeliveryStream': { nameProperty: 'DeliveryStreamName', attributes: { Arn: '{arn:firehose:deliverystream/{name}}' } },
  'AWS::KMS::Alias': { nameProperty: 'AliasName' },
  'AWS::KMS::Key': { ref: '{uuid}', attributes: { Arn: '{arn:kms:key/{uuid}}', KeyId: '{uuid}' } },
  'AWS::Lambda::EventSourceMapping': { ref: '{uuid}', attributes: { EventSourceMappingArn: '{arn:lambda:event-source-mapping:{uuid}}', Id: '{uuid}' } },
  'AWS::Lambda::LayerVersion': {
    nameProperty: 'LayerName', ref: '{arn:lambda:layer:{name}:1}', attributes: { LayerVersionArn: '{arn:lambda:layer:{name}:1}' },
  },
  'AWS::Lambda::Url': { ref: '{arn:lambda:function:{name}}', attributes: { FunctionUrl: 'https://{id:32}.lambda-url.{region}.on.aws/' } },
  'AWS::Logs::LogGroup': { nameProperty: 'LogGroupName', attributes: { Arn: '{arn:logs:log-group:{name}:*}' } },
  'AWS::RDS::DBCluster': {
    nameProperty: 'DBClusterIdentifier',
    lowerCase: true,
    attributes: {
      'DBClusterArn': '{arn:rds:cluster:{name}}',
      'Endpoint.Address': '{name}.cluster-{id:12}.{region}.rds.amazonaws.com',
      'Endpoint.Port': '5432',
      'ReadEndpoint.Address': '{name}.cluster-ro-{id:12}.{region}.rds.amazonaws.com',
    },
  },
  'AWS::RDS::DBInstance': {
    nameProperty: 'DBInstanceIdentifier',
    lowerCase: true,
    attributes: { 'DBInstanceArn': '{arn:rds:db:{name}}', 'Endpoint.Address': '{name}.{id:12}.{region}.rds.amazonaws.com', 'Endpoint.Port': '5432' },
  },
  'AWS::Route53::HostedZone': { ref: 'Z{ID:13}', attributes: { Id: 'Z{ID:13}' } },
  'AWS::S3::Bucket': {
    nameProperty: 'BucketName',
    lowerCase: true,
    attributes: {
      Arn: 'arn:{partition}:s3:::{name}',
      DomainName: '{name}.s3.amazonaws.com',
      DualStackDomainName: '{name}.s3.dualstack.{region}.amazonaws.com',
      RegionalDomainName: '{name}.s3.{region}.amazonaws.com',
      WebsiteURL: 'http://{name}.s3-website-{region}.amazonaws.com',
    },
  },
  'AWS::Scheduler::Schedule': { nameProperty: 'Name', attributes: { Arn: '{arn:scheduler:schedule/default/{name}}' } },
  'AWS::SecretsManager::Secret': {
    nameProperty: 'Name', ref: '{arn:secretsmanager:secret:{name}-{ID:6}}', attributes: { Id: '{arn:secretsmanager:secret:{name}-{ID:6}}' },
  },
  'AWS::SES::ConfigurationSet': { nameProperty: 'Name' },
  'AWS::SES::EmailIdentity': { nameProperty: 'EmailIdentity' },
  'AWS::SNS::Topic': { nameProperty: 'TopicName', ref: '{arn:sns:{name}}', attributes: { TopicArn: '{arn:sns:{name}}', TopicName: '{name}' } },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    ref: 'https://sqs.{region}.amazonaws.com/{account}/{name}',
    attributes: { Arn: '{arn:sqs:{name}}', QueueName: '{name}', QueueUrl: 'https://sqs.{region}.amazonaws.com/{account}/{name}' },
  },
  'AWS::SSM::Parameter': { nameProperty: 'Name' },
  'AWS::StepFunctions::Activity': { nameProperty: 'Name', ref: '{arn:states:activity:{name}}', attributes: { Arn: '{arn:states:activity:{name}}', Name: '{name}' } },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName', ref: '{arn:states:stateMachine:{name}}', attributes: { Arn: '{arn:states:stateMachine:{name}}', Name: '{name}' },
  },
};
