import { aws_apigateway as apigateway, aws_lambda as lambda, Duration, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, PrivateRouteOptions, PublicRouteOptions, TokenUse } from '../../../src';
import { ACCESS_TOKEN_SCOPE } from '../../../src/private/rest-api/authorizers';
import { methods, newStack, only } from '../../support/synth';
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

/** A schema that a method has, or has not. */
const schema = { type: apigateway.JsonSchemaType.OBJECT };

/** What the OpenAPI document says of `POST /menu`. */
function documented(options: PublicRouteOptions = {}) {
  const auth = new CognitoPasswordAuthApi(newStack(), 'Auth');
  auth.addPublicRoute('menu', { integration: new apigateway.MockIntegration(), methods: ['POST'], ...options });
  return auth.openApi().paths['/menu'].post;
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
  operationName: words('- none', () => {
    const name = (operationName?: string) => methods(publicRoute({ operationName }))['GET /menu'].OperationName;
    expect([name(), name('readMenu')]).toEqual([undefined, 'readMenu']);
    expect([documented().operationId, documented({ operationName: 'readMenu' }).operationId]).toEqual([undefined, 'readMenu']);
  }),
  summary: words('- none', () => expect([documented().summary, documented({ summary: 'The menu' }).summary]).toEqual([undefined, 'The menu'])),
  requestSchema: words('- any body', () => {
    const validator = (requestSchema?: apigateway.JsonSchema) => methods(publicRoute({ methods: ['POST'], requestSchema }))['POST /menu'].RequestValidatorId;
    expect(validator()).toBeUndefined();
    expect(validator(schema)).toBeDefined();
  }),
  responseSchemas: words('- any answer', () => {
    expect(documented().responses.default.content).toEqual({ '*/*': {} });
    expect(documented({ responseSchemas: { 200: schema } }).responses).not.toHaveProperty('default');
  }),
};
