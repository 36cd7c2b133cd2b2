import {
  aws_ec2 as ec2, aws_iam as iam, aws_kms as kms, aws_lambda as lambda, aws_lambda_event_sources as sources, aws_logs as logs,
  aws_sqs as sqs, Aspects, Aws, Duration, IAspect,
} from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, HandlerFunctionOptions, HandlerFunctions, SignUpMode } from '../../src';
import { build } from '../custom-routes/support';
import { functions, functionsByName, newStack, Resource, resources, synth } from '../support/synth';

/** The name of each function there can be, by its member of `functions`. */
const NAMES: Record<Exclude<keyof HandlerFunctions, 'authorizer'>, string> = {
  signup: 'signup',
  login: 'login',
  challenge: 'challenge',
  session: 'session',
  password: 'password',
  reset: 'reset',
  account: 'account',
  privateRoute: 'private',
};

function found(props: CognitoPasswordAuthApiProps, stack = newStack()): Record<string, Resource> {
  return functions(synth(props, stack).template);
}

test.each(Object.entries(NAMES))('\'functions.%s\' shapes one function, and leaves the others as they are', (member, name) => {
  const { template } = synth({ accountRoutes: true, functions: { [member]: { memorySize: 1769 } } });
  const sizes = Object.entries(functionsByName(template)).map(([served, { Properties }]) => [served, Properties.MemorySize]);
  expect(sizes.filter(([, size]) => size === 1769)).toEqual([[name, 1769]]);
  expect(sizes.filter(([, size]) => size === 512)).toHaveLength(7);
});

test('\'functions.signup\' is the sign-up function of each mode', () => {
  const { template } = synth({ signUpMode: SignUpMode.EMAIL_CODE, functions: { signup: { memorySize: 1024 } } });
  expect(functionsByName(template)['signup-email-code'].Properties.MemorySize).toBe(1024);
});

test('a function\'s own options win over those of all functions, member by member, and environments are merged', () => {
  const shaped = found({
    functionOptions: { memorySize: 256, tracing: lambda.Tracing.ACTIVE, environment: { TEAM: 'blue', COLOUR: 'all' } },
    functions: { login: { memorySize: 1024, timeout: undefined, environment: { COLOUR: 'own' } } },
  });
  expect(shaped['Serves POST /login'].Properties).toMatchObject({
    MemorySize: 1024, Timeout: 25, TracingConfig: { Mode: 'Active' }, Environment: { Variables: { TEAM: 'blue', COLOUR: 'own', CORS_ALLOW_ORIGINS: '*' } },
  });
  expect(shaped['Serves POST /private'].Properties).toMatchObject({ MemorySize: 256, Environment: { Variables: { COLOUR: 'all' } } });
});

test('everything of CDK that can hold for one function', () => {
  const stack = newStack();
  const shaped = found({
    functions: {
      login: {
        functionName: 'shop-login',
        description: 'logs in',
        runtime: lambda.Runtime.NODEJS_22_X,
        architecture: lambda.Architecture.X86_64,
        reservedConcurrentExecutions: 0,
        loggingFormat: lambda.LoggingFormat.JSON,
        applicationLogLevelV2: lambda.ApplicationLogLevel.DEBUG,
        systemLogLevelV2: lambda.SystemLogLevel.WARN,
        environmentEncryption: new kms.Key(stack, 'Key'),
        recursiveLoop: lambda.RecursiveLoop.TERMINATE,
      },
    },
  }, stack);
  expect(shaped['logs in'].Properties).toMatchObject({
    FunctionName: 'shop-login',
    Runtime: 'nodejs22.x',
    Architectures: ['x86_64'],
    ReservedConcurrentExecutions: 0,
    LoggingConfig: { ApplicationLogLevel: 'DEBUG', LogFormat: 'JSON', SystemLogLevel: 'WARN' },
    KmsKeyArn: { 'Fn::GetAtt': [expect.stringMatching(/^Key/), 'Arn'] },
    RecursiveLoop: 'Terminate',
  });
});

test('a VPC for one function: only its role may make network interfaces, and only it opens no connection ahead', () => {
  const stack = newStack();
  const shaped = found({ functions: { login: { vpc: new ec2.Vpc(stack, 'Vpc') } } }, stack);
  const login = shaped['Serves POST /login'].Properties;
  expect(login.VpcConfig.SubnetIds.length).toBeGreaterThan(0);
  expect(login.Environment.Variables.PRIME).toBe('rehearse');
  expect(shaped['Serves POST /signup'].Properties).not.toHaveProperty('VpcConfig');
  expect(shaped['Serves POST /signup'].Properties.Environment.Variables).not.toHaveProperty('PRIME');
});

test('\'functions.authorizer\' shapes the authorizers of routes of the user\'s own', () => {
  const { template } = build((auth, handler) => auth.addPrivateRoute('reports', { handler, allowedGroups: ['admins'] }), {
    functions: { authorizer: { memorySize: 1024 } },
  });
  expect(functions(template)['Decides who may call private routes with more rules than a valid token'].Properties.MemorySize).toBe(1024);
});

describe('the API is deployed anew', () => {
  function deploymentOf(login: HandlerFunctionOptions = {}, aspect: IAspect = { visit: () => undefined }): string {
    const stack = newStack();
    const auth = new CognitoPasswordAuthApi(stack, 'Auth', { functions: { login } });
    Aspects.of(auth).add(aspect);
    return Object.keys(resources(Template.fromStack(stack), 'AWS::ApiGateway::Deployment'))[0];
  }

  function roles(change: (role: iam.CfnRole) => void): IAspect {
    return { visit: (node) => { if (node instanceof iam.CfnRole) change(node); } };
  }

  test('where a function or the role that invokes it becomes another one, whose references stay as they are', () => {
    const deployments = [
      deploymentOf(),
      deploymentOf({ functionName: 'shop-login' }),
      deploymentOf({ functionName: 'store-login' }),
      deploymentOf({ functionName: `${Aws.STACK_NAME}-login` }),
      deploymentOf({ functionName: `${Aws.STACK_NAME}-signin` }),
      deploymentOf({ functionName: 'shop-login', provisionedConcurrentExecutions: 1 }),
      deploymentOf({ functionName: 'store-login', provisionedConcurrentExecutions: 1 }),
      deploymentOf({}, roles((role) => { role.path = '/shop/'; })),
      deploymentOf({}, roles((role) => { role.path = '/store/'; })),
      deploymentOf({}, roles((role) => { role.roleName = `${role.logicalId}-shop`; })),
    ];
    expect(new Set(deployments).size).toBe(deployments.length);
  });

  test('and not where they stay', () => {
    expect(deploymentOf({ memorySize: 1024 }, roles((role) => { role.description = 'other words'; }))).toBe(deploymentOf());
  });
});

describe('environments that are kept ready', () => {
  const { template } = synth({ functions: { login: { provisionedConcurrentExecutions: 5 } } });
  const [[aliasId, { Properties: alias }]] = Object.entries(resources(template, 'AWS::Lambda::Alias'));
  const [[versionId, { Properties: version }]] = Object.entries(resources(template, 'AWS::Lambda::Version'));

  test('are those of an alias of the current version', () => {
    expect(alias).toMatchObject({
      Name: 'live', ProvisionedConcurrencyConfig: { ProvisionedConcurrentExecutions: 5 }, FunctionVersion: { 'Fn::GetAtt': [versionId, 'Version'] },
    });
    expect(version.FunctionName.Ref).toMatch(/^AuthLoginFunction/);
  });

  test('are what API Gateway invokes, and may invoke', () => {
    const methods = Object.values(resources(template, 'AWS::ApiGateway::Method')).map(({ Properties }) => JSON.stringify(Properties.Integration.Uri ?? ''));
    expect(methods.filter((uri) => uri.includes(`{"Ref":"${aliasId}"}`))).toHaveLength(1);
    expect(methods.filter((uri) => uri.includes('AuthLoginFunction') && !uri.includes(aliasId))).toEqual([]);
    const invocable = Object.values(resources(template, 'AWS::IAM::Role'))
      .flatMap(({ Properties }) => Properties.Policies.flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement))
      .find(({ Action }) => Action === 'lambda:InvokeFunction').Resource;
    expect(invocable).toContainEqual({ Ref: aliasId });
    expect(invocable.filter((arn: any) => arn['Fn::GetAtt']?.[0].startsWith('AuthLoginFunction'))).toEqual([]);
  });

  test('come with a new version where the function changes', () => {
    const changed = synth({ functions: { login: { provisionedConcurrentExecutions: 5, memorySize: 1024 } } });
    expect(Object.keys(resources(changed.template, 'AWS::Lambda::Alias'))).toEqual([aliasId]);
    expect(Object.keys(resources(changed.template, 'AWS::Lambda::Version'))).not.toEqual([versionId]);
  });

  test('are there for authorizers too', () => {
    const { template: own } = build((auth, handler) => auth.addPrivateRoute('reports', { handler, allowedGroups: ['admins'] }), {
      functions: { authorizer: { provisionedConcurrentExecutions: 1 } },
    });
    const [id] = Object.keys(resources(own, 'AWS::Lambda::Alias'));
    const { AuthorizerUri } = Object.values(resources(own, 'AWS::ApiGateway::Authorizer')).find(({ Properties: { Type } }) => Type === 'TOKEN')!.Properties;
    expect(JSON.stringify(AuthorizerUri)).toContain(`{"Ref":"${id}"}`);
  });

  test('are for nobody who did not ask', () => {
    synth().template.resourceCountIs('AWS::Lambda::Version', 0);
  });
});

describe('refused', () => {
  const stack = newStack();
  const queue = new sqs.Queue(stack, 'Queue');
  const asynchronous = 'has no effect, as API Gateway waits for the answer; leave it out';

  test.each<[string, HandlerFunctionOptions]>([
    [`deadLetterQueue' ${asynchronous}`, { deadLetterQueue: queue }],
    [`deadLetterQueueEnabled' ${asynchronous}`, { deadLetterQueueEnabled: true }],
    [`retryAttempts' ${asynchronous}`, { retryAttempts: 1 }],
    [`maxEventAge' ${asynchronous}`, { maxEventAge: Duration.minutes(1) }],
    ['events\' would send what no function of the construct understands; leave it out', { events: [new sources.SqsEventSource(queue)] }],
    ['role\' would let every function do what each may; leave it out, and give more rights by \'initialPolicy\'',
      { role: new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') }) }],
    ['code\' is set by the construct; leave it out', { code: lambda.Code.fromInline('exports.handler = () => {};') } as HandlerFunctionOptions],
    ['handler\' is set by the construct; leave it out', { handler: 'other.handler' } as HandlerFunctionOptions],
    ['timeout\' is 29 seconds; set it to whole seconds from 3 seconds to 28 seconds', { timeout: Duration.seconds(29) }],
    ['reservedConcurrentExecutions\' is -1; set it to a whole number from 0 to 1000000', { reservedConcurrentExecutions: -1 }],
    ['provisionedConcurrentExecutions\' is 0; set it to a whole number from 1 to 1000000', { provisionedConcurrentExecutions: 0 }],
    ['environment\' sets PRIME, which the construct itself sets; leave it out', { environment: { PRIME: 'off' } }],
    ['environment\' sets ALLOWED_GROUPS, which the construct itself sets; leave it out', { environment: { ALLOWED_GROUPS: '[]' } }],
    ['applicationLogLevelV2\' is WARN, which drops the lines that metrics and alarms are made of; set it to INFO, DEBUG or TRACE',
      { loggingFormat: lambda.LoggingFormat.JSON, applicationLogLevelV2: lambda.ApplicationLogLevel.WARN }],
  ])('\'%s, for all functions and for one', (message, options) => {
    expect(() => synth({ functionOptions: options })).toThrow(new Error(`'functionOptions.${message}`));
    expect(() => synth({ functions: { login: options } })).toThrow(new Error(`'functions.login.${message}`));
  });

  test.each<[string, CognitoPasswordAuthApiProps]>([
    ['\'functionOptions.functionName\' would give several functions the same name; leave it out, or set it in \'functions\'', { functionOptions: { functionName: 'auth' } }],
    ['\'functions.authorizer.functionName\' would give several authorizers the same name; leave it out', { functions: { authorizer: { functionName: 'auth' } } }],
    ['\'functions.login.logGroup\' would take its lines out of the metrics; set \'functionOptions.logGroup\' for all of them',
      { functions: { login: { logGroup: new logs.LogGroup(stack, 'Logs') } } }],
    ['\'functions.account\' has no effect, as no route here is served by that function; leave it out', { functions: { account: {} } }],
    ['\'functions.signup\' has no effect, as no route here is served by that function; leave it out',
      { signUpMode: SignUpMode.ADMIN_ONLY, functions: { signup: {} } }],
    ['\'currentVersionOptions\' of the function \'login\' has no effect, as it has no version; set \'provisionedConcurrentExecutions\', or leave it out',
      { functions: { login: { currentVersionOptions: { description: 'v' } } } }],
    ['\'functions.login.currentVersionOptions.provisionedConcurrentExecutions\' has no effect on what API Gateway invokes; '
      + 'set \'functions.login.provisionedConcurrentExecutions\'', { functions: { login: { currentVersionOptions: { provisionedConcurrentExecutions: 1 } } } }],
    ['\'provisionedConcurrentExecutions\' of the function \'login\' is 5, more than the 4 of its \'reservedConcurrentExecutions\'; set it to no more',
      { functionOptions: { reservedConcurrentExecutions: 4 }, functions: { login: { provisionedConcurrentExecutions: 5 } } }],
  ])('%s', (message, props) => {
    expect(() => synth(props)).toThrow(new Error(message));
  });
});
