import { synthExample } from './synth-example';
import { functions, methods, only, Resource, resources, routes } from '../support/synth';

/* What the tutorial builds, row by row, held against the example that reproduces it. */

const template = synthExample('tutorial', 'Tutorial');
const byRoute = methods(template);
const [poolId] = Object.keys(resources(template, 'AWS::Cognito::UserPool'));
const [clientId] = Object.keys(resources(template, 'AWS::Cognito::UserPoolClient'));
const POOL_ARN = { 'Fn::GetAtt': [poolId, 'Arn'] };

function functionOf(route: string): Resource {
  const id = /"Fn::GetAtt":\["(.*?)"/.exec(JSON.stringify(byRoute[route].Integration.Uri))![1];
  return resources(template, 'AWS::Lambda::Function')[id];
}

function statementsOf({ Properties }: Resource): any[] {
  const role = resources(template, 'AWS::IAM::Role')[Properties.Role['Fn::GetAtt'][0]];
  return role.Properties.Policies.flatMap(({ PolicyDocument }: any) => PolicyDocument.Statement);
}

test('user pool: its name, the email in the schema, six characters, the email auto-verified', () => {
  const pool = only(template, 'AWS::Cognito::UserPool');
  expect(pool).toMatchObject({
    UserPoolName: 'serverless-auth-pool',
    AutoVerifiedAttributes: ['email'],
    UsernameAttributes: ['email'],
    Policies: {
      PasswordPolicy: { MinimumLength: 6, RequireLowercase: false, RequireUppercase: false, RequireNumbers: false, RequireSymbols: false },
    },
  });
  expect(pool.Schema).toContainEqual({ Name: 'email', Required: true, Mutable: true });
});

test('app client: its name, no secret, tokens of 5 hours and 30 days, the flow under its current name', () => {
  const client = only(template, 'AWS::Cognito::UserPoolClient');
  const inHours = (token: 'AccessToken' | 'IdToken' | 'RefreshToken') =>
    client[`${token}Validity`] * ({ minutes: 1 / 60, hours: 1, days: 24 } as Record<string, number>)[client.TokenValidityUnits[token]];
  expect(client).toMatchObject({ ClientName: 'user-pool-ui', GenerateSecret: false, UserPoolId: { Ref: poolId } });
  expect(client.ExplicitAuthFlows).toContain('ALLOW_ADMIN_USER_PASSWORD_AUTH');
  expect([inHours('AccessToken'), inHours('IdToken'), inHours('RefreshToken')]).toEqual([5, 5, 30 * 24]);
});

test('REST API: three POST methods, each with CORS', () => {
  expect(routes(template)).toEqual(['POST /user/login', 'POST /user/private', 'POST /user/signup']);
  for (const path of ['/user/login', '/user/private', '/user/signup']) {
    const [response] = byRoute[`OPTIONS ${path}`].Integration.IntegrationResponses;
    expect(response.ResponseParameters).toMatchObject({
      'method.response.header.Access-Control-Allow-Origin': "'*'",
      'method.response.header.Access-Control-Allow-Methods': "'POST,OPTIONS'",
    });
  }
});

test('authorizer: PrivateAuthorizer of the pool, on the private route only, which gets the claims', () => {
  const [[authorizerId, authorizer]] = Object.entries(resources(template, 'AWS::ApiGateway::Authorizer'));
  expect(authorizer.Properties).toMatchObject({ Name: 'PrivateAuthorizer', Type: 'COGNITO_USER_POOLS', ProviderARNs: [POOL_ARN] });
  const protectedRoutes = Object.keys(byRoute).filter((route) => byRoute[route].AuthorizerId);
  expect(protectedRoutes).toEqual(['POST /user/private']);
  // Without a scope the gateway wants the ID token; a proxy integration hands its claims over.
  expect(byRoute['POST /user/private']).toMatchObject({
    AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: { Ref: authorizerId }, Integration: { Type: 'AWS_PROXY' },
  });
  expect(byRoute['POST /user/private']).not.toHaveProperty('AuthorizationScopes');
});

test('functions: three of them, on the current Node.js', () => {
  expect(Object.values(functions(template)).map(({ Properties }) => Properties.Runtime)).toEqual(['nodejs24.x', 'nodejs24.x', 'nodejs24.x']);
});

test('environment: pool id and client id of the same stack', () => {
  for (const route of ['POST /user/signup', 'POST /user/login']) {
    expect(functionOf(route).Properties.Environment.Variables).toMatchObject({
      USER_POOL_ID: { Ref: poolId }, USER_POOL_CLIENT_ID: { Ref: clientId },
    });
  }
});

test.each([
  ['POST /user/signup', ['AdminCreateUser', 'AdminGetUser', 'AdminInitiateAuth', 'AdminSetUserPassword']],
  ['POST /user/login', ['AdminGetUser', 'AdminInitiateAuth', 'AdminSetUserPassword']],
  ['POST /user/private', []],
])('permissions: %s calls %j, on this pool only', (route, operations) => {
  const ofCognito = statementsOf(functionOf(route)).filter(({ Action }) => JSON.stringify(Action).includes('cognito-idp:'));
  expect(ofCognito.flatMap(({ Action }) => Action)).toEqual(operations.map((operation) => `cognito-idp:${operation}`));
  for (const { Resource: resource } of ofCognito) expect(resource).toEqual(POOL_ARN);
});

test.each(['POST /user/signup', 'POST /user/login'])('%s wants email and password, or answers 400 "Invalid input"', (route) => {
  const model = resources(template, 'AWS::ApiGateway::Model')[byRoute[route].RequestModels['application/json'].Ref];
  expect(model.Properties.Schema.required).toEqual(['email', 'password']);
  const badBody = gatewayResponse('BAD_REQUEST_BODY');
  expect(badBody.StatusCode).toBe('400');
  expect(badBody.ResponseTemplates['application/json']).toContain('"message":"Invalid input"');
});

test('the 401 of the gateway has CORS headers, which the tutorial\'s lacks', () => {
  expect(gatewayResponse('UNAUTHORIZED')).toMatchObject({
    StatusCode: '401', ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" },
  });
});

function gatewayResponse(type: string): Record<string, any> {
  return Object.values(resources(template, 'AWS::ApiGateway::GatewayResponse')).find(({ Properties }) => Properties.ResponseType === type)!.Properties;
}
