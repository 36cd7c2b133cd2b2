import { aws_apigateway as apigateway, aws_certificatemanager as acm, aws_iam as iam, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi } from '../../../src';
import { exists } from '../../../src/routes/conditions';
import { ROUTES } from '../../../src/routes/table';
import { newStack, only, resources } from '../../support/synth';
import { absent, codeOf, Rows, same, templateOf, words } from '../checks';

const API = 'AWS::ApiGateway::RestApi';

function withDomain(): Template {
  const stack = newStack();
  const certificate = acm.Certificate.fromCertificateArn(stack, 'Certificate', 'arn:aws:acm:eu-central-1:123456789012:certificate/example');
  new CognitoPasswordAuthApi(stack, 'Auth', { domainName: { domainName: 'auth.example.com', certificate } });
  return Template.fromStack(stack);
}

/** How many of the gateway's own errors are worded, on an API of the construct's own or an existing one. */
function gatewayResponses(existing: boolean, asked?: boolean): number {
  const stack = newStack();
  const restApi = existing ? new apigateway.RestApi(stack, 'Shop') : undefined;
  new CognitoPasswordAuthApi(stack, 'Auth', { restApi, gatewayResponses: asked });
  return Object.keys(resources(Template.fromStack(stack), 'AWS::ApiGateway::GatewayResponse')).length;
}

export const REST_API: Rows = {
  restApi: words('- an API of its own', () => expect(Object.keys(resources(templateOf(), API))).toHaveLength(1)),
  gatewayResponses: words('- true, unless `restApi` is given', () => {
    expect([gatewayResponses(false), gatewayResponses(false, true), gatewayResponses(false, false)]).toEqual([8, 8, 0]);
    expect([gatewayResponses(true), gatewayResponses(true, false), gatewayResponses(true, true)]).toEqual([0, 0, 8]);
  }),
  restApiName: words('- the path of the construct', () => {
    expect(only(templateOf(), API).Name).toBe('Test-Auth');
    const stack = new Stack(undefined, 'Outer');
    new CognitoPasswordAuthApi(new Stack(stack, 'Inner'), 'Auth');
    expect(only(Template.fromStack(stack.node.findChild('Inner') as Stack), API).Name).toBe('Outer-Inner-Auth');
  }),
  basePath: codeOf('basePath', 'account'),
  deployOptions: words(
    '- stage `prod`, 100 requests per second with a burst of 200, less on the methods that send mail, make users or check passwords',
    same({ deployOptions: { stageName: 'prod', throttlingRateLimit: 100, throttlingBurstLimit: 200 } }, { deployOptions: { stageName: 'v1' } }),
    () => {
      const settings: Record<string, unknown>[] = only(templateOf(), 'AWS::ApiGateway::Stage').MethodSettings;
      const slow = settings.filter(({ ThrottlingRateLimit }) => Number(ThrottlingRateLimit) < 100).map(({ ResourcePath }) => String(ResourcePath));
      const served = ROUTES.filter((route) => exists(route, { signUpMode: 'AUTO_CONFIRM', mfa: false, accountRoutes: false }));
      const careful = served.filter(({ calls }) => calls.some(({ operation }) => /ForgotPassword|CreateUser|InitiateAuth|RespondToAuth/.test(operation)));
      expect(slow.sort()).toEqual(careful.map(({ path }) => `/~1user~1${path.replaceAll('/', '~1')}`).sort());
    },
  ),
  accessLog: words('- the value of `cloudWatchRole`',
    same({ accessLog: false }, { accessLog: true }),
    same({ accessLog: true }, { accessLog: false }, { cloudWatchRole: true })),
  cloudWatchRole: codeOf('cloudWatchRole', true),
  // What API Gateway takes where nothing is said.
  endpointConfiguration: words('- an edge-optimised endpoint', absent(API, 'EndpointConfiguration', {
    endpointConfiguration: { types: [apigateway.EndpointType.REGIONAL] },
  })),
  policy: words('- none', absent(API, 'Policy', {
    policy: new iam.PolicyDocument({
      statements: [new iam.PolicyStatement({ principals: [new iam.AnyPrincipal()], actions: ['execute-api:Invoke'], resources: ['execute-api:/*'] })],
    }),
  })),
  domainName: words('- none', () => {
    expect(resources(templateOf(), 'AWS::ApiGateway::DomainName')).toEqual({});
    expect(resources(withDomain(), 'AWS::ApiGateway::DomainName')).not.toEqual({});
  }),
  disableExecuteApiEndpoint: (documented) => {
    // Not set is not disabled, for API Gateway.
    expect(documented).toBe('false');
    expect(only(templateOf(), API).DisableExecuteApiEndpoint).toBeUndefined();
  },
  defaultCorsPreflightOptions: words('- any origin, without credentials: tokens travel in a header, never in a cookie', same(
    { defaultCorsPreflightOptions: { allowOrigins: ['*'], allowCredentials: false } },
    { defaultCorsPreflightOptions: { allowOrigins: ['https://app.example.com'] } },
  )),
};
