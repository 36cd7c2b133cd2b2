import { aws_cognito as cognito, aws_kms as kms, aws_secretsmanager as secretsmanager, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { functions, newApp, newStack, only, resources, synth } from '../support/synth';

const SECRET = 'AWS::SecretsManager::Secret';
const ARN = 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:Client-AbCdEf';
const READ = 'secretsmanager:GetSecretValue';
const withFlow = { authFlows: { adminUserPassword: true } };

/** The statements of each role that reads secrets, by the logical id of the role. */
function readers(template: Template): Record<string, any[]> {
  const roles = Object.entries<any>(resources(template, 'AWS::IAM::Role')).map(([id, { Properties }]) => [
    id, (Properties.Policies ?? []).flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement).filter(({ Action }: any) => JSON.stringify(Action).includes('secretsmanager:')),
  ] as const);
  return Object.fromEntries(roles.filter(([, statements]) => statements.length > 0));
}

const environments = (template: Template) => Object.entries(functions(template))
  .filter(([, { Properties }]) => Properties.Environment?.Variables?.USER_POOL_CLIENT_SECRET_ARN)
  .map(([description]) => description);

describe('a client with a secret', () => {
  const { template } = synth({ generateSecret: true, accountRoutes: true });
  const [secretId] = Object.keys(resources(template, SECRET));

  test('takes the caller\'s address from operations that are not signed', () => {
    expect(only(template, 'AWS::Cognito::UserPoolClient')).toMatchObject({ GenerateSecret: true, EnablePropagateAdditionalUserContextData: true });
  });

  test('hands it to Secrets Manager by reference, and nowhere else', () => {
    expect(only(template, SECRET).SecretString).toEqual({ 'Fn::GetAtt': ['AuthUserPoolClient0AA456E4', 'ClientSecret'] });
    expect(JSON.stringify(template.toJSON()).match(/ClientSecret"\]/g)).toHaveLength(1);
  });

  test('functions whose calls prove it may read it, and no other secret', () => {
    const found = readers(template);
    expect(Object.keys(found)).toHaveLength(6);
    for (const statements of Object.values(found)) expect(statements).toEqual([{ Action: READ, Effect: 'Allow', Resource: { Ref: secretId } }]);
    const known = environments(template);
    expect(known).toHaveLength(6);
    expect(known.filter((description) => /\/me|\/private/.test(description))).toEqual([]);
  });

  test.each<[string, CognitoPasswordAuthApiProps]>([
    ['POST /password/change', { accountRoutes: true, routes: { forgotPassword: false, resetPassword: false } }],
    ['POST /logout/everywhere', { accountRoutes: true, routes: { refresh: false, logout: false } }],
  ])('the function of %s alone gets none', (route, props) => {
    const { template: without } = synth({ generateSecret: true, ...props });
    expect(functions(without)).toHaveProperty(`Serves ${route}`);
    expect(environments(without)).not.toContain(`Serves ${route}`);
    expect(Object.keys(readers(without))).toHaveLength(environments(without).length);
  });

  test('the function of EMAIL_CODE\'s routes reads it too', () => {
    expect(environments(synth({ generateSecret: true, signUpMode: SignUpMode.EMAIL_CODE }).template).join()).toContain('/signup/confirm');
  });
});

test('a client without a secret costs nothing and gives no right', () => {
  const { template } = synth({ generateSecret: false });
  template.resourceCountIs(SECRET, 0);
  expect([readers(template), environments(template)]).toEqual([{}, []]);
  expect(only(template, 'AWS::Cognito::UserPoolClient')).not.toHaveProperty('EnablePropagateAdditionalUserContextData');
});

describe('an existing client', () => {
  test('of the stack: its secret is found', () => {
    const stack = newStack();
    const userPool = new cognito.UserPool(stack, 'Pool', { signInAliases: { email: true } });
    const { template } = synth({ userPool, userPoolClient: userPool.addClient('Own', { generateSecret: true, ...withFlow }) }, stack);
    expect(only(template, SECRET).SecretString).toEqual({ 'Fn::GetAtt': [expect.stringMatching(/^PoolOwn/), 'ClientSecret'] });
    expect(Object.keys(readers(template))).toHaveLength(6);
  });

  const imported = (stack: Stack) => ({
    userPool: cognito.UserPool.fromUserPoolId(stack, 'Pool', 'eu-central-1_AbCdEfGhI'),
    userPoolClient: cognito.UserPoolClient.fromUserPoolClientId(stack, 'Client', 'abcdefghijklmnopqrstuvwxyz'),
  });

  test('that is imported: the secret is the one that is passed', () => {
    const stack = newStack();
    const { template } = synth({ ...imported(stack), userPoolClientSecret: secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret', ARN) }, stack);
    template.resourceCountIs(SECRET, 0);
    for (const [statement] of Object.values(readers(template))) expect(statement.Resource).toBe(ARN);
  });

  test('with a key of the app: functions may decrypt by it through Secrets Manager alone', () => {
    const stack = newStack();
    const encryptionKey = new kms.Key(stack, 'Key');
    const { template } = synth({ ...imported(stack), userPoolClientSecret: new secretsmanager.Secret(stack, 'Secret', { encryptionKey }) }, stack);
    const roles = JSON.stringify(resources(template, 'AWS::IAM::Role'));
    expect(roles.match(/"Action":"kms:Decrypt","Condition":\{"StringEquals":\{"kms:ViaService":/g)).toHaveLength(6);
  });

  test('a secret by its name: the six characters that Secrets Manager adds are left open', () => {
    const stack = newStack();
    const { template } = synth({ ...imported(stack), userPoolClientSecret: secretsmanager.Secret.fromSecretNameV2(stack, 'Secret', 'client') }, stack);
    for (const [statement] of Object.values(readers(template))) expect(JSON.stringify(statement.Resource)).toMatch(/:secret:client-\?{6}"/);
  });

  test('what cannot work throws', () => {
    const stack = newStack();
    const userPoolClientSecret = secretsmanager.Secret.fromSecretCompleteArn(stack, 'Secret', ARN);
    expect(() => new CognitoPasswordAuthApi(stack, 'A', { userPoolClientSecret })).toThrow('\'userPoolClientSecret\' requires \'userPoolClient\'');
    expect(() => new CognitoPasswordAuthApi(stack, 'B', { ...imported(stack), generateSecret: true })).toThrow('\'generateSecret\' has no effect');
    const userPool = new cognito.UserPool(stack, 'Own', { signInAliases: { email: true } });
    const userPoolClient = userPool.addClient('Open', { generateSecret: false, ...withFlow });
    expect(() => new CognitoPasswordAuthApi(stack, 'C', { userPool, userPoolClient, userPoolClientSecret })).toThrow('has no effect, as \'userPoolClient\' has no secret');
  });

  test('of another stack is refused without a secret, as its stack would export it in plain text', () => {
    const app = newApp();
    const env = { account: '123456789012', region: 'eu-central-1' };
    const users = new Stack(app, 'Users', { env });
    const userPool = new cognito.UserPool(users, 'Pool', { signInAliases: { email: true } });
    const userPoolClient = userPool.addClient('Own', { generateSecret: true, ...withFlow });
    const stack = new Stack(app, 'Api', { env });
    expect(() => new CognitoPasswordAuthApi(stack, 'Auth', { userPool, userPoolClient })).toThrow('which would export it in plain text');
  });
});
