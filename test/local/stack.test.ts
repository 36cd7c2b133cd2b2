import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { Stack } from 'aws-cdk-lib';
import { LambdaIntegration, RestApi } from 'aws-cdk-lib/aws-apigateway';
import { UserPool } from 'aws-cdk-lib/aws-cognito';
import { Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { CALL_COGNITO, ECHO, functionWithRole, synthesise } from './support/fixture-app';
import { JSON_TYPE, send } from './support/http';
import { runningStack } from './support/running-stack';
import { inlineFunction, Resources, role, templateAssembly } from './support/template-assembly';
import { temporaryFolder } from './support/temporary-folder';
import { startLocalStack } from '../../local/stack';

const startTemplate = (resources: Resources) => startLocalStack({ assembly: templateAssembly(resources) });

describe('functions and Cognito', () => {
  const local = runningStack();
  const call = (operation: string, input: object = {}) =>
    local.send('POST', `/cognito?operation=${operation}`, { headers: JSON_TYPE, body: JSON.stringify(input) });

  test('a call that the role does not allow is refused as IAM refuses it', async () => {
    const answer = await call('AdminDeleteUser', { Username: 'x' });
    expect(answer.status).toBe(400);
    const { __type, message } = answer.json();
    expect(__type).toBe('AccessDeniedException');
    expect(message).toMatch(new RegExp('^User: arn:aws:sts::123456789012:assumed-role/Fixture-CallCognitoRole[0-9A-F]+/Fixture-CallCognito[0-9A-F]+ '
      + 'is not authorized to perform: cognito-idp:AdminDeleteUser on resource: arn:aws:cognito-idp:us-east-1:123456789012:userpool/us-east-1_\\w{9} '
      + 'because no identity-based policy allows the cognito-idp:AdminDeleteUser action$'));
  });

  test('the calls of each function are told', async () => {
    await local.signIn('calls@example.com');
    const [[logicalId, calls]] = [...local.stack().calls];
    expect(logicalId).toMatch(/^CallCognito/);
    expect(calls.slice(-3).map(({ operation, outcome }) => `${operation} ${outcome}`))
      .toEqual(['AdminCreateUser ok', 'AdminSetUserPassword ok', 'AdminInitiateAuth ok']);
    expect(calls[0]).toMatchObject({ operation: 'AdminDeleteUser', outcome: 'AccessDeniedException' });
  });

  test('a stranger\'s access key is nobody\'s', async () => {
    await expect(local.stack().cognito.call('AdminGetUser', { UserPoolId: 'us-east-1_x', Username: 'x' }, 'ASIASTRANGER'))
      .rejects.toMatchObject({ name: 'UnrecognizedClientException' });
  });
});

describe('the outbox', () => {
  const local = runningStack();

  test('lists what Cognito would have sent, newest last, without the code in the log', async () => {
    for (const name of ['first', 'second']) {
      await local.send('POST', '/cognito?operation=AdminCreateUser', {
        headers: JSON_TYPE,
        body: JSON.stringify({ Username: `${name}@example.com`, UserAttributes: [{ Name: 'email', Value: `${name}@example.com` }], DesiredDeliveryMediums: ['EMAIL'] }),
      });
    }
    const answer = await local.send('GET', '/_local/outbox');
    expect(answer.headers).toMatchObject({ 'content-type': 'application/json', 'cache-control': 'no-store' });
    const messages = answer.json() as { to: string; kind: string; code: string; at: string }[];
    expect(messages.map(({ to, kind }) => ({ to, kind }))).toEqual([
      { to: 'first@example.com', kind: 'invitation' }, { to: 'second@example.com', kind: 'invitation' },
    ]);
    expect(Object.keys(messages[0]).sort()).toEqual(['at', 'code', 'kind', 'to']);
    expect(local.stack().outbox.list()).toEqual(messages);
    expect(local.lines).toContain('outbox: invitation for first@example.com, its code is at GET /_local/outbox');
    for (const { code } of messages) expect(local.lines.join('\n')).not.toContain(code);
  });

  test('answers only those who know that they talk to this machine', async () => {
    const rebound = await local.send('GET', '/_local/outbox', { headers: { Host: 'evil.example' } });
    expect({ status: rebound.status, body: rebound.json() }).toEqual({ status: 403, body: { message: 'this answers only on 127.0.0.1 or localhost' } });
    expect((await local.send('GET', '/_local/outbox', { headers: { Host: 'localhost:1' } })).status).toBe(200);
    expect((await local.send('POST', '/_local/outbox')).status).toBe(405);
    expect((await local.send('GET', '/_local/else')).status).toBe(404);
    expect((await local.send('GET', '/_local/outbox', { headers: { Origin: 'https://a.example' } })).headers).not.toHaveProperty('access-control-allow-origin');
  });
});

describe('several APIs and triggers', () => {
  const local = runningStack((stack: Stack) => {
    const echo = functionWithRole(stack, 'Echo', ECHO);
    for (const id of ['First', 'Second']) {
      new RestApi(stack, id, { cloudWatchRole: false }).root.addResource(id.toLowerCase()).addMethod('GET', new LambdaIntegration(echo));
    }
    const trigger = functionWithRole(stack, 'Trigger', `export const handler = async (event) => {
      if (event.request.userAttributes.email.startsWith('bad')) throw new Error('not you');
      return event;
    };`);
    const pool = new UserPool(stack, 'Pool', { signInAliases: { email: true }, lambdaTriggers: { preSignUp: trigger } });
    const cognito = functionWithRole(stack, 'CallCognito', CALL_COGNITO, {
      pool, actions: ['cognito-idp:AdminCreateUser'], props: { environment: { USER_POOL_ID: pool.userPoolId } },
    });
    new RestApi(stack, 'Third', { cloudWatchRole: false }).root.addMethod('POST', new LambdaIntegration(cognito));
    const other = new UserPool(stack, 'Other', { lambdaTriggers: { preSignUp: trigger } });
    other.node.tryRemoveChild('PreSignUpCognito');
    for (const [id, actions] of [['NotOther', pool], ['OnOther', other]] as const) {
      const reaching = functionWithRole(stack, id, CALL_COGNITO, {
        pool: actions, actions: ['cognito-idp:AdminCreateUser'], props: { environment: { USER_POOL_ID: other.userPoolId } },
      });
      new RestApi(stack, `${id}Api`, { cloudWatchRole: false }).root.addMethod('POST', new LambdaIntegration(reaching));
    }
  });

  test('the first is at the root, the others below their logical id', async () => {
    const [first, second] = local.stack().apis;
    expect(first.url).toBe(local.stack().url);
    expect(second.url).toBe(`${local.stack().url}/${second.logicalId}`);
    expect((await send('GET', `${first.url}/first`)).status).toBe(200);
    expect((await send('GET', `${first.url}/second`)).status).toBe(403);
    expect((await send('GET', `${second.stageUrl}/second`)).json()).toMatchObject({ path: '/second', requestContext: { path: '/prod/second' } });
    expect((await send('GET', `${second.url}/first`)).status).toBe(403);
  });

  const create = (api: number, email: string) => send('POST', `${local.stack().apis[api].url}/?operation=AdminCreateUser`, {
    body: JSON.stringify({ Username: email, MessageAction: 'SUPPRESS', UserAttributes: [{ Name: 'email', Value: email }] }),
  });

  test('a trigger of the pool runs, and its error reaches the caller', async () => {
    expect((await create(2, 'good@example.com')).status).toBe(200);
    expect((await create(2, 'bad@example.com')).json()).toEqual({ __type: 'UserLambdaValidationException', message: 'PreSignUp failed with error not you.' });
  });

  test('a role that names one pool gives no access to another', async () => {
    expect((await create(3, 'good@example.com')).json()).toMatchObject({ __type: 'AccessDeniedException' });
  });

  test('a trigger that the pool has no permission to invoke does not run', async () => {
    expect((await create(4, 'good@example.com')).json().message).toMatch(/no AWS::Lambda::Permission lets arn:aws:cognito-idp:\S+ invoke arn:aws:lambda:\S+/);
  });
});

test('close() ends everything, and the port is free again', async () => {
  const assembly = templateAssembly({ Role: role(), Fn: inlineFunction('exports.handler = async () => 1;') });
  const running = await startLocalStack({ assembly });
  const { url } = running;
  await running.close();
  await expect(send('GET', `${url}/`)).rejects.toThrow('ECONNREFUSED');
  const again = await startLocalStack({ assembly, port: Number(new URL(url).port) });
  expect(again.url).toBe(url);
  await again.close();
});

test('a port in use is one line that names the port, and nothing stays open', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const { port } = server.address() as AddressInfo;
  await expect(startLocalStack({ assembly: templateAssembly({}), port }))
    .rejects.toThrow(`port ${port} is in use; choose another with PORT=<number> or --port <number>`);
  await new Promise((resolve) => server.close(resolve));
});

describe('what cannot be served is named at the start', () => {
  test.each<[string, Resources, string]>([
    ['a role from elsewhere', { Role: role(), Fn: inlineFunction('', { Role: 'arn:aws:iam::1:role/x' }) },
      "Fn (AWS::Lambda::Function) runs under the role 'arn:aws:iam::1:role/x', which is not in the template"],
    ['an image', { Role: role(), Fn: inlineFunction('', { Code: { ImageUri: 'x' } }) },
      'Fn (AWS::Lambda::Function) runs from a container image, which the local stack does not serve'],
    ['code from elsewhere', { Role: role(), Fn: inlineFunction('', { Code: { S3Bucket: 'b', S3Key: 'k.zip' } }) },
      "Fn (AWS::Lambda::Function) has its code at 'k.zip', which is no asset of the cloud assembly"],
    ['a condition in a policy', { Role: role({ Effect: 'Allow', Action: '*', Resource: '*', Condition: {} }), Fn: inlineFunction('') },
      "Role (AWS::IAM::Role) holds a policy statement with 'Condition', which the local stack does not evaluate"],
    ['an unknown pool property', { Pool: { Type: 'AWS::Cognito::UserPool', Properties: { NoSuchProperty: 1 } } },
      'Pool (AWS::Cognito::UserPool) cannot be served: '],
    ['a client of a pool from elsewhere', { Client: { Type: 'AWS::Cognito::UserPoolClient', Properties: { UserPoolId: 'eu-central-1_AbCdEfGhI' } } },
      "Client (AWS::Cognito::UserPoolClient) belongs to the user pool 'eu-central-1_AbCdEfGhI', which is not in the template; to try it here, let the app make one in its place"],
    ['a group of a pool from elsewhere', { Group: { Type: 'AWS::Cognito::UserPoolGroup', Properties: { UserPoolId: 'eu-central-1_AbCdEfGhI' } } },
      "Group (AWS::Cognito::UserPoolGroup) belongs to the user pool 'eu-central-1_AbCdEfGhI', which is not in the template; to try it here, let the app make one in its place"],
    ['an unknown permission', { P: { Type: 'AWS::Lambda::Permission', Properties: { PrincipalOrgID: 'o' } } },
      "P (AWS::Lambda::Permission) has a 'PrincipalOrgID', which the local stack does not evaluate"],
    ['an unknown intrinsic', { Role: role(), Fn: inlineFunction('', { Environment: { Variables: { A: { 'Fn::If': ['C', 'x', 'y'] } } } }) },
      'Fn (AWS::Lambda::Function) uses the intrinsic function Fn::If, which the local stack does not evaluate'],
  ])('%s', async (_name, resources, message) => {
    await expect(startTemplate(resources)).rejects.toThrow(message);
  });

  test('an archive that is none', async () => {
    const assembly = synthesise((stack) => new LambdaFunction(stack, 'Fn', {
      code: Code.fromAsset(`${temporaryFolder({ 'code.zip': 'PK' })}/code.zip`), handler: 'index.handler', runtime: Runtime.NODEJS_22_X,
    }));
    await expect(startLocalStack({ assembly })).rejects.toThrow(/^Fn\w+ \(AWS::Lambda::Function\) has its code in \S+asset\.\w+\.zip, which cannot be unpacked: invalid zip data$/);
  });
});

test('inline code runs, and its folder goes with the stack', async () => {
  const api = { RestApiId: { Ref: 'Api' } };
  const running = await startTemplate({
    Role: role(),
    Fn: inlineFunction('exports.handler = async () => ({ statusCode: 200, body: __dirname });'),
    Api: { Type: 'AWS::ApiGateway::RestApi' },
    Stage: { Type: 'AWS::ApiGateway::Stage', Properties: { ...api, StageName: 'dev' } },
    Permission: { Type: 'AWS::Lambda::Permission', Properties: { Action: 'lambda:InvokeFunction', FunctionName: { Ref: 'Fn' }, Principal: 'apigateway.amazonaws.com' } },
    Get: {
      Type: 'AWS::ApiGateway::Method',
      Properties: {
        ...api,
        HttpMethod: 'GET',
        ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] },
        Integration: { Type: 'AWS_PROXY', Uri: { 'Fn::Sub': 'arn:aws:apigateway:${AWS::Region}:lambda:path/2015-03-31/functions/${Fn.Arn}/invocations' } },
      },
    },
  });
  const folder = (await send('GET', `${running.stageUrl}/`)).text;
  expect(existsSync(folder)).toBe(true);
  await running.close();
  expect(existsSync(folder)).toBe(false);
});
