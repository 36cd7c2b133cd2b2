import { Duration, Fn, RemovalPolicy, Token, aws_apigateway as apigateway, aws_cognito as cognito, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, RouteSwitches, SignUpMode } from '../src';
import { newStack, only, synth } from './support/synth';

const { Mfa, FeaturePlan, AccountRecovery, StandardThreatProtectionMode: Protection } = cognito;
const ses = cognito.UserPoolEmail.withSES({ fromEmail: 'no-reply@example.com', sesRegion: 'eu-west-1' });
const attributes = () => new cognito.ClientAttributes();
const text = new cognito.StringAttribute({ mutable: true });
const trigger = lambda.Function.fromFunctionArn(newStack(), 'Trigger', 'arn:aws:lambda:eu-west-1:111111111111:function:trigger');
const EMAIL_CODE = { signUpMode: SignUpMode.EMAIL_CODE };

type Case = [message: string, props: CognitoPasswordAuthApiProps];

function refuses(cases: Case[]): void {
  test.each(cases)('%s', (message, props) => {
    const stack = newStack();
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', props)).toThrow(new Error(message));
    expect(stack.node.findAll().map(({ node }) => node.id)).toEqual(['Test', 'Auth']);
    expect(message).toMatch(/^'.*[^.]$/);
  });
}

describe('names of props', () => {
  const spelt = (names: object) => names as CognitoPasswordAuthApiProps;
  refuses([
    ['\'signupMode\' means nothing here; write \'signUpMode\'', spelt({ signupMode: SignUpMode.EMAIL_CODE })],
    ['\'idtokenValidity\' means nothing here; write \'idTokenValidity\'', spelt({ idtokenValidity: Duration.minutes(10) })],
  ]);

  test('those of a wrapper pass', () => expect(() => synth(spelt({ team: 'blue', ...EMAIL_CODE }))).not.toThrow());
});

describe('passwords', () => {
  const expected = 'set it to a whole number from 6 to 99';
  refuses([
    [`'passwordPolicy.minLength' is 5; ${expected}`, { passwordPolicy: { minLength: 5 } }],
    [`'passwordPolicy.minLength' is 100; ${expected}`, { passwordPolicy: { minLength: 100 } }],
    [`'passwordPolicy.minLength' is 7.5; ${expected}`, { passwordPolicy: { minLength: 7.5 } }],
    ['\'passwordPolicy.passwordHistorySize\' is 25; set it to a whole number from 0 to 24', { ...EMAIL_CODE, passwordPolicy: { passwordHistorySize: 25 } }],
    ['\'passwordPolicy.passwordHistorySize\' is 3, but signup in AUTO_CONFIRM mode sets the chosen password twice; '
      + 'set it to 0, or \'signUpMode\' to EMAIL_CODE', { passwordPolicy: { passwordHistorySize: 3 } }],
    ['\'passwordPolicy.passwordHistorySize\' is 3, which FeaturePlan.LITE does not have; set \'featurePlan\' to ESSENTIALS or PLUS',
      { ...EMAIL_CODE, featurePlan: FeaturePlan.LITE, passwordPolicy: { passwordHistorySize: 3 } }],
    ['\'passwordPolicy.tempPasswordValidity\' is 12 hours; set it to whole days from 1 day to 365 days',
      { passwordPolicy: { tempPasswordValidity: Duration.hours(12) } }],
    ['\'passwordPolicy.tempPasswordValidity\' is 366 days; set it to whole days from 1 day to 365 days',
      { passwordPolicy: { tempPasswordValidity: Duration.days(366) } }],
  ]);
});

describe('the user pool', () => {
  const name = 'use 1 to 128 letters, digits, spaces and +=,.@-_';
  refuses([
    [`'userPoolName' is 'a/b'; ${name}`, { userPoolName: 'a/b' }],
    [`'userPoolName' is ''; ${name}`, { userPoolName: '' }],
    [`'userPoolClientName' is 'web:1'; ${name}`, { userPoolClientName: 'web:1' }],
    ['\'removalPolicy\' is snapshot, which a user pool does not have; set it to RETAIN or DESTROY', { removalPolicy: RemovalPolicy.SNAPSHOT }],
    ['\'signUpMode\' is \'OPEN\'; set it to AUTO_CONFIRM, EMAIL_CODE or ADMIN_ONLY', { signUpMode: 'OPEN' as SignUpMode }],
    ['\'mfa\' is \'SOMETIMES\'; set it to OFF, OPTIONAL or REQUIRED', { mfa: 'SOMETIMES' as cognito.Mfa }],
    ['\'standardThreatProtectionMode\' is ENFORCED, which needs the Plus plan; set \'featurePlan\' to PLUS',
      { standardThreatProtectionMode: Protection.FULL_FUNCTION }],
    ['\'standardThreatProtectionMode\' is AUDIT, which needs the Plus plan; set \'featurePlan\' to PLUS',
      { standardThreatProtectionMode: Protection.AUDIT_ONLY, featurePlan: FeaturePlan.LITE }],
    ['\'accountRecovery\' is PHONE_ONLY_WITHOUT_MFA, but no route verifies a phone number; set it to EMAIL_ONLY',
      { accountRecovery: AccountRecovery.PHONE_ONLY_WITHOUT_MFA }],
    ['\'lambdaTriggers\' has \'preSignup\', which means nothing there; write \'preSignUp\'', { lambdaTriggers: { preSignup: trigger } }],
    ['\'lambdaTriggers\' has \'onLogin\', which means nothing there; use customMessage, postAuthentication, postConfirmation, preAuthentication, preSignUp, '
      + 'preTokenGeneration, userMigration, createAuthChallenge, defineAuthChallenge, verifyAuthChallengeResponse, customEmailSender, customSmsSender '
      + 'or preTokenGenerationConfig', { lambdaTriggers: { onLogin: trigger } }],
    ['\'lambdaTriggers.preTokenGenerationConfig\' has no place for the version of its event; '
      + 'call addTrigger() of the user pool with PRE_TOKEN_GENERATION_CONFIG instead', { lambdaTriggers: { preTokenGenerationConfig: trigger } }],
    ['\'lambdaTriggers.defineAuthChallenge\' would never run, as no route starts custom authentication; leave it out',
      { lambdaTriggers: { defineAuthChallenge: trigger } }],
    ['\'lambdaTriggers.customEmailSender\' needs a KMS key that only a pool of your own takes; make one and pass it as \'userPool\'',
      { lambdaTriggers: { customEmailSender: trigger } }],
  ]);
});

describe('MFA', () => {
  const mfa = Mfa.OPTIONAL;
  refuses([
    ['\'mfaSecondFactor\' has no effect while \'mfa\' is OFF; set \'mfa\' to OPTIONAL or REQUIRED', { mfaSecondFactor: { otp: true, sms: false } }],
    ['\'totpIssuer\' has no effect while \'mfa\' is OFF; set \'mfa\' to OPTIONAL or REQUIRED', { mfa: Mfa.OFF, totpIssuer: 'Example' }],
    ['\'totpIssuer\' has no effect without authenticator apps; set \'mfaSecondFactor.otp\' to true, or leave it out',
      { mfa, mfaSecondFactor: { otp: false, sms: true }, totpIssuer: 'Example' }],
    ['\'totpIssuer\' is \'\'; use a name without a colon, which authenticator apps take for its end', { mfa, totpIssuer: '' }],
    ['\'totpIssuer\' is \' \'; use a name without a colon, which authenticator apps take for its end', { mfa, totpIssuer: ' ' }],
    ['\'totpIssuer\' is \'Shop: EU\'; use a name without a colon, which authenticator apps take for its end', { mfa, totpIssuer: 'Shop: EU' }],
    ['\'mfaSecondFactor\' names no factor; set \'otp\', \'sms\' or \'email\' to true', { mfa, mfaSecondFactor: { otp: false, sms: false } }],
    ['\'mfaSecondFactor.email\' needs mail by Amazon SES; set \'email\' to UserPoolEmail.withSES()',
      { mfa, mfaSecondFactor: { otp: true, sms: false, email: true } }],
    ['\'mfaSecondFactor.email\' is true, which FeaturePlan.LITE does not have; set \'featurePlan\' to ESSENTIALS or PLUS',
      { mfa, mfaSecondFactor: { otp: true, sms: false, email: true }, email: ses, featurePlan: FeaturePlan.LITE }],
    ['\'accountRecovery\' is EMAIL_ONLY, but email is a second factor too; set it to EMAIL_AND_PHONE_WITHOUT_MFA',
      { mfa, mfaSecondFactor: { otp: true, sms: false, email: true }, email: ses, accountRecovery: AccountRecovery.EMAIL_ONLY }],
  ]);
});

describe('attributes', () => {
  refuses([
    ['\'standardAttributes.email\' is not required, but the email is the username; set \'required\' to true',
      { standardAttributes: { email: { required: false } } }],
    ['\'standardAttributes.givenName\' is required, but the signup route asks for email and password only; '
      + 'set \'required\' to false, or \'routes.signup\' to false', { standardAttributes: { givenName: { required: true } } }],
    ['\'customAttributes\' has \'signup_route\', which the signup route keeps for itself; choose another name', { customAttributes: { signup_route: text } }],
    ['\'customAttributes\' has \'custom:plan\'; leave out the prefix, which Cognito adds', { customAttributes: { 'custom:plan': text } }],
    ['\'customAttributes\' has \'aNameOfTwentyOneChars\'; choose a name of 1 to 20 characters without spaces', { customAttributes: { aNameOfTwentyOneChars: text } }],
    ['\'customAttributes\' has \'two words\'; choose a name of 1 to 20 characters without spaces', { customAttributes: { 'two words': text } }],
    ['\'customAttributes\' has \'\'; choose a name of 1 to 20 characters without spaces', { customAttributes: { '': text } }],
    ['\'customAttributes\' has 50; a pool takes 49 beside the one of the signup route, so leave some out',
      { customAttributes: Object.fromEntries(Array.from({ length: 50 }, (_, index) => [`a${index}`, text])) }],
    ['\'customAttributes.plan\' is no attribute; make it by new StringAttribute() or one of its kin',
      { customAttributes: { plan: { mutable: true } as unknown as cognito.ICustomAttribute } }],
    ['\'customAttributes.plan.minLen\' is 9, more than its \'maxLen\' of 8, so no value would do; set it to no more',
      { customAttributes: { plan: new cognito.StringAttribute({ minLen: 9, maxLen: 8 }) } }],
    ['\'customAttributes.plan.minLen\' is 2049; set it to a whole number from 0 to 2048', { customAttributes: { plan: new cognito.StringAttribute({ minLen: 2049 }) } }],
    ['\'customAttributes.plan.maxLen\' is 1.5; set it to a whole number from 0 to 2048', { customAttributes: { plan: new cognito.StringAttribute({ maxLen: 1.5 }) } }],
    ['\'customAttributes.seats.min\' is 2, more than its \'max\' of 1, so no value would do; set it to no more',
      { customAttributes: { seats: new cognito.NumberAttribute({ min: 2, max: 1 }) } }],
    ['\'customAttributes.seats.max\' is Infinity; set it to a number', { customAttributes: { seats: new cognito.NumberAttribute({ max: Infinity }) } }],
    ['\'standardAttributes\' has \'givenname\', which means nothing there; write \'givenName\'',
      { standardAttributes: { givenname: {} } as cognito.StandardAttributes }],
    ['\'writeAttributes\' has \'custom:plan\', which is immutable and set by no route; set \'mutable\' to true on it, or leave it out', {
      customAttributes: { plan: new cognito.StringAttribute() },
      writeAttributes: attributes().withStandardAttributes({ email: true }).withCustomAttributes('plan'),
    }],
    ['\'writeAttributes\' is empty, which Cognito takes for all attributes; list at least one', { writeAttributes: attributes() }],
    ['\'readAttributes\' is empty, which Cognito takes for all attributes; list at least one', { readAttributes: attributes() }],
    ['\'writeAttributes\' has \'custom:signup_route\', which the signup route keeps for itself; leave it out',
      { writeAttributes: attributes().withStandardAttributes({ email: true }).withCustomAttributes('signup_route') }],
    ['\'readAttributes\' lacks \'email\', which the private route reads from the ID token; add it, or set \'routes.privateRoute\' to false',
      { readAttributes: attributes().withStandardAttributes({ fullname: true }), standardAttributes: { fullname: { mutable: true } } }],
    ['\'readAttributes\' has \'custom:signup_route\', which the signup route keeps for itself; leave it out',
      { readAttributes: attributes().withCustomAttributes('signup_route') }],
    ['\'writeAttributes\' has \'email_verified\', by which users would verify themselves; leave it out',
      { writeAttributes: attributes().withStandardAttributes({ email: true, emailVerified: true }) }],
    ['\'writeAttributes\' lacks \'email\', which users of the pool must have; add it', { writeAttributes: attributes().withStandardAttributes({ website: true }) }],
    ['\'writeAttributes\' has \'custom:plan\', which the pool lacks; add it to \'customAttributes\'',
      { writeAttributes: attributes().withStandardAttributes({ email: true }).withCustomAttributes('plan') }],
  ]);
});

describe('tokens', () => {
  const range = 'set it to whole minutes from 5 minutes to 1 day';
  refuses([
    [`'accessTokenValidity' is 4 minutes; ${range}`, { accessTokenValidity: Duration.minutes(4) }],
    [`'accessTokenValidity' is 1 day 1 hour; ${range}`, { accessTokenValidity: Duration.hours(25) }],
    [`'idTokenValidity' is 2 days; ${range}`, { idTokenValidity: Duration.days(2) }],
    [`'idTokenValidity' is 5 minutes 30 seconds; ${range}`, { idTokenValidity: Duration.seconds(330) }],
    ['\'refreshTokenValidity\' is 59 minutes; set it to whole minutes from 1 hour to 3650 days', { refreshTokenValidity: Duration.minutes(59) }],
    ['\'refreshTokenValidity\' is 3651 days; set it to whole minutes from 1 hour to 3650 days', { refreshTokenValidity: Duration.days(3651) }],
    ['\'accessTokenValidity\' is 3 hours, longer than the 2 hours of \'refreshTokenValidity\'; set it to no more',
      { accessTokenValidity: Duration.hours(3), refreshTokenValidity: Duration.hours(2) }],
    ['\'idTokenValidity\' is 3 hours, longer than the 2 hours of \'refreshTokenValidity\'; set it to no more',
      { idTokenValidity: Duration.hours(3), refreshTokenValidity: Duration.hours(2) }],
    ['\'refreshTokenRotationGracePeriod\' is 1 minute 1 second; set it to whole seconds from 0 seconds to 1 minute',
      { refreshTokenRotationGracePeriod: Duration.seconds(61) }],
    ['\'refreshTokenRotationGracePeriod\' is 500 millis; set it to whole seconds from 0 seconds to 1 minute',
      { refreshTokenRotationGracePeriod: Duration.millis(500) }],
    ['\'refreshTokenRotationGracePeriod\' is 0 seconds, but FeaturePlan.LITE has no rotation; set \'featurePlan\' to ESSENTIALS or PLUS',
      { refreshTokenRotationGracePeriod: Duration.seconds(0), featurePlan: FeaturePlan.LITE }],
  ]);
});

describe('routes', () => {
  const there = 'is true, but there is no such route here;';
  refuses([
    [`'routes.signup' ${there} set 'signUpMode' to AUTO_CONFIRM or EMAIL_CODE`, { signUpMode: SignUpMode.ADMIN_ONLY, routes: { signup: true } }],
    [`'routes.resendCode' ${there} set 'signUpMode' to EMAIL_CODE`, { routes: { resendCode: true } }],
    [`'routes.readMe' ${there} set 'accountRoutes' to true`, { routes: { readMe: true } }],
    [`'routes.setMfa' ${there} set 'mfa' to OPTIONAL or REQUIRED`, { routes: { setMfa: true } }],
    ['\'routes\' has \'signUp\', which means nothing there; write \'signup\'', { routes: { signUp: false } as RouteSwitches }],
    ['\'routes\' has \'login\', which means nothing there; use signup, confirmSignup, resendCode, loginChallenge, refresh, logout, logoutEverywhere, '
      + 'forgotPassword, resetPassword, changePassword, readMe, updateMe, deleteMe, verifyEmail, enrolTotp, verifyTotp, setMfa or privateRoute',
    { routes: { login: false } as RouteSwitches }],
    [`'routes.verifyEmail' ${there} let the email be mutable, and 'writeAttributes' have it`,
      { accountRoutes: true, standardAttributes: { email: { mutable: false } }, routes: { verifyEmail: true } }],
    [`'routes.updateMe' ${there} let an attribute be mutable, and 'writeAttributes' have it`,
      { accountRoutes: true, standardAttributes: { email: { mutable: false } }, routes: { updateMe: true } }],
    [`'routes.logout' ${there} set 'enableTokenRevocation' to true`, { enableTokenRevocation: false, routes: { logout: true } }],
    [`'routes.forgotPassword' ${there} set 'accountRecovery' to a channel by which a password can be reset`,
      { accountRecovery: AccountRecovery.NONE, routes: { forgotPassword: true } }],
    ['\'routes.resetPassword\' is false, but the route \'forgotPassword\' needs it; set \'routes.forgotPassword\' to false too',
      { routes: { resetPassword: false } }],
    ['\'routes.confirmSignup\' is false, but the route \'signup\' needs it; set \'routes.signup\' to false too',
      { ...EMAIL_CODE, routes: { confirmSignup: false } }],
    ['\'routes.verifyTotp\' is false, but the route \'enrolTotp\' needs it; set \'routes.enrolTotp\' to false too',
      { mfa: Mfa.OPTIONAL, routes: { verifyTotp: false } }],
    ['\'routes.enrolTotp\' is false, but the route \'verifyTotp\' needs it; set \'routes.verifyTotp\' to false too',
      { mfa: Mfa.OPTIONAL, routes: { enrolTotp: false } }],
    ['\'routes.loginChallenge\' is false, but the route \'login\' needs it; leave it on', { mfa: Mfa.OPTIONAL, routes: { loginChallenge: false } }],
    ['\'routes.loginChallenge\' is false, but the route \'login\' needs it; leave it on',
      { signUpMode: SignUpMode.ADMIN_ONLY, routes: { loginChallenge: false } }],
  ]);
});

describe('the REST API', () => {
  const stack = newStack();
  refuses([
    ['\'restApiName\' is \'\'; give it a name, or leave it out', { restApiName: '' }],
    ['\'restApiName\' is \' \'; give it a name, or leave it out', { restApiName: ' ' }],
    ['\'basePath\' is \'/user\'; leave out the slashes at its ends', { basePath: '/user' }],
    ['\'basePath\' is \'user/\'; leave out the slashes at its ends', { basePath: 'user/' }],
    ['\'basePath\' is \'a//b\'; use segments of letters, digits and -._~: joined by single slashes', { basePath: 'a//b' }],
    ['\'basePath\' is \'my user\'; use segments of letters, digits and -._~: joined by single slashes', { basePath: 'my user' }],
    ['\'basePath\' is \'{proxy+}\'; use segments of letters, digits and -._~: joined by single slashes', { basePath: '{proxy+}' }],
    ['\'basePath\' is \'a/../b\'; leave out the segment \'..\', which clients resolve', { basePath: 'a/../b' }],
    ['\'basePath\' is \'.\'; leave out the segment \'.\', which clients resolve', { basePath: '.' }],
    ['\'deployOptions.stageName\' is \'a b\'; use 1 to 128 letters, digits, - and _', { deployOptions: { stageName: 'a b' } }],
    ['\'deployOptions.stageName\' is a token, but is reckoned with at synthesis; write it out',
      { deployOptions: { stageName: Token.asString({ Ref: 'Stage' }) } }],
    ['\'deployOptions.throttlingRateLimit\' is -1; set it to 0 or more', { deployOptions: { throttlingRateLimit: -1 } }],
    ['\'deployOptions.methodOptions[\'/user/login/POST\'].throttlingBurstLimit\' is -1; set it to 0 or more',
      { deployOptions: { methodOptions: { '/user/login/POST': { throttlingBurstLimit: -1 } } } }],
    ['\'deployOptions.methodOptions\' has \'/*/*\', which stands for the whole stage; set it in \'deployOptions\' itself',
      { deployOptions: { methodOptions: { '/*/*': { throttlingRateLimit: 5 } } } }],
    ['\'deployOptions.methodOptions\' has \'/user/login/post\'; write the method in capitals',
      { deployOptions: { methodOptions: { '/user/login/post': { throttlingRateLimit: 5 } } } }],
    ['\'basePath\' is a token, but methods are made from it at synthesis; write it out', { basePath: Token.asString({ Ref: 'BasePath' }) }],
    ['\'endpointConfiguration\' is PRIVATE, and such an API cannot be deployed without a resource policy; set \'policy\'',
      { endpointConfiguration: { types: [apigateway.EndpointType.PRIVATE] } }],
    ['\'deployOptions.dataTraceEnabled\' is true, which writes passwords and tokens to the log; leave it out', { deployOptions: { dataTraceEnabled: true } }],
    ['\'deployOptions.methodOptions[\'/user/login/POST\'].dataTraceEnabled\' is true, which writes passwords and tokens to the log; leave it out',
      { deployOptions: { methodOptions: { '/user/login/POST': { dataTraceEnabled: true } } } }],
    ['\'deployOptions.cachingEnabled\' is true, which would answer one user with what another was told; leave it out',
      { deployOptions: { cachingEnabled: true } }],
    ['\'deployOptions.methodOptions[\'/user/me/GET\'].cachingEnabled\' is true, which would answer one user with what another was told; leave it out',
      { deployOptions: { methodOptions: { '/user/me/GET': { cachingEnabled: true } } } }],
    ['\'deployOptions.cacheClusterEnabled\' is true, which would answer one user with what another was told; leave it out',
      { deployOptions: { cacheClusterEnabled: true } }],
    ['\'deployOptions.cacheClusterSize\' is 0.5, which would answer one user with what another was told; leave it out',
      { deployOptions: { cacheClusterSize: '0.5' } }],
    ['\'accessLog\' is false, but \'deployOptions.accessLogDestination\' names a log; give one of them',
      { accessLog: false, deployOptions: { accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(stack, 'OtherLogs')) } }],
    ['\'endpointConfiguration.types\' has 0; an API takes one', { endpointConfiguration: { types: [] } }],
    ['\'endpointConfiguration.types\' has 2; an API takes one',
      { endpointConfiguration: { types: [apigateway.EndpointType.EDGE, apigateway.EndpointType.REGIONAL] } }],
    ['\'endpointConfiguration.vpcEndpoints\' is for PRIVATE APIs, but the type is REGIONAL; leave it out',
      { endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL], vpcEndpoints: [] } }],
    ['\'accessLog\' is true, but \'deployOptions.accessLogDestination\' names another log; give one of them',
      { accessLog: true, deployOptions: { accessLogDestination: new apigateway.LogGroupLogDestination(new logs.LogGroup(stack, 'Logs')) } }],
  ]);
});

describe('CORS', () => {
  const origins = '\'defaultCorsPreflightOptions.allowOrigins\'';
  const cors = (allowOrigins: string[], more?: Partial<apigateway.CorsOptions>) => ({ defaultCorsPreflightOptions: { allowOrigins, ...more } });
  const headers = '\'defaultCorsPreflightOptions.allowHeaders\'';
  const verbs = '\'defaultCorsPreflightOptions.allowMethods\'';
  const shape = 'which no browser sends; write scheme, host and port only, such as \'https://app.example.com\'';
  refuses([
    [`${origins} is '*' together with 'allowCredentials', which browsers refuse; list the origins`, cors(['*'], { allowCredentials: true })],
    [`${origins} mixes '*' with others; list the origins, or '*' alone`, cors(['*', 'https://a.example.com'])],
    [`${origins} has 'https://a.example.com/', ${shape}`, cors(['https://a.example.com/'])],
    [`${origins} has 'a.example.com', ${shape}`, cors(['a.example.com'])],
    [`${origins} has 'https://*.example.com', ${shape}`, cors(['https://*.example.com'])],
    [`${origins} has 'https://App.example.com', ${shape}`, cors(['https://App.example.com'])],
    [`${origins} has 'https://user@example.com', ${shape}`, cors(['https://user@example.com'])],
    [`${origins} has 'https://a.example.com:443', ${shape}`, cors(['https://a.example.com:443'])],
    [`${origins} has 'http://a.example.com:80', ${shape}`, cors(['http://a.example.com:80'])],
    [`${headers} lacks 'Content-Type', which the routes need; add it`, cors(['*'], { allowHeaders: ['Authorization'] })],
    [`${headers} lacks 'Authorization', which the routes need; add it`, cors(['*'], { allowHeaders: ['*'] })],
    [`${verbs} lacks 'POST', which the routes need; add it, or leave the option out`, cors(['*'], { allowMethods: ['GET'] })],
    [`${verbs} lacks 'PATCH', which the routes need; add it, or leave the option out`,
      { ...cors(['*'], { allowMethods: ['GET', 'POST', 'DELETE'] }), accountRoutes: true }],
    [`${origins} has 'https://a.example.com,https://b.example.com', ${shape}`, cors(['https://a.example.com,https://b.example.com'])],
    ['\'defaultCorsPreflightOptions.exposeHeaders\' has \'X-Own: 1\', which no header can be called; write names only',
      cors(['https://a.example.com'], { exposeHeaders: ['X-Own: 1'] })],
    ['\'defaultCorsPreflightOptions.exposeHeaders\' has \'X-\'Own\', which no header can be called; write names only',
      cors(['https://a.example.com'], { exposeHeaders: ['X-\'Own'] })],
    ['\'defaultCorsPreflightOptions.exposeHeaders\' is \'*\' together with \'allowCredentials\', where browsers take it for a name; list the headers',
      cors(['https://a.example.com'], { exposeHeaders: ['*'], allowCredentials: true })],
    ['\'defaultCorsPreflightOptions.statusCode\' is 404; set it to a whole number from 200 to 299', cors(['https://a.example.com'], { statusCode: 404 })],
    ['\'defaultCorsPreflightOptions\' has both \'maxAge\' and \'disableCache\'; give one of them',
      cors(['https://a.example.com'], { maxAge: Duration.hours(1), disableCache: true })],
  ]);
});

describe('function options', () => {
  const stack = newStack();
  const role = new iam.Role(stack, 'Role', { assumedBy: new iam.ServicePrincipal('lambda.amazonaws.com') });
  const range = 'set it to whole seconds from 3 seconds to 28 seconds';
  refuses([
    ['\'functionOptions.functionName\' would name several functions alike; leave it out, or set it in \'functions\'', { functionOptions: { functionName: 'auth' } }],
    ['\'functionOptions.role\' would let every function do what each may; leave it out, and give more rights by \'initialPolicy\'',
      { functionOptions: { role } }],
    ['\'functionOptions.logRetention\' makes a custom resource; set \'functionOptions.logGroup\' instead',
      { functionOptions: { logRetention: logs.RetentionDays.ONE_DAY } }],
    ['\'functionOptions.tenancyConfig\' wants a tenant named with each request, which API Gateway does not do here; leave it out',
      { functionOptions: { tenancyConfig: lambda.TenancyConfig.PER_TENANT } }],
    ['\'functionOptions.durableConfig\' is for functions that go on after their answer, which none here does; leave it out',
      { functionOptions: { durableConfig: { executionTimeout: Duration.hours(1) } } }],
    ['\'functionOptions.runtime\' is python3.12; use Node.js 22 or newer', { functionOptions: { runtime: lambda.Runtime.PYTHON_3_12 } }],
    ['\'functionOptions.runtime\' is nodejs20.x; use Node.js 22 or newer', { functionOptions: { runtime: lambda.Runtime.NODEJS_20_X } }],
    [`'functionOptions.timeout' is 29 seconds; ${range}`, { functionOptions: { timeout: Duration.seconds(29) } }],
    [`'functionOptions.timeout' is 2 seconds; ${range}`, { functionOptions: { timeout: Duration.seconds(2) } }],
    ['\'functionOptions.memorySize\' is 64; set it to a whole number from 128 to 10240', { functionOptions: { memorySize: 64 } }],
    ['\'functionOptions.environment\' sets USER_POOL_ID, which the construct itself sets; leave it out',
      { functionOptions: { environment: { USER_POOL_ID: 'eu-west-1_abcdefghi' } } }],
    ['\'functionOptions.environment\' sets ALLOWED_GROUPS, which the construct itself sets; leave it out',
      { functionOptions: { environment: { ALLOWED_GROUPS: '[]' } } }],
  ]);
});

test('values at the edges are taken', () => {
  const edges: CognitoPasswordAuthApiProps[] = [
    { passwordPolicy: { minLength: 6 } },
    { passwordPolicy: { minLength: 99, passwordHistorySize: 0 } },
    { idTokenValidity: Duration.minutes(5), accessTokenValidity: Duration.minutes(5), refreshTokenValidity: Duration.minutes(60) },
    { functionOptions: { timeout: Duration.seconds(28) } },
    { functionOptions: { timeout: Duration.seconds(3), runtime: lambda.Runtime.NODEJS_22_X } },
    { standardThreatProtectionMode: Protection.NO_ENFORCEMENT },
    { signUpMode: SignUpMode.ADMIN_ONLY, standardAttributes: { givenName: { required: true } } },
    { routes: { readMe: false, signup: true } },
    { defaultCorsPreflightOptions: { allowOrigins: ['http://localhost:5173', 'capacitor://localhost', 'https://[::1]:8080', 'http://a.example.com:443'] } },
    { defaultCorsPreflightOptions: { allowOrigins: ['*'], allowHeaders: ['authorization', 'content-type'], allowMethods: ['POST'] } },
    { defaultCorsPreflightOptions: { allowOrigins: ['*'], allowHeaders: apigateway.Cors.DEFAULT_HEADERS, allowMethods: apigateway.Cors.ALL_METHODS } },
    { defaultCorsPreflightOptions: { allowOrigins: ['*'], allowMethods: ['ANY'] } },
    { defaultCorsPreflightOptions: { allowOrigins: ['*'], statusCode: 200 } },
    { mfa: Mfa.OPTIONAL, totpIssuer: 'Example & Sons' },
    { defaultCorsPreflightOptions: { allowOrigins: [], allowMethods: ['GET'] } },
    { lambdaTriggers: { defineAuthChallenge: undefined } },
    { customAttributes: Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`twenty-characters-${String(index).padStart(2, '0')}`, text])) },
    { customAttributes: { plan: new cognito.StringAttribute({ minLen: 8, maxLen: 8 }), seats: new cognito.NumberAttribute({ min: -1, max: -1 }) } },
    { customAttributes: { plan: new cognito.StringAttribute({ minLen: Token.asNumber({ Ref: 'Least' }), maxLen: 8 }) } },
    {
      signUpMode: SignUpMode.ADMIN_ONLY,
      standardAttributes: { givenName: { required: true, mutable: false } },
      writeAttributes: attributes().withStandardAttributes({ email: true, givenName: true }),
    },
  ];
  for (const props of edges) expect(() => synth(props)).not.toThrow();
});

describe('values that nobody knows before deployment', () => {
  const name = Token.asString({ Ref: 'Parameter' });
  const number = Token.asNumber({ Ref: 'Parameter' });
  const list = Fn.split(',', name);
  const reckoned = 'is a token, but is reckoned with at synthesis; write it out';
  const cors = 'defaultCorsPreflightOptions';
  refuses([
    [`'passwordPolicy.minLength' ${reckoned}`, { passwordPolicy: { minLength: number } }],
    [`'passwordPolicy.passwordHistorySize' ${reckoned}`, { ...EMAIL_CODE, passwordPolicy: { passwordHistorySize: number } }],
    [`'idTokenValidity' ${reckoned}`, { idTokenValidity: Duration.minutes(number) }],
    [`'accessTokenValidity' ${reckoned}`, { accessTokenValidity: Duration.hours(number) }],
    [`'refreshTokenValidity' ${reckoned}`, { refreshTokenValidity: Duration.days(number) }],
    [`'refreshTokenRotationGracePeriod' ${reckoned}`, { refreshTokenRotationGracePeriod: Duration.seconds(number) }],
    ['\'passwordPolicy.tempPasswordValidity\' is a token in hours; make it by Duration.days()',
      { passwordPolicy: { tempPasswordValidity: Duration.hours(number) } }],
    ['\'functionOptions.timeout\' is a token in minutes; make it by Duration.seconds()', { functionOptions: { timeout: Duration.minutes(number) } }],
    [`'${cors}.maxAge' is a token in minutes; make it by Duration.seconds()`, { [cors]: { allowOrigins: ['*'], maxAge: Duration.minutes(number) } }],
    [`'${cors}.allowOrigins' ${reckoned}`, { [cors]: { allowOrigins: list } }],
    [`'${cors}.allowHeaders' ${reckoned}`, { [cors]: { allowOrigins: ['*'], allowHeaders: list } }],
    [`'${cors}.exposeHeaders' ${reckoned}`, { [cors]: { allowOrigins: ['*'], exposeHeaders: list } }],
    [`'${cors}.allowMethods' ${reckoned}`, { [cors]: { allowOrigins: ['*'], allowMethods: list } }],
  ]);

  test('pass where CDK takes them', () => {
    const { template, stack } = synth({
      userPoolName: name,
      userPoolClientName: name,
      restApiName: name,
      passwordPolicy: { tempPasswordValidity: Duration.days(number) },
      functionOptions: { timeout: Duration.seconds(number), memorySize: number },
      deployOptions: { throttlingRateLimit: number, throttlingBurstLimit: number },
      defaultCorsPreflightOptions: { allowOrigins: [name], maxAge: Duration.seconds(number) },
    });
    const { UserPoolName, Policies } = only(template, 'AWS::Cognito::UserPool');
    expect([UserPoolName, Policies.PasswordPolicy.TemporaryPasswordValidityDays]).toEqual([stack.resolve(name), stack.resolve(number)]);
  });
});
