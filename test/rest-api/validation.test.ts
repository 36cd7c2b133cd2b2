import { Duration, Token, aws_apigateway as apigateway, aws_cognito as cognito, aws_iam as iam, aws_lambda as lambda, aws_logs as logs } from 'aws-cdk-lib';
import { RouteSwitches, SignUpMode } from '../../src';
import { refuses } from '../support/refuses';
import { newStack } from '../support/synth';

const { Mfa, FeaturePlan, AccountRecovery } = cognito;
const EMAIL_CODE = { signUpMode: SignUpMode.EMAIL_CODE };

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
  const there = 'is true, but the route is not available;';
  refuses([
    [`'routes.signup' ${there} set 'signUpMode' to AUTO_CONFIRM, or set 'signUpMode' to EMAIL_CODE`, { signUpMode: SignUpMode.ADMIN_ONLY, routes: { signup: true } }],
    [`'routes.resendCode' ${there} set 'signUpMode' to EMAIL_CODE`, { routes: { resendCode: true } }],
    [`'routes.readMe' ${there} set 'accountRoutes' to true`, { routes: { readMe: true } }],
    [`'routes.setMfa' ${there} set 'mfa' to OPTIONAL or REQUIRED`, { routes: { setMfa: true } }],
    ['\'routes.login\' is false, but every API has a login; leave it out', { routes: { login: false } as RouteSwitches }],
    [`'routes.verifyEmail' ${there} make 'email' mutable and list it in 'writeAttributes'`,
      { accountRoutes: true, standardAttributes: { email: { mutable: false } }, routes: { verifyEmail: true } }],
    [`'routes.updateMe' ${there} make an attribute mutable and list it in 'writeAttributes'`,
      { accountRoutes: true, standardAttributes: { email: { mutable: false } }, routes: { updateMe: true } }],
    [`'routes.logout' ${there} set 'enableTokenRevocation' to true`, { enableTokenRevocation: false, routes: { logout: true } }],
    [`'routes.forgotPassword' ${there} set 'accountRecovery' to a value other than NONE`,
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
    ['\'deployOptions.stageName\' is a token, but must be a literal value, because it is needed at synthesis; write the value',
      { deployOptions: { stageName: Token.asString({ Ref: 'Stage' }) } }],
    ['\'deployOptions.throttlingRateLimit\' is -1; set it to 0 or more', { deployOptions: { throttlingRateLimit: -1 } }],
    ['\'deployOptions.methodOptions[\'/user/login/POST\'].throttlingBurstLimit\' is -1; set it to 0 or more',
      { deployOptions: { methodOptions: { '/user/login/POST': { throttlingBurstLimit: -1 } } } }],
    ['\'deployOptions.methodOptions\' has \'/*/*\', which stands for the whole stage; set it in \'deployOptions\' itself',
      { deployOptions: { methodOptions: { '/*/*': { throttlingRateLimit: 5 } } } }],
    ['\'deployOptions.methodOptions\' has \'/user/login/post\'; write the method in capitals',
      { deployOptions: { methodOptions: { '/user/login/post': { throttlingRateLimit: 5 } } } }],
    ['\'basePath\' is a token, but must be a literal value, because methods are created from it at synthesis; write the value', { basePath: Token.asString({ Ref: 'BasePath' }) }],
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
    ['\'functionOptions.functionName\' would give several functions the same name; leave it out, or set it in \'functions\'', { functionOptions: { functionName: 'auth' } }],
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
