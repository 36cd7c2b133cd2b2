import { aws_apigateway as apigateway, aws_ec2 as ec2, aws_lambda as lambda, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CognitoPasswordAuthApi, HandlerFunctionOptions, HandlerFunctions, SignUpMode } from '../../../src';
import { functions, newStack, resources } from '../../support/synth';
import { Check, code, codeOf, none, Rows, same, templateOf, words } from '../checks';

function inVpc(primeConnections?: boolean) {
  const stack = newStack();
  const vpc = new ec2.Vpc(stack, 'Vpc');
  new CognitoPasswordAuthApi(stack, 'Auth', { primeConnections, functionOptions: { vpc } });
  return Template.fromStack(stack);
}

const priming = (template: Parameters<typeof functions>[0]) => functions(template)['Serves POST /login'].Properties.Environment.Variables.PRIME;

const DOCUMENTED: HandlerFunctionOptions = {
  runtime: lambda.Runtime.NODEJS_24_X, architecture: lambda.Architecture.ARM_64, memorySize: 512, timeout: Duration.seconds(25),
};

export const CONSTRUCT: Rows = {
  signUpMode: codeOf('signUpMode', SignUpMode.EMAIL_CODE),
  functionOptions: words('- Node.js 24, arm64, 512 MB, 25 seconds, one log group kept 30 days',
    same({ functionOptions: DOCUMENTED }, { functionOptions: { memorySize: 1024 } }),
    () => {
      const template = templateOf();
      const [[group, { Properties }], ...others] = Object.entries(resources(template, 'AWS::Logs::LogGroup'));
      expect([Properties.RetentionInDays, others]).toEqual([30, []]);
      for (const { Properties: { LoggingConfig } } of Object.values(functions(template))) expect(LoggingConfig).toEqual({ LogGroup: { Ref: group } });
    }),
  functions: words('- as `functionOptions` says', same({ functions: {} }, { functions: { login: { memorySize: 1024 } } })),
  accountRoutes: codeOf('accountRoutes', true),
  routes: words('- none is', same({ routes: {} }, { routes: { logout: false } })),
  primeConnections: words('- true; a function in a VPC, which may have no way to Cognito yet, rehearses and opens no connection',
    same({ primeConnections: true }, { primeConnections: false }),
    () => {
      expect(priming(inVpc())).toEqual('rehearse');
      expect([priming(inVpc(true)), priming(inVpc(false))]).toEqual([undefined, 'off']);
    }),
};

export const FUNCTIONS: Rows = {
  runtime: code((runtime: lambda.Runtime | undefined) => templateOf({ functionOptions: { runtime } }), lambda.Runtime.NODEJS_22_X),
  provisionedConcurrentExecutions: words('- none, and no version is made', () => {
    for (const type of ['AWS::Lambda::Version', 'AWS::Lambda::Alias']) {
      none(type, { functions: { login: { provisionedConcurrentExecutions: 2 } } })();
    }
  }),
};

/** `functionOptions` configures every function, except where `functions` configures one by its name. */
function single(name: keyof HandlerFunctions): Check {
  return words('- as `functionOptions` says', () => {
    const template = templateOf({
      accountRoutes: true, functionOptions: { memorySize: 768 }, functions: { [name]: { memorySize: 1024 } },
    }, (auth) => {
      auth.addPrivateRoute('reports', { integration: new apigateway.MockIntegration(), allowedGroups: ['admins'] });
    });
    const [first, second, ...others] = Object.values(functions(template)).map(({ Properties }) => Properties.MemorySize).sort((a, b) => b - a);
    expect([first, second]).toEqual([1024, 768]);
    expect(new Set(others)).toEqual(new Set([768]));
  });
}

const NAMES: readonly (keyof HandlerFunctions)[] =
  ['signup', 'login', 'challenge', 'session', 'password', 'reset', 'account', 'privateRoute', 'authorizer'];

export const SINGLE_FUNCTIONS: Rows = Object.fromEntries(NAMES.map((name) => [name, single(name)]));
