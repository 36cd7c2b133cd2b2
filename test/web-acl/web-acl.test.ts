import { Duration, Lazy } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode, WebAclOptions } from '../../src';
import { ROUTES } from '../../src/routes/table';
import { newStack, only, resources, synth } from '../support/synth';

const GROUPS = ['AWSManagedRulesAmazonIpReputationList', 'AWSManagedRulesKnownBadInputsRuleSet', 'AWSManagedRulesCommonRuleSet'];

/** Not synthesised yet. */
function build(props?: CognitoPasswordAuthApiProps, stack = newStack()) {
  return { auth: new CognitoPasswordAuthApi(stack, 'Auth', props), stack };
}

function withWebAcl(options?: WebAclOptions, props?: CognitoPasswordAuthApiProps) {
  const { auth, stack } = build(props);
  auth.addWebAcl(options);
  const template = Template.fromStack(stack);
  return { template, acl: only(template, 'AWS::WAFv2::WebACL') };
}

/** The pattern by which the rate rule finds its paths. */
const patternOf = (props?: CognitoPasswordAuthApiProps) => {
  const { auth, stack } = build(props);
  const [{ statement }] = stack.resolve(auth.addWebAcl().rules);
  return new RegExp(statement.rateBasedStatement.scopeDownStatement.andStatement.statements[1].regexMatchStatement.regexString);
};

test('there is none unless asked for', () => {
  const { template } = synth();
  for (const type of ['AWS::WAFv2::WebACL', 'AWS::WAFv2::WebACLAssociation']) template.resourceCountIs(type, 0);
});

test('by default it limits each address and asks three groups of AWS, and lets everything else pass', () => {
  const { acl } = withWebAcl();
  expect(acl).toMatchObject({ Scope: 'REGIONAL', DefaultAction: { Allow: {} } });
  expect(acl.Rules.map(({ Name, Priority }: any) => [Name, Priority])).toEqual(['RateLimit', ...GROUPS].map((name, priority) => [name, priority]));
  expect(acl.Rules[0]).toMatchObject({
    Action: { Block: {} },
    Statement: { RateBasedStatement: { AggregateKeyType: 'IP', Limit: 100, EvaluationWindowSec: 300 } },
  });
  for (const [index, name] of GROUPS.entries()) {
    expect(acl.Rules[index + 1]).toMatchObject({ OverrideAction: { None: {} }, Statement: { ManagedRuleGroupStatement: { VendorName: 'AWS', Name: name } } });
  }
});

test('no rule blocks a password for its text', () => {
  const counted = withWebAcl().acl.Rules.flatMap(({ Statement }: any) => Statement.ManagedRuleGroupStatement?.RuleActionOverrides ?? []);
  expect(counted.map(({ Name }: any) => Name)).toEqual(
    ['CrossSiteScripting_BODY', 'EC2MetaDataSSRF_BODY', 'GenericLFI_BODY', 'GenericRFI_BODY', 'SizeRestrictions_BODY']);
  for (const { ActionToUse } of counted) expect(ActionToUse).toEqual({ Count: {} });
});

test('each rule has a metric, and none keeps samples, which would show tokens', () => {
  const { acl } = withWebAcl();
  const visibility = [acl, ...acl.Rules].map(({ VisibilityConfig }: any) => VisibilityConfig);
  expect(visibility).toHaveLength(5);
  for (const config of visibility) {
    expect(config).toMatchObject({ CloudWatchMetricsEnabled: true, SampledRequestsEnabled: false });
    expect(config.MetricName).toMatch(/^[A-Za-z0-9_-]{1,128}$/);
  }
});

test('two constructs have metrics of their own', () => {
  const stack = newStack();
  for (const id of ['One', 'Two']) new CognitoPasswordAuthApi(stack, id).addWebAcl();
  const names = Object.values(resources(Template.fromStack(stack), 'AWS::WAFv2::WebACL')).map(({ Properties }) => Properties.VisibilityConfig.MetricName);
  expect(new Set(names).size).toBe(2);
});

test('it stands before the stage, and its refusals have the shape and headers of the API', () => {
  const { template } = withWebAcl();
  const [[webAcl]] = Object.entries(resources(template, 'AWS::WAFv2::WebACL'));
  const [[stage]] = Object.entries(resources(template, 'AWS::ApiGateway::Stage'));
  const association = only(template, 'AWS::WAFv2::WebACLAssociation');
  expect(association.WebACLArn).toEqual({ 'Fn::GetAtt': [webAcl, 'Arn'] });
  expect(JSON.stringify(association.ResourceArn)).toContain(`"/stages/",{"Ref":"${stage}"}`);
  const refusal = Object.values(resources(template, 'AWS::ApiGateway::GatewayResponse')).find(({ Properties }) => Properties.ResponseType === 'WAF_FILTERED')!;
  expect(refusal.Properties).toMatchObject({ StatusCode: '403', ResponseParameters: { 'gatewayresponse.header.Access-Control-Allow-Origin': "'*'" } });
  expect(JSON.parse(refusal.Properties.ResponseTemplates['application/json'])).toMatchObject({ code: 'forbidden', status: 403 });
});

describe('the paths whose rate is limited', () => {
  const everyRoute: CognitoPasswordAuthApiProps = { signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true, mfa: Mfa.OPTIONAL };

  test('are signup, login, forgotten passwords and their codes, and no others', () => {
    const pattern = patternOf(everyRoute);
    const limited = ROUTES.filter(({ path }) => pattern.test(`/prod/user/${path}`)).map(({ path }) => path);
    expect(new Set(limited)).toEqual(new Set(
      ['signup', 'signup/confirm', 'signup/resend', 'login', 'login/challenge', 'password/forgot', 'password/reset']));
  });

  test('are only those that are there', () => {
    const pattern = patternOf({ signUpMode: SignUpMode.ADMIN_ONLY, routes: { forgotPassword: false, resetPassword: false } });
    expect(['signup', 'password/forgot', 'login'].map((path) => pattern.test(`/prod/user/${path}`))).toEqual([false, false, true]);
  });

  test.each([
    ['the stage', '/prod/user/login', {}],
    ['another stage', '/v1/user/login', { deployOptions: { stageName: 'v1' } }],
    ['a custom domain without a base path', '/user/login', {}],
    ['a custom domain with a base path', '/accounts/user/login', {}],
    ['a slash at the end', '/prod/user/login/', {}],
    ['a base path of its own', '/prod/my.app/v2/login', { basePath: 'my.app/v2' }],
    ['no base path', '/prod/login', { basePath: '' }],
  ])('are found behind %s', (_, path, props) => {
    expect(patternOf(props).test(path)).toBe(true);
  });

  test.each(['/prod/user/login/x', '/prod/superuser/login', '/prod/user/xlogin', '/prod/user/me', '/prod/user/private', '/prod/orders'])(
    'do not take in %s', (path) => {
      expect(patternOf().test(path)).toBe(false);
    });

  test.each(['/prod/myxapp/v1.2/login', '/prod/my.app/v1x2/login'])('each dot of the base path stands for itself, so that %s is none', (path) => {
    const pattern = patternOf({ basePath: 'my.app/v1.2' });
    expect([path, '/prod/my.app/v1.2/login'].map((candidate) => pattern.test(candidate))).toEqual([false, true]);
  });

  test('are not counted where a browser only asks whether it may call', () => {
    const { ScopeDownStatement } = withWebAcl().acl.Rules[0].Statement.RateBasedStatement;
    expect(ScopeDownStatement.AndStatement.Statements[0].NotStatement.Statement.ByteMatchStatement)
      .toMatchObject({ FieldToMatch: { Method: {} }, PositionalConstraint: 'EXACTLY', SearchString: 'OPTIONS' });
  });

  test('are compared after the path was decoded, as the gateway does', () => {
    const { ScopeDownStatement } = withWebAcl().acl.Rules[0].Statement.RateBasedStatement;
    expect(ScopeDownStatement.AndStatement.Statements[1].RegexMatchStatement).toMatchObject({
      FieldToMatch: { UriPath: {} },
      TextTransformations: [{ Priority: 0, Type: 'URL_DECODE' }, { Priority: 1, Type: 'NORMALIZE_PATH' }],
    });
  });
});

test('its options', () => {
  const { acl } = withWebAcl({ rateLimit: 10, evaluationWindow: Duration.minutes(1), managedRuleGroups: ['AWSManagedRulesAnonymousIpList'] });
  expect(acl.Rules).toHaveLength(2);
  expect(acl.Rules[0].Statement.RateBasedStatement).toMatchObject({ Limit: 10, EvaluationWindowSec: 60 });
  expect(acl.Rules[1].Statement).toEqual({ ManagedRuleGroupStatement: { VendorName: 'AWS', Name: 'AWSManagedRulesAnonymousIpList' } });
  expect(withWebAcl({ managedRuleGroups: [] }).acl.Rules).toHaveLength(1);
});

test('only counting blocks nothing', () => {
  const { acl } = withWebAcl({ countOnly: true });
  expect(acl.Rules[0].Action).toEqual({ Count: {} });
  for (const { OverrideAction } of acl.Rules.slice(1)) expect(OverrideAction).toEqual({ Count: {} });
});

describe('an existing web ACL', () => {
  const arn = 'arn:aws:wafv2:eu-central-1:123456789012:regional/webacl/central/11111111-2222-3333-4444-555555555555';
  const stackIn = (region?: string) => newStack({}, region ? { env: { region, account: '123456789012' } } : {});

  test('is put before the stage', () => {
    const { auth, stack } = build({}, stackIn('eu-central-1'));
    auth.associateWebAcl(arn);
    const template = Template.fromStack(stack);
    template.resourceCountIs('AWS::WAFv2::WebACL', 0);
    expect(only(template, 'AWS::WAFv2::WebACLAssociation').WebACLArn).toBe(arn);
    template.hasResourceProperties('AWS::ApiGateway::GatewayResponse', { ResponseType: 'WAF_FILTERED' });
  });

  test('may be a token', () => {
    const { auth } = build({}, stackIn());
    expect(() => auth.associateWebAcl(Lazy.string({ produce: () => arn }))).not.toThrow();
  });

  test.each([
    ['central', undefined, "'webAclArn' is 'central'; give it as arn:aws:wafv2:<region>:<account>:regional/webacl/<name>/<id>"],
    ['arn:aws:wafv2:us-east-1:123456789012:global/webacl/central/1', undefined,
      "'webAclArn' is 'arn:aws:wafv2:us-east-1:123456789012:global/webacl/central/1', which is for CloudFront; give the ARN of a regional web ACL"],
    [arn, 'us-east-1', `'webAclArn' is '${arn}', which is not in us-east-1, where the API is; give the ARN of a web ACL there`],
  ])('%s in %s is refused', (webAclArn, region, message) => {
    const { auth } = build({}, stackIn(region));
    expect(() => auth.associateWebAcl(webAclArn)).toThrow(new Error(message));
  });
});

test.each<[WebAclOptions, string]>([
  [{ rateLimit: 9 }, "'rateLimit' is 9; set it to a whole number from 10 to 2000000000"],
  [{ rateLimit: 10.5 }, "'rateLimit' is 10.5; set it to a whole number from 10 to 2000000000"],
  [{ evaluationWindow: Duration.minutes(3) }, "'evaluationWindow' is 3 minutes; set it to 1, 2, 5 or 10 minutes"],
  [{ evaluationWindow: Duration.seconds(Lazy.number({ produce: () => 60 })) }, "'evaluationWindow' is a token, but must be a literal value, because it is needed at synthesis; write the value"],
  [{ managedRuleGroups: ['Mine'] }, "'managedRuleGroups' has 'Mine'; use names of AWS's own groups, such as AWSManagedRulesCommonRuleSet"],
  [{ managedRuleGroups: ['AWSManagedRulesATPRuleSet'] },
    "'managedRuleGroups' has 'AWSManagedRulesATPRuleSet', which needs settings of its own and is charged apart; make a web ACL of your own and call associateWebAcl()"],
  [{ managedRuleGroups: ['AWSManagedRulesUnixRuleSet', 'AWSManagedRulesUnixRuleSet'] }, "'managedRuleGroups' has 'AWSManagedRulesUnixRuleSet' twice; leave one out"],
  [{ managedRuleGroups: Lazy.list({ produce: () => [] }) }, "'managedRuleGroups' is a token, but must be a literal value, because it is needed at synthesis; write the value"],
])('%p is refused', (options, message) => {
  const { auth } = build();
  expect(() => auth.addWebAcl(options)).toThrow(new Error(message));
});

test('a stage takes one, and no pattern longer than AWS WAF does', () => {
  const second = 'the API has a web ACL already, and a stage takes only one; call addWebAcl() or associateWebAcl() once';
  const { auth } = build();
  auth.addWebAcl();
  expect(() => auth.addWebAcl()).toThrow(new Error(second));
  expect(() => auth.associateWebAcl('arn:aws:wafv2:us-east-1:123456789012:regional/webacl/a/1')).toThrow(new Error(second));

  const basePath = 'a'.repeat(120);
  expect(() => build({ basePath }).auth.addWebAcl()).toThrow(new Error(`'basePath' is '${basePath}', too long for the 512 characters of a pattern in AWS WAF; `
    + 'set a shorter one, or make a web ACL of your own and call associateWebAcl()'));
});
