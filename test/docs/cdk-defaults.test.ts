import { readFileSync } from 'node:fs';
import { aws_apigateway as apigateway, aws_cognito as cognito, aws_lambda as lambda } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi } from '../../src';
import { methods, newStack, only, resources, synth } from '../support/synth';

/* "Compared with CDK's defaults" of docs/resources.md, row by row. */

/** The four constructs that stand behind a login, each as CDK makes it. */
function plainTemplate(): Template {
  const stack = newStack();
  const pool = new cognito.UserPool(stack, 'Pool');
  pool.addClient('Client');
  const handler = new lambda.Function(stack, 'Login', {
    code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
    handler: 'index.handler',
    runtime: lambda.Runtime.NODEJS_22_X,
  });
  new apigateway.RestApi(stack, 'Api').root.addResource('user').addResource('login').addMethod('POST', new apigateway.LambdaIntegration(handler));
  return Template.fromStack(stack);
}

const TABLE = readFileSync('docs/resources.md', 'utf8').split("| | CDK's defaults | This construct |\n|---|---|---|\n")[1].split('\n\n')[0].split('\n')
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

/** The numbers that a row promises of this construct. */
function promised(name: string): number[] {
  const [, , cell] = TABLE.find(([row]) => row === name)!;
  return [...cell.matchAll(/\d+/g)].map(Number);
}

const cdk = plainTemplate();
const ours = synth().template;

const POOL = 'AWS::Cognito::UserPool';
const CLIENT = 'AWS::Cognito::UserPoolClient';

const login = (template: Template) => methods(template)['POST /user/login'];
const both = <T>(read: (template: Template) => T): [cdk: T, ours: T] => [read(cdk), read(ours)];
const count = (type: string) => both((template) => Object.keys(resources(template, type)).length);

const ROWS: Readonly<Record<string, () => void>> = {
  'Case of an address': () => expect(both((template) => only(template, POOL).UsernameConfiguration?.CaseSensitive)).toEqual([undefined, false]),
  'Deleting the pool': () => expect(both((template) => only(template, POOL).DeletionProtection)).toEqual([undefined, 'ACTIVE']),
  'Password': () => expect(both((template) => only(template, POOL).Policies?.PasswordPolicy)).toEqual([undefined, expect.objectContaining({
    MinimumLength: promised('Password')[0], RequireLowercase: true, RequireUppercase: true, RequireNumbers: true, RequireSymbols: true,
  })]),
  'Unknown user': () => expect(both((template) => only(template, CLIENT).PreventUserExistenceErrors)).toEqual([undefined, 'ENABLED']),
  'OAuth of the client': () => {
    expect(only(cdk, CLIENT)).toMatchObject({
      AllowedOAuthFlows: ['implicit', 'code'], CallbackURLs: ['https://example.com'], AllowedOAuthFlowsUserPoolClient: true,
    });
    expect(only(ours, CLIENT)).toMatchObject({ AllowedOAuthFlowsUserPoolClient: false });
    expect(only(ours, CLIENT).CallbackURLs).toBeUndefined();
  },
  'Sign-in flows of the client': () => expect(both((template) => only(template, CLIENT).ExplicitAuthFlows))
    .toEqual([undefined, ['ALLOW_ADMIN_USER_PASSWORD_AUTH', 'ALLOW_REFRESH_TOKEN_AUTH']]),
  'Recovery': () => {
    const [plain, own] = both((template) => only(template, POOL).AccountRecoverySetting.RecoveryMechanisms);
    expect(plain[0]).toEqual({ Name: 'verified_phone_number', Priority: 1 });
    expect(own).toEqual([{ Name: 'verified_email', Priority: 1 }]);
  },
  'Logging role of the account': () => expect(count('AWS::ApiGateway::Account')).toEqual([1, 0]),
  'Throttles': () => {
    const [plain, own] = both((template) => only(template, 'AWS::ApiGateway::Stage').MethodSettings);
    expect(plain).toBeUndefined();
    expect(new Set(own.map(({ ThrottlingRateLimit }: Record<string, number>) => ThrottlingRateLimit))).toEqual(new Set(promised('Throttles')));
  },
  'Body of a request': () => {
    expect(login(cdk).RequestModels).toBeUndefined();
    expect(login(ours)).toMatchObject({ RequestModels: { 'application/json': expect.anything() }, RequestValidatorId: expect.anything() });
  },
  "A browser's preflight": () => {
    const [plain, own] = both((template) => methods(template)['OPTIONS /user/login']);
    expect(plain).toBeUndefined();
    expect(own.AuthorizationType).toBe('NONE');
  },
  "A browser and the gateway's 401": () => {
    const [plain, own] = both((template) => Object.values(resources(template, 'AWS::ApiGateway::GatewayResponse'))
      .find(({ Properties }) => Properties.ResponseType === 'UNAUTHORIZED')?.Properties.ResponseParameters);
    expect(plain).toBeUndefined();
    expect(own).toMatchObject({ 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" });
  },
  'Rights of a function': () => {
    const roles = (template: Template) => Object.values(resources(template, 'AWS::IAM::Role')).map(({ Properties }) => JSON.stringify(Properties));
    expect(roles(cdk).join()).toContain('service-role/AWSLambdaBasicExecutionRole');
    for (const role of roles(ours)) {
      expect(role).not.toContain('ManagedPolicyArns');
      expect(role).not.toContain('"Resource":"*"');
    }
  },
  'Logs': () => {
    const retention = (template: Template) => Object.values(resources(template, 'AWS::Logs::LogGroup')).map(({ Properties }) => Properties.RetentionInDays);
    expect(both(retention)).toEqual([[], promised('Logs')]);
  },
  'A new method': () => {
    const stack = newStack();
    new CognitoPasswordAuthApi(stack, 'Auth').addPrivateRoute('orders', { integration: new apigateway.HttpIntegration('https://orders.example.com') });
    const { AuthorizationType } = methods(Template.fromStack(stack))['GET /orders'];
    expect([login(cdk).AuthorizationType, AuthorizationType]).toEqual(['NONE', 'COGNITO_USER_POOLS']);
  },
};

test('each row of the table has its check, and each check its row', () => {
  expect(TABLE.map(([row]) => row)).toEqual(Object.keys(ROWS));
});

test.each(Object.entries(ROWS))('%s', (_row, check) => check());
