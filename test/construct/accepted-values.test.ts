import { Duration, Fn, Token, aws_apigateway as apigateway, aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import { CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { refuses } from '../support/refuses';
import { only, synth } from '../support/synth';

const { Mfa, StandardThreatProtectionMode: Protection } = cognito;
const attributes = () => new cognito.ClientAttributes();
const text = new cognito.StringAttribute({ mutable: true });
const EMAIL_CODE = { signUpMode: SignUpMode.EMAIL_CODE };

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
  const reckoned = 'is a token, but must be a literal value, because it is needed at synthesis; write the value';
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
