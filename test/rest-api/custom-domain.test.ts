import { aws_apigateway as apigateway, aws_certificatemanager as acm, aws_iam as iam, aws_s3 as s3, Lazy, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';
import { WARNING_IDS } from '../../src/private/warning-ids';
import { newApp, newStack, only, synth, warnings } from '../support/synth';

const { EDGE, PRIVATE } = apigateway.EndpointType;

const arnIn = (region: string) => `arn:aws:acm:${region}:111111111111:certificate/1`;
const certificateIn = (stack: Stack, region: string) => acm.Certificate.fromCertificateArn(stack, 'Certificate', arnIn(region));

function withDomain(options: Partial<apigateway.DomainNameOptions> = {}, props: CognitoPasswordAuthApiProps = {}, stack = newStack()) {
  const domainName = { domainName: 'auth.example.com', certificate: certificateIn(stack, 'eu-west-1'), ...options };
  return synth({ domainName, ...props }, stack);
}

describe.each([
  [undefined, '/'],
  ['', '/'],
  ['v1', '/v1/'],
  ['v1/accounts', '/v1/accounts/'],
])('a custom domain with base path %p', (basePath, path) => {
  const { auth, template, stack } = withDomain({ basePath });

  test('is the url', () => {
    template.hasResourceProperties('AWS::ApiGateway::DomainName', { DomainName: 'auth.example.com', RegionalCertificateArn: arnIn('eu-west-1') });
    expect(stack.resolve(auth.url)).toEqual({ 'Fn::Join': ['', ['https://', { Ref: expect.stringContaining('CustomDomain') }, path]] });
  });

  test('leads to the stage', () => {
    const stage = stack.resolve(auth.restApi.deploymentStage.stageName);
    if (basePath?.includes('/')) {
      expect(only(template, 'AWS::ApiGatewayV2::ApiMapping')).toMatchObject({ ApiMappingKey: basePath, ApiId: stack.resolve(auth.restApi.restApiId), Stage: stage });
    } else {
      const mapping = only(template, 'AWS::ApiGateway::BasePathMapping');
      expect(mapping).toMatchObject({ RestApiId: stack.resolve(auth.restApi.restApiId), Stage: stage });
      expect(mapping.BasePath || undefined).toBe(basePath || undefined);
    }
  });
});

test('a host name or certificate that nobody knows yet is no reason to refuse', () => {
  const token = (value: string) => Lazy.string({ produce: () => value });
  expect(() => withDomain({ domainName: token('auth.example.com') })).not.toThrow();
  const stack = new Stack(newApp(), 'Test', { env: { region: 'eu-central-1' } });
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Ssm', token(arnIn('eu-west-1')));
  expect(() => withDomain({ certificate, endpointType: EDGE }, {}, stack)).not.toThrow();
});

const HOST = 'write a host name in lower case, such as auth.example.com';
const SEGMENTS = 'use segments of letters, digits and $-_.+!*\'() joined by single slashes';

test.each<[string, Partial<apigateway.DomainNameOptions>]>([
  [`'domainName.domainName' is 'https://auth.example.com'; ${HOST}`, { domainName: 'https://auth.example.com' }],
  [`'domainName.domainName' is 'Auth.example.com'; ${HOST}`, { domainName: 'Auth.example.com' }],
  [`'domainName.domainName' is 'auth'; ${HOST}`, { domainName: 'auth' }],
  [`'domainName.domainName' is 'auth.example.com/v1'; ${HOST}`, { domainName: 'auth.example.com/v1' }],
  ['\'domainName.endpointType\' is PRIVATE, which no public domain can be; set it to REGIONAL or EDGE', { endpointType: apigateway.EndpointType.PRIVATE }],
  ['\'domainName.basePath\' is \'/v1\'; leave out the slashes at its ends', { basePath: '/v1' }],
  ['\'domainName.basePath\' is \'v1/accounts/\'; leave out the slashes at its ends', { basePath: 'v1/accounts/' }],
  [`'domainName.basePath' is 'v1//accounts'; ${SEGMENTS}`, { basePath: 'v1//accounts' }],
  [`'domainName.basePath' is 'my accounts'; ${SEGMENTS}`, { basePath: 'my accounts' }],
  ['\'domainName.basePath\' is a token, but must be a literal value, because it is needed at synthesis; write the value', { basePath: Lazy.string({ produce: () => 'v1' }) }],
  ['\'domainName.basePath\' is \'v1/accounts\', but an EDGE domain takes a single segment; set \'domainName.endpointType\' to REGIONAL',
    { basePath: 'v1/accounts', endpointType: EDGE }],
  ['\'domainName.basePath\' is \'v1/accounts\', which with several segments needs TLS 1.2; set \'domainName.securityPolicy\' to TLS_1_2',
    { basePath: 'v1/accounts', securityPolicy: apigateway.SecurityPolicy.TLS_1_0 }],
  ['\'domainName.mtls\' has no effect on an EDGE domain; set \'domainName.endpointType\' to REGIONAL', { endpointType: EDGE, mtls: { bucket: {} as never, key: 'ca.pem' } }],
  ['\'domainName.certificate\' is in eu-west-1, but an EDGE domain takes one in us-east-1; pass a certificate of that Region', { endpointType: EDGE }],
])('%s', (message, options) => {
  expect(() => withDomain(options)).toThrow(new Error(message));
});

test('mutual TLS is warned of while the address of the API goes around it', () => {
  const warned = (disableExecuteApiEndpoint?: boolean) => {
    const stack = newStack();
    const mtls = { bucket: s3.Bucket.fromBucketName(stack, 'Truststore', 'truststore'), key: 'ca.pem' };
    return warnings(withDomain({ mtls }, { disableExecuteApiEndpoint }, stack).stack);
  };
  expect(warned()).toContain(WARNING_IDS.MUTUAL_TLS_BYPASS);
  expect(warned(true)).not.toContain(WARNING_IDS.MUTUAL_TLS_BYPASS);
});

test('a private API takes no domain for the public', () => {
  const policy = new iam.PolicyDocument({ statements: [new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['*'] })] });
  expect(() => withDomain({}, { endpointConfiguration: { types: [PRIVATE] }, policy })).toThrow(new Error(
    '\'domainName\' is for public APIs, but \'endpointConfiguration\' is PRIVATE; make a private domain with CfnDomainNameV2 and map it to \'restApi\''));
});

describe('the Region of the certificate', () => {
  const stackIn = (region: string, app = newApp()) => new Stack(app, `In-${region}`, { env: { region, account: '111111111111' } });
  const wrong = (region: string, wanted: string, domain = 'this REGIONAL') =>
    new Error(`'domainName.certificate' is in ${region}, but ${domain} domain takes one in ${wanted}; pass a certificate of that Region`);

  test('is that of the stack', () => {
    expect(() => withDomain({}, {}, stackIn('eu-west-1'))).not.toThrow();
    expect(() => withDomain({}, {}, stackIn('eu-central-1'))).toThrow(wrong('eu-west-1', 'eu-central-1'));
  });

  test('is us-east-1 for an edge-optimised domain', () => {
    const stack = stackIn('eu-west-1');
    const certificate = acm.Certificate.fromCertificateArn(stack, 'Edge', arnIn('us-east-1'));
    expect(() => withDomain({ certificate, endpointType: EDGE }, {}, stack)).not.toThrow();
  });

  test('is known of a certificate of the app', () => {
    const stack = stackIn('eu-west-1');
    const certificate = new acm.Certificate(stack, 'Made', { domainName: 'auth.example.com' });
    const build = (id: string, endpointType?: apigateway.EndpointType) =>
      () => new CognitoPasswordAuthApi(stack, id, { domainName: { domainName: 'auth.example.com', certificate, endpointType } });
    expect(build('Edge', EDGE)).toThrow(wrong('eu-west-1', 'us-east-1', 'an EDGE'));
    expect(build('Regional')).not.toThrow();
  });
});
