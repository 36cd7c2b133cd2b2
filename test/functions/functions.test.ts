import { Duration, Size, aws_cognito as cognito, aws_ec2 as ec2, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { functions, functionsByName, newStack, only, Resource, resources, synth, Synthesised } from '../support/synth';

const FULL: CognitoPasswordAuthApiProps = { accountRoutes: true, mfa: cognito.Mfa.OPTIONAL };

interface Rights {
  readonly cognito: string[];
  readonly others: string[];
}

/** What each function may do, by its name. */
function rights({ template, stack, auth }: Synthesised): Record<string, Rights> {
  const roles = resources(template, 'AWS::IAM::Role');
  const logGroup = Object.keys(resources(template, 'AWS::Logs::LogGroup'))[0];
  return Object.fromEntries(Object.entries(functionsByName(template)).map(([name, { Properties }]) => {
    const role = roles[Properties.Role['Fn::GetAtt'][0]].Properties;
    expect(role).not.toHaveProperty('ManagedPolicyArns');
    const statements: any[] = role.Policies.flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement);
    const cognitoActions: string[] = [];
    const others: string[] = [];
    for (const statement of statements) {
      expect(statement.Effect).toBe('Allow');
      const ofCognito = [statement.Action].flat()[0].startsWith('cognito-idp:');
      expect(statement.Resource).toEqual(ofCognito ? stack.resolve(auth.userPool.userPoolArn) : { 'Fn::GetAtt': [logGroup, 'Arn'] });
      (ofCognito ? cognitoActions : others).push(...[statement.Action].flat());
    }
    return [name, { cognito: cognitoActions.map((action) => action.slice('cognito-idp:'.length)), others }];
  }));
}

function environment(props?: CognitoPasswordAuthApiProps): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(functionsByName(synth(props).template))
    .map(([name, { Properties }]) => [name, Properties.Environment?.Variables ?? {}]));
}

describe('by default', () => {
  const found = functions(synth().template);

  test('they run on the current Node.js, on arm64, with 512 MB, below the limit of the gateway', () => {
    expect(Object.keys(found)).toHaveLength(7);
    for (const { Properties } of Object.values(found)) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], MemorySize: 512, Timeout: 25, Handler: 'index.handler' });
      for (const absent of ['FunctionName', 'TracingConfig', 'VpcConfig', 'Layers']) expect(Properties).not.toHaveProperty(absent);
    }
  });

  test('they share one log group, kept 30 days', () => {
    const { template } = synth();
    const [[id, group]] = Object.entries(resources(template, 'AWS::Logs::LogGroup'));
    expect(group).toMatchObject({ DeletionPolicy: 'Retain', Properties: { RetentionInDays: 30 } });
    for (const { Properties } of Object.values(functions(template))) expect(Properties.LoggingConfig).toEqual({ LogGroup: { Ref: id } });
  });
});

function functionRoles(template: Template): Resource[] {
  const roles = resources(template, 'AWS::IAM::Role');
  return Object.entries(functions(template)).filter(([description]) => description.startsWith('Serves '))
    .map(([, { Properties }]) => roles[Properties.Role['Fn::GetAtt'][0]]);
}

describe('rights', () => {
  const LOGS = ['logs:CreateLogStream', 'logs:PutLogEvents'];

  test.each<[string, CognitoPasswordAuthApiProps, Record<string, string[]>]>([
    ['AUTO_CONFIRM', { ...FULL }, {
      signup: ['AdminCreateUser', 'AdminGetUser', 'AdminInitiateAuth', 'AdminSetUserPassword'],
      login: ['AdminGetUser', 'AdminInitiateAuth', 'AdminSetUserPassword'],
    }],
    ['EMAIL_CODE', { ...FULL, signUpMode: SignUpMode.EMAIL_CODE }, {
      'signup-email-code': [],
      'login': ['AdminInitiateAuth'],
    }],
    ['ADMIN_ONLY', { ...FULL, signUpMode: SignUpMode.ADMIN_ONLY }, {
      login: ['AdminInitiateAuth'],
    }],
  ])('%s: exactly what the routes call, on this pool only', (_mode, props, expected) => {
    const every = {
      challenge: ['AdminRespondToAuthChallenge'],
      session: [],
      password: [],
      reset: ['AdminUserGlobalSignOut'],
      account: [],
      private: [],
      ...expected,
    };
    expect(rights(synth(props))).toEqual(Object.fromEntries(Object.entries(every)
      .map(([name, actions]) => [name, { cognito: actions, others: LOGS }])));
  });

  test('no statement names any resource, and no policy stands beside the roles', () => {
    const { template } = synth(FULL);
    expect(JSON.stringify(resources(template, 'AWS::IAM::Role'))).not.toContain('"Resource":"*"');
    template.resourceCountIs('AWS::IAM::Policy', 0);
  });

  test('API Gateway may invoke these functions and no others, by one role and no permission', () => {
    const { template } = synth(FULL);
    const [id, role] = Object.entries(resources(template, 'AWS::IAM::Role'))
      .find(([, { Properties }]) => Properties.AssumeRolePolicyDocument.Statement[0].Principal.Service === 'apigateway.amazonaws.com')!;
    expect(role.Properties.AssumeRolePolicyDocument.Statement).toEqual([
      { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'apigateway.amazonaws.com' } },
    ]);
    expect(role.Properties.Policies.map(({ PolicyDocument }: any) => PolicyDocument.Statement)).toEqual([[{
      Effect: 'Allow', Action: 'lambda:InvokeFunction', Resource: Object.keys(resources(template, 'AWS::Lambda::Function')).map((name) => ({ 'Fn::GetAtt': [name, 'Arn'] })),
    }]]);

    const integrations = Object.values(resources(template, 'AWS::ApiGateway::Method'))
      .filter(({ Properties }) => Properties.HttpMethod !== 'OPTIONS').map(({ Properties }) => Properties.Integration);
    expect(integrations.map(({ Credentials }) => Credentials)).toEqual(integrations.map(() => ({ 'Fn::GetAtt': [id, 'Arn'] })));
    template.resourceCountIs('AWS::Lambda::Permission', 0);
  });
});

describe('environment', () => {
  const { auth, stack } = synth();
  const USER_POOL_ID = stack.resolve(auth.userPool.userPoolId);
  const USER_POOL_CLIENT_ID = stack.resolve(auth.userPoolClient.userPoolClientId);
  const CORS = { CORS_ALLOW_ORIGINS: '*', CORS_EXPOSE_HEADERS: 'Retry-After,x-amzn-RequestId' };
  const PASSWORD_POLICY = 'The password must have at least 12 characters, a lower case letter, an upper case letter, a digit and a symbol';
  const PASSWORD_RULES = '12,lowercase,uppercase,digits,symbols';

  test('each function gets what it reads, and nothing else', () => {
    expect(environment(FULL)).toEqual({
      signup: { ...CORS, USER_POOL_ID, USER_POOL_CLIENT_ID, PASSWORD_POLICY, PASSWORD_RULES, SIGNUP_MARKER: 'true' },
      login: { ...CORS, USER_POOL_ID, USER_POOL_CLIENT_ID, SIGNUP_MARKER: 'true' },
      challenge: { ...CORS, USER_POOL_ID, USER_POOL_CLIENT_ID, PASSWORD_POLICY, PASSWORD_RULES, TOTP_ISSUER: 'Test' },
      session: { ...CORS, USER_POOL_CLIENT_ID, ALLOWED_CLIENT_IDS: USER_POOL_CLIENT_ID },
      password: { ...CORS, USER_POOL_CLIENT_ID, ALLOWED_CLIENT_IDS: USER_POOL_CLIENT_ID, PASSWORD_POLICY, PASSWORD_RULES },
      reset: { ...CORS, USER_POOL_ID, USER_POOL_CLIENT_ID, PASSWORD_POLICY, PASSWORD_RULES },
      account: { ...CORS, ALLOWED_CLIENT_IDS: USER_POOL_CLIENT_ID, WRITE_ATTRIBUTES: 'email', TOTP_ISSUER: 'Test' },
      private: { ...CORS, ALLOWED_CLIENT_IDS: USER_POOL_CLIENT_ID },
    });
  });

  test('only AUTO_CONFIRM finishes broken-off signups', () => {
    for (const signUpMode of [SignUpMode.EMAIL_CODE, SignUpMode.ADMIN_ONLY]) {
      for (const variables of Object.values(environment({ signUpMode }))) expect(variables).not.toHaveProperty('SIGNUP_MARKER');
    }
  });

  test.each<[cognito.PasswordPolicy, string, string]>([
    [{ minLength: 6, requireLowercase: false, requireUppercase: false, requireDigits: false, requireSymbols: false },
      'The password must have at least 6 characters', '6'],
    [{ requireLowercase: false, requireUppercase: false, requireSymbols: false }, 'The password must have at least 12 characters and a digit', '12,digits'],
  ])('the password policy in words and as rules: %j', (passwordPolicy, sentence, rules) => {
    expect(environment({ passwordPolicy }).signup).toMatchObject({ PASSWORD_POLICY: sentence, PASSWORD_RULES: rules });
  });

  test('connections are not opened ahead where the user, or a VPC, forbids it', () => {
    const login = (props: CognitoPasswordAuthApiProps) => environment(props).login;
    expect(login({ primeConnections: false })).toMatchObject({ PRIME: 'off' });
    expect(login({ primeConnections: true })).not.toHaveProperty('PRIME');

    const withVpc = newStack();
    const { template } = synth({ functionOptions: { vpc: new ec2.Vpc(withVpc, 'Vpc') } }, withVpc);
    expect(functions(template)['Serves POST /login'].Properties.Environment.Variables).toMatchObject({ PRIME: 'rehearse' });
  });

  test('the issuer of an authenticator app', () => {
    const issuer = (props: CognitoPasswordAuthApiProps) => environment({ ...props, mfa: cognito.Mfa.OPTIONAL }).challenge.TOTP_ISSUER;
    expect(issuer({ userPoolName: 'customers' })).toBe('customers');
    expect(issuer({ userPoolName: 'customers', totpIssuer: 'Example Inc' })).toBe('Example Inc');
  });

  test('what users may write', () => {
    const { account } = environment({ accountRoutes: true, standardAttributes: { website: {} } });
    expect(account.WRITE_ATTRIBUTES).toBe('email,website');
  });
});

describe('options', () => {
  test('shape every function', () => {
    const { template } = synth({
      functionOptions: {
        runtime: lambda.Runtime.NODEJS_22_X,
        architecture: lambda.Architecture.X86_64,
        memorySize: 1024,
        timeout: Duration.seconds(10),
        ephemeralStorageSize: Size.mebibytes(1024),
        reservedConcurrentExecutions: 3,
        environment: { TEAM: 'blue' },
      },
    });
    for (const { Properties } of Object.values(functions(template))) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs22.x',
        Architectures: ['x86_64'],
        MemorySize: 1024,
        Timeout: 10,
        ReservedConcurrentExecutions: 3,
        EphemeralStorage: { Size: 1024 },
        Environment: { Variables: { TEAM: 'blue', CORS_ALLOW_ORIGINS: '*' } },
      });
    }
  });

  test('a log group of the user\'s own is the only one that functions may write to', () => {
    const stack = newStack();
    const logGroup = new logs.LogGroup(stack, 'Own');
    const { template } = synth({ functionOptions: { logGroup } }, stack);
    template.resourceCountIs('AWS::Logs::LogGroup', 1);
    const group = stack.resolve(logGroup.logGroupArn);
    for (const { Properties } of functionRoles(template)) {
      expect(Properties.Policies[0].PolicyDocument.Statement[0].Resource).toEqual(group);
    }
  });

  test('a log group elsewhere takes no lines', () => {
    const stack = newStack({}, { env: { account: '111111111111', region: 'eu-west-1' } });
    const logGroup = logs.LogGroup.fromLogGroupArn(stack, 'Elsewhere', 'arn:aws:logs:us-west-2:111111111111:log-group:elsewhere');
    expect(() => synth({ functionOptions: { logGroup } }, stack)).toThrow(new Error(
      '\'functionOptions.logGroup\' is in us-west-2, but the stack is in eu-west-1; pass a log group of the same account and Region'));
  });

  test('more rights', () => {
    const initialPolicy = [new iam.PolicyStatement({ actions: ['xray:PutTraceSegments'], resources: ['*'] })];
    const { template } = synth({ functionOptions: { initialPolicy } });
    template.resourceCountIs('AWS::IAM::Policy', 7);
  });

  test('a VPC, with the right to its network interfaces and no more', () => {
    const stack = newStack();
    const { template } = synth({ functionOptions: { vpc: new ec2.Vpc(stack, 'Vpc') }, routes: { signup: false, privateRoute: false } }, stack);
    for (const { Properties } of functionRoles(template)) {
      expect(JSON.stringify(Properties.ManagedPolicyArns)).toContain('service-role/AWSLambdaENIManagementAccess');
      expect(Properties.ManagedPolicyArns).toHaveLength(1);
    }
    for (const { Properties } of Object.values(functions(template)).filter(({ Properties: { Description } }) => Description)) {
      expect(Properties.VpcConfig.SubnetIds.length).toBeGreaterThan(0);
    }
  });

  test('tracing', () => {
    const { template } = synth({ functionOptions: { tracing: lambda.Tracing.ACTIVE } });
    for (const { Properties } of Object.values(functions(template))) expect(Properties.TracingConfig).toEqual({ Mode: 'Active' });
  });
});

test('each function is public on the construct, and absent where it serves nothing', () => {
  const { auth } = synth({ ...FULL });
  const names = [auth.signupFunction, auth.loginFunction, auth.challengeFunction, auth.sessionFunction, auth.passwordFunction,
    auth.resetFunction, auth.accountFunction, auth.privateFunction].map((found) => found?.node.id);
  expect(names).toEqual(['SignupFunction', 'LoginFunction', 'ChallengeFunction', 'SessionFunction', 'PasswordFunction', 'ResetFunction',
    'AccountFunction', 'PrivateFunction']);
  expect(synth({ signUpMode: SignUpMode.EMAIL_CODE }).auth.signupFunction?.node.id).toBe('SignupEmailCodeFunction');

  const least = synth({
    signUpMode: SignUpMode.ADMIN_ONLY,
    routes: { refresh: false, logout: false, forgotPassword: false, resetPassword: false, privateRoute: false },
  });
  expect(Object.keys(functions(least.template))).toEqual(['Serves POST /login', 'Serves POST /login/challenge']);
  for (const name of ['signupFunction', 'sessionFunction', 'passwordFunction', 'resetFunction', 'accountFunction', 'privateFunction'] as const) {
    expect(least.auth[name]).toBeUndefined();
  }
  expect(only(least.template, 'AWS::Logs::LogGroup')).toEqual({ RetentionInDays: 30 });
});
