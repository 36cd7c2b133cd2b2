import { aws_lambda as lambda, aws_logs as logs, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { matchesPattern } from './filter-pattern';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, SignUpMode } from '../../src';
import { newStack, resources, synth } from '../support/synth';

type Metric = (auth: CognitoPasswordAuthApi) => unknown;

const METRICS: [name: string, metric: Metric][] = [
  ['LoginSucceeded', (auth) => auth.metricLoginSucceeded()],
  ['LoginFailed', (auth) => auth.metricLoginFailed()],
  ['LoginDuration', (auth) => auth.metricLoginDuration()],
  ['Signups', (auth) => auth.metricSignups()],
  ['RefreshTokenReuse', (auth) => auth.metricRefreshTokenReuse()],
  ['Throttled', (auth) => auth.metricThrottled()],
  ['InternalErrors', (auth) => auth.metricInternalErrors()],
];
const ROTATING = { refreshTokenRotationGracePeriod: Duration.seconds(10) };

function build(use: Metric, props: CognitoPasswordAuthApiProps = ROTATING) {
  const stack = newStack();
  const auth = new CognitoPasswordAuthApi(stack, 'Auth', props);
  const result = use(auth);
  return { auth, stack, result, filters: () => Object.values(resources(Template.fromStack(stack), 'AWS::Logs::MetricFilter')).map(({ Properties }) => Properties) };
}

test('none of it costs a resource unless asked for', () => {
  expect(resources(synth().template, 'AWS::Logs::MetricFilter')).toEqual({});
});

test.each(METRICS)('%s is one filter on the log of the functions, however often it is asked for', (name, metric) => {
  const { auth, stack, result, filters } = build(metric);
  metric(auth);
  const [{ LogGroupName, MetricTransformations: [transformation], ...rest }, ...others] = filters();
  expect(others).toEqual([]);
  expect(rest.FilterPattern).toMatch(/^\{ .+ \}$/);
  expect(LogGroupName).toEqual({ Ref: expect.stringContaining('AuthFunctionLogs') });
  expect(transformation).toMatchObject({ MetricName: name, MetricNamespace: 'CognitoPasswordAuthApi/Test/Auth' });
  // The name of the filter's metric and the one that graphs ask for cannot differ.
  expect(stack.resolve(result)).toMatchObject({ metricName: name, namespace: transformation.MetricNamespace });
});

test('a count has zeros in between, a duration has none', () => {
  const { filters } = build((auth) => [auth.metricLoginFailed(), auth.metricLoginDuration()]);
  expect(filters().map(({ MetricTransformations: [{ MetricValue, DefaultValue, Unit }] }) => ({ MetricValue, DefaultValue, Unit }))).toEqual([
    { MetricValue: '1', DefaultValue: 0, Unit: undefined },
    { MetricValue: '$.durationMs', DefaultValue: undefined, Unit: 'Milliseconds' },
  ]);
});

test('options have the last word', () => {
  const { result } = build((auth) => auth.metricLoginFailed({ period: Duration.minutes(1), label: 'failed' }));
  expect(result).toMatchObject({ period: Duration.minutes(1), label: 'failed', statistic: 'Sum' });
});

test('a log group of one\'s own is read', () => {
  const stack = newStack();
  const logGroup = new logs.LogGroup(stack, 'Own', { logGroupName: 'own' });
  new CognitoPasswordAuthApi(stack, 'Auth', { functionOptions: { logGroup, runtime: lambda.Runtime.NODEJS_22_X } }).metricLoginFailed();
  const [filter] = Object.values(resources(Template.fromStack(stack), 'AWS::Logs::MetricFilter'));
  expect(JSON.stringify(filter.Properties.LogGroupName)).toContain('Own');
});

test.each<[string, Metric, CognitoPasswordAuthApiProps]>([
  ['there is no signup route that could be counted; set \'signUpMode\' to AUTO_CONFIRM or EMAIL_CODE, and \'routes.signup\' to true',
    (auth) => auth.metricSignups(), { signUpMode: SignUpMode.ADMIN_ONLY }],
  ['refresh tokens do not rotate, so that none is ever used again; set \'refreshTokenRotationGracePeriod\'',
    (auth) => auth.metricRefreshTokenReuse(), {}],
  ['refresh tokens do not rotate, so that none is ever used again; set \'refreshTokenRotationGracePeriod\'',
    (auth) => auth.metricRefreshTokenReuse(), { ...ROTATING, routes: { refresh: false } }],
])('%s', (message, metric, props) => {
  expect(() => build(metric, props)).toThrow(expect.objectContaining({ message }));
});

describe('patterns are read as CloudWatch reads them', () => {
  const line = JSON.stringify({ a: 'x', b: 'y' });
  test.each<[string, boolean]>([
    ['{ $.a = "x" }', true],
    ['{ $.a = "y" }', false],
    ['{ ($.a = "x") && ($.b = "x") }', false],
    ['{ (($.a = "z") || ($.a = "x")) && ($.b = "y") }', true],
    ['{ (($.a = "z") && ($.a = "x")) || ($.b = "y*") }', true],
    ['{ ($.a = "z") || (($.a = "x") && (($.b = "q") || ($.c = "y"))) }', false],
  ])('%s', (pattern, expected) => expect(matchesPattern(pattern, line)).toBe(expected));

  test('what is no JSON matches nothing', () => {
    expect(matchesPattern('{ $.a = "x" }', `2026-01-01\tid\tINFO\t${line}`)).toBe(false);
  });
});

test('a log group of a class without metric filters is refused with the first metric, and does without', () => {
  const stack = newStack();
  const logGroup = new logs.LogGroup(stack, 'Log', { logGroupClass: logs.LogGroupClass.INFREQUENT_ACCESS });
  const { auth } = synth({ functionOptions: { logGroup } }, stack);
  const message = '\'functionOptions.logGroup\' is of class INFREQUENT_ACCESS, which takes no metric filters; use one of class STANDARD';
  expect(() => auth.metricLoginFailed()).toThrow(new Error(message));
  expect(() => auth.addAlarms()).toThrow(new Error(message));
});

test('two constructs that write to one log cannot be told apart, so neither has metrics', () => {
  const stack = newStack();
  const logGroup = new logs.LogGroup(stack, 'Log');
  const [staff, customers] = ['Staff', 'Customers'].map((id) => new CognitoPasswordAuthApi(stack, id, { functionOptions: { logGroup } }));
  const own = new CognitoPasswordAuthApi(stack, 'Own');
  expect(() => Template.fromStack(stack)).not.toThrow();
  own.addAlarms();
  expect(own.node.validate()).toEqual([]);
  staff.addAlarms();
  expect(staff.node.validate())
    .toEqual(['the metrics would count what Test/Customers does too, as both write to one log; give each a \'functionOptions.logGroup\' of its own']);
  expect(customers.node.validate()).toEqual([]);
});

test('a dimension is refused, as the metric of a log has none', () => {
  const { auth } = synth();
  expect(() => auth.metricLoginFailed({ dimensionsMap: { Stage: 'prod' } }))
    .toThrow(new Error('\'dimensionsMap\' of LoginFailed names what the metric does not have, so it would never show anything; leave it out'));
});
