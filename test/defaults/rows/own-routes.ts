import { aws_apigateway as apigateway, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { PrivateRouteOptions, PublicRouteOptions, TokenUse } from '../../../src';
import { ACCESS_TOKEN_SCOPE } from '../../../src/private/methods';
import { methods, only } from '../../support/synth';
import { Check, code, Rows, templateOf, words } from '../checks';

const functionOf = (stack: Stack) => new lambda.Function(stack, 'Orders', {
  code: lambda.Code.fromInline('exports.handler = async () => ({ statusCode: 200 });'),
  handler: 'index.handler',
  runtime: lambda.Runtime.NODEJS_22_X,
});

const privateRoute = (options: PrivateRouteOptions = {}) =>
  templateOf({}, (auth, stack) => auth.addPrivateRoute('orders', { handler: functionOf(stack), ...options }));
const publicRoute = (options: PublicRouteOptions = {}) =>
  templateOf({}, (auth, stack) => auth.addPublicRoute('menu', { handler: functionOf(stack), ...options }));

function codeOf<Name extends keyof PrivateRouteOptions>(name: Name, other: PrivateRouteOptions[Name], base: PrivateRouteOptions = {}): Check {
  return code((value: PrivateRouteOptions[Name] | undefined) => privateRoute({ ...base, [name]: value }), other);
}

const orders = (template: Template) => methods(template)['GET /orders'];

export const PRIVATE_ROUTES: Rows = {
  tokenUse: codeOf('tokenUse', TokenUse.ACCESS),
  authorizationScopes: words('- `aws.cognito.signin.user.admin`, which every access token of a login has', () => {
    const scopes = (authorizationScopes?: string[]) => orders(privateRoute({ tokenUse: TokenUse.ACCESS, authorizationScopes })).AuthorizationScopes;
    expect(scopes()).toEqual([ACCESS_TOKEN_SCOPE]);
    expect(scopes(['orders/read'])).toEqual(['orders/read']);
  }),
  allowedGroups: words('- every user who is logged in may call it', () => {
    expect(orders(privateRoute()).AuthorizationType).toBe('COGNITO_USER_POOLS');
    expect(orders(privateRoute({ allowedGroups: ['admins'] })).AuthorizationType).toBe('CUSTOM');
  }),
  revocationCheck: codeOf('revocationCheck', true, { tokenUse: TokenUse.ACCESS }),
  resultsCacheTtl: codeOf('resultsCacheTtl', Duration.minutes(2), { allowedGroups: ['admins'] }),
};

export const PUBLIC_ROUTES: Rows = {
  methods: code((value: string[] | undefined) => publicRoute({ methods: value }), ['POST']),
  handler: words('- `integration` answers', () => {
    const integration = new apigateway.HttpIntegration('https://menu.example.com');
    expect(methods(templateOf({}, (auth) => auth.addPublicRoute('menu', { integration })))['GET /menu'].Integration.Type).toBe('HTTP_PROXY');
  }),
  integration: words('- `handler` answers', () => expect(methods(publicRoute())['GET /menu'].Integration.Type).toBe('AWS_PROXY')),
  throttle: words("- the stage's", () => {
    const throttles = (options?: PublicRouteOptions) => JSON.stringify(only(publicRoute(options), 'AWS::ApiGateway::Stage').MethodSettings);
    expect(throttles()).not.toContain('menu');
    expect(throttles({ throttle: { rateLimit: 1, burstLimit: 2 } })).toContain('menu');
  }),
};
