import { aws_apigateway as apigateway, aws_cognito as cognito, Stage } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from '../../src';
import { functions, methods, newStack, resources, synth } from '../support/synth';

test('further app clients are taken by the authorizer of ID tokens and by every function that reads a token', () => {
  const stack = newStack();
  const mobile = cognito.UserPoolClient.fromUserPoolClientId(stack, 'Mobile', 'mobileclient');
  const { auth, template } = synth({ additionalUserPoolClients: [mobile], accountRoutes: true }, stack);
  const own = stack.resolve(auth.userPoolClient.userPoolClientId);
  expect(resources(template, 'AWS::ApiGateway::Authorizer')[stack.getLogicalId(auth.authorizer.node.defaultChild as apigateway.CfnAuthorizer)].Properties)
    .toMatchObject({ IdentityValidationExpression: { 'Fn::Join': ['', ['^(', own, '|mobileclient)$']] } });
  const readers = Object.values(functions(template)).map(({ Properties }) => Properties.Environment?.Variables?.ALLOWED_CLIENT_IDS).filter(Boolean);
  expect(readers).toEqual(Array(4).fill({ 'Fn::Join': ['', [own, ',mobileclient']] }));
});

test('methods for access tokens have the authorizer without an audience, as access tokens have none', () => {
  const { auth, template, stack } = synth({ accountRoutes: true });
  const found = methods(template);
  const { authorizer, accessTokenAuthorizer } = auth;
  expect(found['POST /user/private'].AuthorizerId).toEqual(stack.resolve(authorizer.authorizerId));
  expect(found['GET /user/me'].AuthorizerId).toEqual(stack.resolve(accessTokenAuthorizer.authorizerId));
});

describe('a method of the app', () => {
  const synthesised = (options: (auth: CognitoPasswordAuthApi) => apigateway.MethodOptions) => () => {
    const stack = newStack();
    const auth = new CognitoPasswordAuthApi(stack, 'Auth');
    auth.restApi.root.addResource('own').addMethod('GET', new apigateway.MockIntegration(), options(auth));
    Stage.of(stack)!.synth();
  };
  const scopes = { authorizationScopes: ['aws.cognito.signin.user.admin'] };

  test('with scopes and the authorizer of ID tokens is refused, as it would refuse every token', () => {
    expect(synthesised((auth) => ({ authorizer: auth.authorizer, ...scopes }))).toThrow(/has scopes.*use 'accessTokenAuthorizer'/);
    expect(synthesised((auth) => ({ authorizer: auth.accessTokenAuthorizer, ...scopes }))).not.toThrow();
  });

  test('without scopes and with the authorizer of access tokens is refused, as it would take ID tokens of every client', () => {
    expect(synthesised((auth) => ({ authorizer: auth.accessTokenAuthorizer }))).toThrow(/has no scopes.*use 'authorizer'/);
    expect(synthesised((auth) => ({ authorizer: auth.authorizer }))).not.toThrow();
  });
});
