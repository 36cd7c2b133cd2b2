import { Duration, RemovalPolicy, Stack, aws_cognito as cognito, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, RouteSwitches, SignUpMode } from '../../src';
import { functions, newStack, only, resources, routes, synth } from '../support/synth';

const ARN = 'arn:aws:cognito-idp:eu-west-1:111111111111:userpool/eu-west-1_abcdefghi';

function imported(stack: Stack) {
  return {
    userPool: cognito.UserPool.fromUserPoolArn(stack, 'Pool', ARN),
    userPoolClient: cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'abcdefghijklmnopqrstuvwxyz'),
  };
}

/** The user pools of each authorizer: the one for ID tokens, and the one for access tokens. */
const providersOf = (template: Template) => Object.values(resources(template, 'AWS::ApiGateway::Authorizer')).map(({ Properties }) => Properties.ProviderARNs);

describe('an imported pool and client', () => {
  const stack = newStack();
  const existing = imported(stack);
  const { template, auth } = synth(existing, stack);

  test('are used, and nothing of theirs is made', () => {
    expect(auth.userPool).toBe(existing.userPool);
    expect(auth.userPoolClient).toBe(existing.userPoolClient);
    template.resourceCountIs('AWS::Cognito::UserPool', 0);
    template.resourceCountIs('AWS::Cognito::UserPoolClient', 0);
  });

  test('are what functions may call and the authorizer asks', () => {
    expect(providersOf(template)).toEqual([[ARN], [ARN]]);
    const policies = JSON.stringify(resources(template, 'AWS::IAM::Role'));
    expect(policies).toContain('cognito-idp:AdminInitiateAuth');
    expect(policies).toContain(`"Resource":"${ARN}"`);
  });

  test('without a marker no signup can be finished, so login may only log in', () => {
    const actions = JSON.stringify(resources(template, 'AWS::IAM::Role')).match(/cognito-idp:[A-Z]\w+/g)!;
    const signup = ['AdminCreateUser', 'AdminInitiateAuth', 'AdminSetUserPassword'];
    const wanted = [...signup, 'AdminInitiateAuth', 'AdminRespondToAuthChallenge', 'AdminUserGlobalSignOut'];
    expect(actions.sort()).toEqual(wanted.map((name) => `cognito-idp:${name}`).sort());
  });

  test('have no marker and no known password policy', () => {
    expect(functions(template)['Serves POST /signup'].Properties.Environment.Variables).toEqual({
      CORS_ALLOW_ORIGINS: '*', CORS_EXPOSE_HEADERS: 'Retry-After,x-amzn-RequestId', USER_POOL_ID: 'eu-west-1_abcdefghi', USER_POOL_CLIENT_ID: 'abcdefghijklmnopqrstuvwxyz',
    });
  });
});

test('an existing pool gets a client of our own, which can write the address only', () => {
  const stack = newStack();
  const { template } = synth({ userPool: imported(stack).userPool, idTokenValidity: Duration.minutes(10) }, stack);
  const client = only(template, 'AWS::Cognito::UserPoolClient');
  expect(client).toMatchObject({ UserPoolId: 'eu-west-1_abcdefghi', IdTokenValidity: 10, WriteAttributes: ['email'] });
  expect(client).not.toHaveProperty('ReadAttributes');
});

test('a removal policy needs something that is kept or removed', () => {
  const stack = newStack();
  const props = { ...imported(stack), removalPolicy: RemovalPolicy.DESTROY, functionOptions: { logGroup: new logs.LogGroup(stack, 'Logs') } };
  expect(() => synth(props, stack)).toThrow(new Error(
    '\'removalPolicy\' has no effect, as \'userPool\' and \'functionOptions.logGroup\' exist already; set it there'));
  expect(() => new CognitoPasswordAuthApi(stack, 'Logged', { ...props, accessLog: true })).not.toThrow();
});

test('the modes decide the routes, and removal what becomes of the logs', () => {
  const stack = newStack();
  const { template } = synth({
    ...imported(stack), signUpMode: SignUpMode.EMAIL_CODE, mfa: cognito.Mfa.REQUIRED, totpIssuer: 'Example', removalPolicy: RemovalPolicy.DESTROY,
  }, stack);
  expect(routes(template)).toEqual(expect.arrayContaining(['POST /user/signup/confirm', 'PUT /user/mfa']));
  expect(Object.values(resources(template, 'AWS::Logs::LogGroup'))[0].DeletionPolicy).toBe('Delete');
});

test.each<[cognito.ClientAttributes | undefined, string]>([
  [undefined, 'email'],
  [new cognito.ClientAttributes().withStandardAttributes({ website: true }).withCustomAttributes('plan'), 'custom:plan,website'],
])('what PATCH /me takes beside an existing client', (writeAttributes, expected) => {
  const stack = newStack();
  const { auth } = synth({ ...imported(stack), accountRoutes: true, writeAttributes }, stack);
  const { environment } = auth.accountFunction!.node.defaultChild as lambda.CfnFunction;
  expect(stack.resolve(environment).variables.WRITE_ATTRIBUTES).toBe(expected);
});

test('a pool and client of the same app', () => {
  const stack = newStack();
  const userPool = new cognito.UserPool(stack, 'Pool');
  const userPoolClient = userPool.addClient('Client', { authFlows: { adminUserPassword: true } });
  const { template } = synth({ userPool, userPoolClient }, stack);
  template.resourceCountIs('AWS::Cognito::UserPool', 1);
  const arn = stack.resolve(userPool.userPoolArn);
  expect(providersOf(template)).toEqual([[arn], [arn]]);
});

describe('what a pool and client of the same app show', () => {
  const build = (pool: cognito.UserPoolProps, props: CognitoPasswordAuthApiProps = {}, client: cognito.UserPoolClientOptions = {}) => {
    const stack = newStack();
    const userPool = new cognito.UserPool(stack, 'Pool', pool);
    const userPoolClient = userPool.addClient('Client', { authFlows: { adminUserPassword: true }, ...client });
    return synth({ userPool, userPoolClient, ...props }, stack);
  };
  const EMAIL_CODE = { signUpMode: SignUpMode.EMAIL_CODE };
  const email = { signInAliases: { email: true } };

  test.each<[string, cognito.UserPoolProps, CognitoPasswordAuthApiProps]>([
    ['\'userPool\' lets nobody sign up, but \'signUpMode\' is EMAIL_CODE; set \'selfSignUpEnabled: true\' on it', email, EMAIL_CODE],
    ['\'userPool\' sends no codes by email, but \'signUpMode\' is EMAIL_CODE; set \'autoVerify: { email: true }\' on it',
      { ...email, selfSignUpEnabled: true, autoVerify: {} }, EMAIL_CODE],
    ['\'userPool\' has email as an alias, so no username can be an address; pass one with \'signInAliases: { email: true }\' alone, '
      + 'or set \'signUpMode\' to ADMIN_ONLY', { signInAliases: { email: true, username: true } }, {}],
  ])('%s', (message, pool, props) => {
    expect(() => build(pool, props)).toThrow(new Error(message));
  });

  test('is no matter where nobody signs up', () => {
    expect(() => build(email, { ...EMAIL_CODE, routes: { signup: false } })).not.toThrow();
    expect(() => build({ signInAliases: { email: true, username: true } }, { signUpMode: SignUpMode.ADMIN_ONLY })).not.toThrow();
  });

  test('is enough for sign-up by code', () => {
    expect(routes(build({ ...email, selfSignUpEnabled: true }, EMAIL_CODE).template)).toContain('POST /user/signup/confirm');
  });

  test('takes away the routes that could only fail', () => {
    expect(routes(build(email).template)).toEqual(expect.arrayContaining(['POST /user/logout', 'POST /user/password/forgot', 'POST /user/password/reset']));
    expect(routes(build(email, {}, { enableTokenRevocation: false }).template)).not.toContain('POST /user/logout');
    expect(routes(build({ ...email, accountRecovery: cognito.AccountRecovery.NONE }).template).join()).not.toMatch(/forgot|reset/);
  });

  test('takes away what would change an address that cannot change', () => {
    const fixed = { ...email, standardAttributes: { email: { mutable: false }, website: {} } };
    expect(routes(build(fixed, { accountRoutes: true }).template).join()).not.toMatch(/PATCH|verify/);
    const writeAttributes = new cognito.ClientAttributes().withStandardAttributes({ email: true, website: true });
    const { auth, template, stack } = build(fixed, { accountRoutes: true, writeAttributes });
    expect(routes(template).filter((route) => /PATCH|verify/.test(route))).toEqual(['PATCH /user/me']);
    const { environment } = auth.accountFunction!.node.defaultChild as lambda.CfnFunction;
    expect(stack.resolve(environment).variables.WRITE_ATTRIBUTES).toBe('website');
  });

  test.each<[string, cognito.UserPoolProps, cognito.UserPoolClientOptions, RouteSwitches]>([
    ['\'routes.logout\' is true, but the route is not available; set \'enableTokenRevocation\' to true on \'userPoolClient\'',
      email, { enableTokenRevocation: false }, { logout: true }],
    ['\'routes.forgotPassword\' is true, but the route is not available; '
      + 'set \'accountRecovery\' to a value other than NONE on \'userPool\'',
    { ...email, accountRecovery: cognito.AccountRecovery.NONE }, {}, { forgotPassword: true }],
  ])('%s', (message, pool, client, switches) => {
    expect(() => build(pool, { routes: switches }, client)).toThrow(new Error(message));
  });
});

describe('what would need a change of it is refused', () => {
  const ses = cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'eu-west-1' });
  const attributes = new cognito.ClientAttributes().withStandardAttributes({ email: true });

  test.each<[string, CognitoPasswordAuthApiProps]>([
    ['userPoolName', { userPoolName: 'customers' }],
    ['passwordPolicy', { passwordPolicy: {} }],
    ['customAttributes', { customAttributes: {} }],
    ['standardAttributes', { standardAttributes: {} }],
    ['mfaSecondFactor', { mfa: cognito.Mfa.OPTIONAL, mfaSecondFactor: { otp: true, sms: false } }],
    ['accountRecovery', { accountRecovery: cognito.AccountRecovery.EMAIL_ONLY }],
    ['email', { email: ses }],
    ['lambdaTriggers', { lambdaTriggers: {} }],
    ['featurePlan', { featurePlan: cognito.FeaturePlan.PLUS }],
    ['standardThreatProtectionMode', { standardThreatProtectionMode: cognito.StandardThreatProtectionMode.NO_ENFORCEMENT }],
    ['deletionProtection', { deletionProtection: false }],
  ])('\'%s\' beside \'userPool\'', (name, props) => {
    const stack = newStack();
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { userPool: imported(stack).userPool, ...props }))
      .toThrow(new Error(`'${name}' has no effect on an existing 'userPool'; set it there, or leave 'userPool' out`));
  });

  test.each<[string, CognitoPasswordAuthApiProps]>([
    ['userPoolClientName', { userPoolClientName: 'web' }],
    ['accessTokenValidity', { accessTokenValidity: Duration.hours(1) }],
    ['idTokenValidity', { idTokenValidity: Duration.hours(1) }],
    ['refreshTokenValidity', { refreshTokenValidity: Duration.days(1) }],
    ['refreshTokenRotationGracePeriod', { refreshTokenRotationGracePeriod: Duration.seconds(1) }],
    ['enableTokenRevocation', { enableTokenRevocation: true }],
    ['readAttributes', { readAttributes: attributes }],
  ])('\'%s\' beside \'userPoolClient\'', (name, props) => {
    const stack = newStack();
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { ...imported(stack), ...props }))
      .toThrow(new Error(`'${name}' has no effect on an existing 'userPoolClient'; set it there, or leave 'userPoolClient' out`));
  });

  test('\'writeAttributes\' beside a client where no route changes attributes', () => {
    const stack = newStack();
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { ...imported(stack), writeAttributes: attributes })).toThrow(new Error(
      '\'writeAttributes\' has no effect on an existing \'userPoolClient\' without PATCH /me; set \'accountRoutes\' to true, or leave it out'));
  });

  test('a client without its pool', () => {
    const stack = newStack();
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { userPoolClient: imported(stack).userPoolClient }))
      .toThrow(new Error('\'userPoolClient\' requires \'userPool\'; pass the pool it belongs to'));
  });

  test.each<[string, cognito.UserPoolClientOptions]>([
    ['\'userPoolClient\' does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH; set \'authFlows: { adminUserPassword: true }\' on it',
      { authFlows: { userSrp: true } }],
    ['\'userPoolClient\' does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH; set \'authFlows: { adminUserPassword: true }\' on it', {}],
    ['\'userPoolClient\' does not allow ALLOW_ADMIN_USER_PASSWORD_AUTH; set \'authFlows: { adminUserPassword: true }\' on it', { disableOAuth: true }],
  ])('%s', (message, options) => {
    const stack = newStack();
    const userPool = new cognito.UserPool(stack, 'Pool');
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { userPool, userPoolClient: userPool.addClient('Client', options) }))
      .toThrow(new Error(message));
  });

  test('a client of another pool', () => {
    const stack = newStack();
    const [own, other] = ['Own', 'Other'].map((id) => new cognito.UserPool(stack, id));
    const foreign = cognito.UserPool.fromUserPoolId(stack, 'Foreign', 'eu-west-1_foreign');
    const refused = new Error('\'userPoolClient\' belongs to another pool than \'userPool\'; pass the pool it belongs to');
    const combine = (id: string, userPool: cognito.IUserPool, clientOf: cognito.IUserPool) => () => new CognitoPasswordAuthApi(stack, id, {
      userPool, userPoolClient: clientOf.addClient(`ClientFor${id}`, { authFlows: { adminUserPassword: true } }),
    });
    expect(combine('A', own, other)).toThrow(refused);
    expect(combine('B', imported(stack).userPool, foreign)).toThrow(refused);
    expect(combine('C', own, own)).not.toThrow();
    expect(combine('D', foreign, foreign)).not.toThrow();
    // An id that is written out may be that of a pool of the app.
    expect(combine('E', own, foreign)).not.toThrow();
  });

  test('a pool of another Region', () => {
    const stack = newStack({}, { env: { region: 'us-east-1', account: '111111111111' } });
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { userPool: imported(stack).userPool }))
      .toThrow(new Error('\'userPool\' is in eu-west-1, but the stack is in us-east-1; pass a pool of the same Region'));
    const byId = cognito.UserPool.fromUserPoolId(stack, 'ById', 'ap-southeast-2_AbCdEfGhI');
    expect(() => new CognitoPasswordAuthApi(stack, 'Other', { userPool: byId }))
      .toThrow(new Error('\'userPool\' is in ap-southeast-2, but the stack is in us-east-1; pass a pool of the same Region'));
  });

  test('a pool of another account', () => {
    const stack = newStack({}, { env: { region: 'us-east-1', account: '111111111111' } });
    const ofAccount = (id: string) => cognito.UserPool.fromUserPoolArn(stack, id, `arn:aws:cognito-idp:us-east-1:${id}:userpool/us-east-1_AbCdEfGhI`);
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { userPool: ofAccount('222222222222') })).toThrow(new Error(
      '\'userPool\' is of account 222222222222, but the stack is of 111111111111, whose functions Cognito does not let at it; pass a pool of the same account'));
    expect(() => new CognitoPasswordAuthApi(stack, 'Own', { userPool: ofAccount('111111111111') })).not.toThrow();
  });
});
