import { readAssemblyStack } from '../../../../local/assembly/cloud-assembly';
import { StackResources } from '../../../../local/assembly/stack-resources';
import { LocalStackError } from '../../../../local/errors';
import { readRestApis } from '../../../../local/gateway/load/rest-apis';
import { throttleFor } from '../../../../local/gateway/serve/throttle';
import { collectRoles } from '../../../../local/iam/roles';
import { Resources, templateAssembly } from '../../support/template-assembly';

const MOCK = { Type: 'MOCK', RequestTemplates: { 'application/json': '{"statusCode":200}' }, IntegrationResponses: [{ StatusCode: '200' }] };
const ofApi = (Type: string, Properties: object = {}) => ({ Type, Properties: { RestApiId: { Ref: 'Api' }, ...Properties } });
const method = (properties: object = {}) => ofApi('AWS::ApiGateway::Method', {
  HttpMethod: 'GET', AuthorizationType: 'NONE', ResourceId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, Integration: MOCK, ...properties,
});

function load(resources: Resources, api: object = {}) {
  const stack = new StackResources(readAssemblyStack(templateAssembly({
    Api: { Type: 'AWS::ApiGateway::RestApi', Properties: { Name: 'api', ...api } },
    Stage: ofApi('AWS::ApiGateway::Stage', { StageName: 'dev' }),
    ...resources,
  })));
  return readRestApis({ resources: stack, roles: collectRoles(stack), userPoolArns: new Set(['arn:known']) });
}

test('an API is read with its stage, methods and limits', () => {
  const [api] = load({
    Stage: ofApi('AWS::ApiGateway::Stage', {
      StageName: 'dev',
      MethodSettings: [
        { ResourcePath: '/*', HttpMethod: '*', ThrottlingRateLimit: 50, ThrottlingBurstLimit: 20 },
        { ResourcePath: '/~1a~1{id}', HttpMethod: 'GET', ThrottlingRateLimit: 5 },
        { ResourcePath: '/', HttpMethod: 'GET', ThrottlingRateLimit: -1 },
      ],
    }),
    A: ofApi('AWS::ApiGateway::Resource', { ParentId: { 'Fn::GetAtt': ['Api', 'RootResourceId'] }, PathPart: 'a' }),
    Id: ofApi('AWS::ApiGateway::Resource', { ParentId: { Ref: 'A' }, PathPart: '{id}' }),
    Get: method({ ResourceId: { Ref: 'Id' } }),
    Root: method(),
  });
  const deep = api.root.children[0].children[0].methods.get('GET');
  const root = api.root.methods.get('GET');
  expect(deep?.resource.path).toBe('/a/{id}');
  expect(deep && throttleFor(api.stages[0], deep)).toEqual({ rate: 5, burst: 20 });
  expect(root && throttleFor(api.stages[0], root)).toEqual({ rate: 50, burst: 20 });
});

const mapping = (properties: object) => ofApi('AWS::ApiGateway::BasePathMapping', { DomainName: 'api.example.com', ...properties });

test('custom domains are mapped at the root or at a base path', () => {
  const [{ customDomains, stages: [stage] }] = load({
    None: mapping({ Stage: 'dev' }),
    Written: mapping({ Stage: 'dev', BasePath: '(none)' }),
    Path: mapping({ BasePath: 'v1' }),
    Deep: { Type: 'AWS::ApiGatewayV2::ApiMapping', Properties: { ApiId: { Ref: 'Api' }, ApiMappingKey: 'v1/a', DomainName: 'api.example.com', Stage: 'dev' } },
  });
  expect(customDomains).toEqual([
    { url: 'https://api.example.com', basePath: '', stage },
    { url: 'https://api.example.com', basePath: '', stage },
    { url: 'https://api.example.com/v1', basePath: 'v1', stage: undefined },
    { url: 'https://api.example.com/v1/a', basePath: 'v1/a', stage },
  ]);
});

const AUTHORIZED = { AuthorizationType: 'COGNITO_USER_POOLS', AuthorizerId: { Ref: 'Authorizer' } };
const authorizer = (properties: object) => ofApi('AWS::ApiGateway::Authorizer', { Type: 'COGNITO_USER_POOLS', ProviderARNs: ['arn:known'], ...properties });

const URI = 'arn:aws:apigateway:us-east-1:lambda:path/2015-03-31/functions/arn:f/invocations';
const LAMBDA = { Type: 'TOKEN', AuthorizerUri: URI };
const invokedWith = (Credentials: unknown) => method({ Integration: { Type: 'AWS_PROXY', Uri: URI, Credentials } });

test.each<[string, Resources, object, string]>([
  ['an imported definition', {}, { Body: {} }, 'Api (AWS::ApiGateway::RestApi) has a Body, which the local stack does not serve'],
  ['a resource policy', {}, { Policy: {} }, 'Api (AWS::ApiGateway::RestApi) has a Policy, which the local stack does not serve'],
  ['a method of an API from elsewhere', { Get: method({ RestApiId: 'a1b2c3' }) }, {},
    "Get (AWS::ApiGateway::Method) belongs to the REST API 'a1b2c3', which is not in the template; to try it here, let the app make one in its place"],
  ['a custom domain of another API', { Map: mapping({ RestApiId: 'a1b2c3' }) }, {},
    "Map (AWS::ApiGateway::BasePathMapping) is mapped to the REST API 'a1b2c3', which is not in the template; to try it here, let the app make one in its place"],
  ['a custom domain of another stage', { Map: mapping({ Stage: 'live' }) }, {},
    "Map (AWS::ApiGateway::BasePathMapping) is mapped to the stage 'live', which is not in the template"],
  ['a private API', {}, { EndpointConfiguration: { Types: ['PRIVATE'] } },
    'Api (AWS::ApiGateway::RestApi) has a PRIVATE endpoint, which the local stack does not serve'],
  ['an unknown member of the endpoint configuration', {}, { EndpointConfiguration: { Types: ['REGIONAL'], VpcEndpointIds: ['vpce-1'] } },
    "Api (AWS::ApiGateway::RestApi) has the property 'EndpointConfiguration.VpcEndpointIds', which the local stack does not serve"],
  ['API keys from an authorizer', {}, { ApiKeySourceType: 'AUTHORIZER' },
    "Api (AWS::ApiGateway::RestApi) has the ApiKeySourceType 'AUTHORIZER', which the local stack does not serve"],
  ['an unknown method setting', { Stage: ofApi('AWS::ApiGateway::Stage', { MethodSettings: [{ ResourcePath: '/*', Colour: 'red' }] }) }, {},
    "Stage (AWS::ApiGateway::Stage) has the property 'MethodSettings.Colour', which the local stack does not serve"],
  ['an unknown member of an integration', { Get: method({ Integration: { ...MOCK, ConnectionId: 'link' } }) }, {},
    "Get (AWS::ApiGateway::Method) has the property 'Integration.ConnectionId', which the local stack does not serve"],
  ['an unknown member of an integration response', { Get: method({ Integration: { ...MOCK, IntegrationResponses: [{ StatusCode: '200', Colour: 1 }] } }) }, {},
    "Get (AWS::ApiGateway::Method) has the property 'Integration.IntegrationResponses.Colour', which the local stack does not serve"],
  ['no stage', { Stage: { Type: 'AWS::SNS::Topic' } }, {}, 'Api (AWS::ApiGateway::RestApi) has no stage, so it is not deployed'],
  ['a canary', { Stage: ofApi('AWS::ApiGateway::Stage', { CanarySetting: {} }) }, {},
    'Stage (AWS::ApiGateway::Stage) has a CanarySetting, which the local stack does not serve'],
  ['a cache', { Stage: ofApi('AWS::ApiGateway::Stage', { CacheClusterEnabled: true }) }, {},
    'Stage (AWS::ApiGateway::Stage) has a cache cluster, which the local stack does not serve'],
  ['an API key', { Get: method({ ApiKeyRequired: true }) }, {},
    'Get (AWS::ApiGateway::Method) requires an API key, which the local stack does not check'],
  ['IAM authorization', { Get: method({ AuthorizationType: 'AWS_IAM' }) }, {},
    "Get (AWS::ApiGateway::Method) has the AuthorizationType 'AWS_IAM', which the local stack does not check"],
  ['a custom authorizer that does not exist', { Get: method({ AuthorizationType: 'CUSTOM', AuthorizerId: 'abc' }) }, {},
    'Get (AWS::ApiGateway::Method) references an authorizer that is not in the template'],
  ['a custom authorizer of another type', { Authorizer: authorizer({}), Get: method({ AuthorizationType: 'CUSTOM', AuthorizerId: { Ref: 'Authorizer' } }) }, {},
    "Get (AWS::ApiGateway::Method) has the AuthorizationType 'CUSTOM', but its authorizer has the Type 'COGNITO_USER_POOLS'"],
  ['an authorizer of an unknown type', { Authorizer: authorizer({ Type: 'JWT' }) }, {},
    "Authorizer (AWS::ApiGateway::Authorizer) has the unknown Type 'JWT'"],
  ['a Lambda authorizer without a function', { Authorizer: authorizer({ Type: 'TOKEN', AuthorizerUri: 'https://x' }) }, {},
    "Authorizer (AWS::ApiGateway::Authorizer) has the AuthorizerUri 'https://x', which is not a Lambda function"],
  ['a Lambda authorizer under a role from elsewhere', { Authorizer: authorizer({ ...LAMBDA, AuthorizerCredentials: 'arn:r' }) }, {},
    "Authorizer (AWS::ApiGateway::Authorizer) invokes its function under the role 'arn:r', which is not in the template; to try it here, let the app make one in its place"],
  ['a TOKEN authorizer with two sources', { Authorizer: authorizer({ ...LAMBDA, IdentitySource: 'method.request.header.A,method.request.header.B' }) }, {},
    "Authorizer (AWS::ApiGateway::Authorizer) reads the token from 'method.request.header.A,method.request.header.B'; API Gateway reads it only from one header"],
  ['an unknown identity source', { Authorizer: authorizer({ ...LAMBDA, Type: 'REQUEST', IdentitySource: 'body.token' }) }, {},
    "Authorizer (AWS::ApiGateway::Authorizer) has the identity source 'body.token', which the local stack does not support"],
  ['a cache without an identity source', { Authorizer: authorizer({ ...LAMBDA, Type: 'REQUEST' }) }, {},
    'Authorizer (AWS::ApiGateway::Authorizer) caches its policies but has no IdentitySource, which API Gateway needs as cache key'],
  ['a pool from elsewhere', { Authorizer: authorizer({ ProviderARNs: ['arn:known', 'arn:other'] }) }, {},
    "Authorizer (AWS::ApiGateway::Authorizer) trusts the user pool 'arn:other', which is not in the template; to try it here, let the app make one in its place"],
  ['a token in the query', { Authorizer: authorizer({ IdentitySource: 'method.request.querystring.token' }) }, {},
    "Authorizer (AWS::ApiGateway::Authorizer) reads the token from 'method.request.querystring.token'; the local stack reads it only from a header"],
  ['an authorizer from elsewhere', { Get: method({ ...AUTHORIZED, AuthorizerId: 'abc' }) }, {},
    'Get (AWS::ApiGateway::Method) references an authorizer that is not in the template'],
  ['an HTTP integration', { Get: method({ Integration: { Type: 'HTTP_PROXY', Uri: 'https://x' } }) }, {},
    "Get (AWS::ApiGateway::Method) has an integration of type 'HTTP_PROXY', which the local stack does not serve"],
  ['an AWS integration', { Get: method({ Integration: { Type: 'AWS' } }) }, {},
    "Get (AWS::ApiGateway::Method) has an integration of type 'AWS', which the local stack does not serve"],
  ['a proxy to another service', { Get: method({ Integration: { Type: 'AWS_PROXY', Uri: 'arn:aws:apigateway:us-east-1:sqs:path/x' } }) }, {},
    "Get (AWS::ApiGateway::Method) has the integration 'arn:aws:apigateway:us-east-1:sqs:path/x', which is not a Lambda function"],
  ['a streamed response', { Get: method({ Integration: { Type: 'AWS_PROXY', Uri: URI, ResponseTransferMode: 'STREAM' } }) }, {},
    'Get (AWS::ApiGateway::Method) has an integration with ResponseTransferMode, which the local stack does not serve'],
  ['invocation under a role from elsewhere', { Get: invokedWith('arn:aws:iam::123456789012:role/elsewhere') }, {},
    "Get (AWS::ApiGateway::Method) invokes its function under the role 'arn:aws:iam::123456789012:role/elsewhere', which is not in the template; to try it here, let the app make one in its place"],
  ['invocation with the credentials of the caller', { Get: invokedWith('arn:aws:iam::*:user/*') }, {},
    'Get (AWS::ApiGateway::Method) invokes its function with the credentials of the caller, which the local stack does not support'],
  ['invocation under a role that trusts on a condition', {
    Get: invokedWith({ 'Fn::GetAtt': ['Invoker', 'Arn'] }),
    Invoker: {
      Type: 'AWS::IAM::Role',
      Properties: {
        AssumeRolePolicyDocument: {
          Statement: [{ Effect: 'Allow', Principal: { Service: 'apigateway.amazonaws.com' }, Action: 'sts:AssumeRole', Condition: {} }],
        },
      },
    },
  }, {}, "Invoker (AWS::IAM::Role) has a trust policy with 'Condition', which the local stack does not evaluate"],
  ['an unknown template', { Get: method({ Integration: { ...MOCK, RequestTemplates: { 'application/json': '$util.base64Encode("x")' } } }) }, {},
    "Get (AWS::ApiGateway::Method) has a mock integration that the local stack does not serve: '$util' is not supported"],
  ['an unknown mapping', {
    Get: method({ Integration: { ...MOCK, IntegrationResponses: [{ StatusCode: '200', ResponseParameters: { 'method.response.header.A': 'integration.response.body' } }] } }),
  }, {}, 'Get (AWS::ApiGateway::Method) has a mock integration that the local stack does not serve: the mapping of method.response.header.A to integration.response.body is not supported'],
  ['an unknown model', { Get: method({ RequestModels: { 'application/json': 'Ghost' } }) }, {},
    "Get (AWS::ApiGateway::Method) references the model 'Ghost', which is not in the template"],
  ['an unknown validator', { Get: method({ RequestValidatorId: 'x' }) }, {},
    'Get (AWS::ApiGateway::Method) references a request validator that is not in the template'],
  ['a model that refers to another', {
    Model: ofApi('AWS::ApiGateway::Model', { Schema: { $ref: { 'Fn::Join': ['', ['https://apigateway.amazonaws.com/restapis/', { Ref: 'Api' }, '/models/Other']] } } }),
  }, {}, 'Model (AWS::ApiGateway::Model) refers to another model, which the local stack does not resolve'],
  ['a model with a reference that leads nowhere', {
    Model: ofApi('AWS::ApiGateway::Model', { Name: 'Body', Schema: { properties: { a: { $ref: '#/definitions/ghost' } } } }),
    Validator: ofApi('AWS::ApiGateway::RequestValidator', { ValidateRequestBody: true }),
    Get: method({ RequestModels: { 'application/json': 'Body' }, RequestValidatorId: { Ref: 'Validator' } }),
  }, {}, "Get (AWS::ApiGateway::Method) has a request model that is not a valid JSON schema: can't resolve reference #/definitions/ghost from id #"],
  ['a model that is not JSON', { Model: ofApi('AWS::ApiGateway::Model', { Schema: '{' }) }, {},
    'Model (AWS::ApiGateway::Model) has a Schema that is not JSON'],
  ['an unknown gateway response', { Response: ofApi('AWS::ApiGateway::GatewayResponse', { ResponseType: 'NO_SUCH' }) }, {},
    "Response (AWS::ApiGateway::GatewayResponse) has the unknown ResponseType 'NO_SUCH'"],
  ['an unknown gateway response header', {
    Response: ofApi('AWS::ApiGateway::GatewayResponse', { ResponseType: 'THROTTLED', ResponseParameters: { 'gatewayresponse.header.A': 'bare' } }),
  }, {}, 'Response (AWS::ApiGateway::GatewayResponse) maps gatewayresponse.header.A to bare, which the local stack does not support'],
])('%s is rejected', (_name, resources, api, message) => {
  expect(() => load(resources, api)).toThrow(new LocalStackError(message));
  expect(() => load(resources, api)).toThrow(LocalStackError);
});
