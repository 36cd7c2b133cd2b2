import { aws_apigateway as apigateway } from 'aws-cdk-lib';
import { CognitoPasswordAuthApiProps } from '../../src';
import { functions, methods, only, synth } from '../support/synth';

/** Options that somebody else left open, as `{ minLength: config.minLength }` does, must not turn a default off. */
describe('an option that is undefined keeps its default', () => {
  function settings(deployOptions?: apigateway.StageOptions): unknown {
    const { MethodSettings } = only(synth({ deployOptions }).template, 'AWS::ApiGateway::Stage');
    return Object.fromEntries(MethodSettings.map((setting: any) => [setting.ResourcePath, setting]));
  }

  test('passwords', () => {
    const { template } = synth({
      passwordPolicy: {
        minLength: undefined,
        requireLowercase: undefined,
        requireUppercase: undefined,
        requireDigits: undefined,
        requireSymbols: undefined,
        tempPasswordValidity: undefined,
      },
    });
    expect(only(template, 'AWS::Cognito::UserPool').Policies.PasswordPolicy).toEqual({
      MinimumLength: 12,
      RequireLowercase: true,
      RequireUppercase: true,
      RequireNumbers: true,
      RequireSymbols: true,
      TemporaryPasswordValidityDays: 1,
    });
    const { Environment } = functions(template)['Serves POST /signup'].Properties;
    expect(Environment.Variables.PASSWORD_POLICY).toContain('at least 12 characters');
  });

  test.each([{ required: undefined, mutable: undefined }, undefined])('the email %p', (email) => {
    const { Schema } = only(synth({ standardAttributes: { email } }).template, 'AWS::Cognito::UserPool');
    expect(Schema).toContainEqual({ Name: 'email', Required: true, Mutable: true });
  });

  test('throttles of the stage and of its methods', () => {
    const open = { throttlingRateLimit: undefined, throttlingBurstLimit: undefined };
    expect(settings(open)).toEqual(settings());
    expect(settings({ methodOptions: { '/user/login/POST': open } })).toEqual(settings());
    expect(settings({ methodOptions: undefined })).toEqual(settings());
  });

  test('the access log', () => {
    const { template } = synth({ accessLog: true, deployOptions: { accessLogDestination: undefined, accessLogFormat: undefined } });
    expect(only(template, 'AWS::ApiGateway::Stage').AccessLogSetting.Format).toContain('responseLatencyMs');
  });

  test('functions', () => {
    const functionOptions = { runtime: undefined, architecture: undefined, memorySize: undefined, timeout: undefined, description: undefined };
    const found = functions(synth({ functionOptions }).template);
    expect(Object.keys(found)).toEqual(Object.keys(functions(synth().template)));
    for (const { Properties } of Object.values(found)) {
      expect(Properties).toMatchObject({ Runtime: 'nodejs24.x', Architectures: ['arm64'], MemorySize: 512, Timeout: 25 });
    }
  });

  test('CORS', () => {
    const preflight = (defaultCorsPreflightOptions?: CognitoPasswordAuthApiProps['defaultCorsPreflightOptions']) =>
      methods(synth({ defaultCorsPreflightOptions }).template)['OPTIONS /user/login'].Integration;
    const open = { allowHeaders: undefined, allowMethods: undefined, maxAge: undefined, disableCache: undefined };
    expect(preflight({ allowOrigins: ['*'], ...open })).toEqual(preflight());
  });
});
