import { readFileSync } from 'node:fs';
import { aws_cloudwatch as cloudwatch, aws_sns as sns, Duration } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { AlarmsOptions, CognitoPasswordAuthApi, CognitoPasswordAuthApiProps } from '../../src';
import { ACCESS_LOG_FORMAT } from '../../src/private/functions/logs';
import { LOG } from '../../src/routes/contract';
import { newStack, resources } from '../support/synth';

const ROTATING = { refreshTokenRotationGracePeriod: Duration.seconds(10) };

function build(use: (auth: CognitoPasswordAuthApi, topic: sns.ITopic) => void, props: CognitoPasswordAuthApiProps = ROTATING) {
  const stack = newStack();
  use(new CognitoPasswordAuthApi(stack, 'Auth', props), new sns.Topic(stack, 'OnCall'));
  const template = Template.fromStack(stack);
  const alarms = Object.entries(resources(template, 'AWS::CloudWatch::Alarm'))
    .map(([id, { Properties }]): [string, Record<string, any>] => [/^Auth(.*)Alarm/.exec(id)![1], Properties]);
  return { template, alarms: Object.fromEntries(alarms) };
}

test('there is one for each thing that wakes a person, and each notifies the topic', () => {
  const { alarms } = build((auth, topic) => expect(auth.addAlarms({ topic })).toHaveLength(6));
  expect(Object.keys(alarms).sort()).toEqual(['BruteForce', 'ErrorRate', 'InternalErrors', 'Latency', 'QuotaNear', 'RefreshTokenReuse']);
  for (const alarm of Object.values(alarms)) {
    expect(alarm).toMatchObject({
      AlarmActions: [{ Ref: expect.stringMatching(/^OnCall/) }], TreatMissingData: 'notBreaching', ComparisonOperator: 'GreaterThanThreshold',
    });
  }
});

test('they go off at the documented thresholds', () => {
  const { alarms } = build((auth) => auth.addAlarms());
  expect(alarms.BruteForce).toMatchObject({ MetricName: 'LoginFailed', Statistic: 'Sum', Period: 300, Threshold: 100, EvaluationPeriods: 1 });
  expect(alarms.ErrorRate).toMatchObject({ MetricName: '5XXError', Statistic: 'Average', Period: 300, Threshold: 0.01, EvaluationPeriods: 2 });
  expect(alarms.InternalErrors).toMatchObject({ MetricName: 'InternalErrors', Threshold: 0 });
  expect(alarms.Latency).toMatchObject({ MetricName: 'Latency', ExtendedStatistic: 'p99', Threshold: 3000, EvaluationPeriods: 3 });
  expect(alarms.QuotaNear).toMatchObject({ MetricName: 'SignInAttempts', Period: 60, Threshold: 120 * 60 * 0.8 });
  expect(alarms.RefreshTokenReuse).toMatchObject({ MetricName: 'RefreshTokenReuse', Threshold: 0 });
  expect(alarms.BruteForce.AlarmActions).toBeUndefined();
});

test('thresholds can be one\'s own', () => {
  const { alarms } = build((auth) => auth.addAlarms({
    failedLogins: 7, serverErrorPercentage: 5, latency: Duration.seconds(1), authenticationQuota: 200,
  }));
  expect([alarms.BruteForce, alarms.ErrorRate, alarms.Latency, alarms.QuotaNear].map(({ Threshold }) => Threshold)).toEqual([7, 0.05, 1000, 9600]);
  expect(alarms.BruteForce.AlarmDescription).toContain('More than 7 logins failed');
});

test('where refresh tokens do not rotate, none can be reused', () => {
  expect(build((auth) => auth.addAlarms(), {}).alarms).not.toHaveProperty('RefreshTokenReuse');
});

test('each description links to its section of the runbook, and each section is of an alarm', () => {
  const { alarms } = build((auth) => auth.addAlarms());
  const anchors = Object.values(alarms).map(({ AlarmDescription }) => /\/docs\/runbook\.md#([\w-]+)$/.exec(AlarmDescription)?.[1]);
  const sections = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^## (.+)$/gm)].map(([, heading]) => heading.toLowerCase().replaceAll(' ', '-'));
  expect(anchors.sort()).toEqual(sections.sort());
});

test('the queries of the docs ask for members that lines have', () => {
  const [ofFunctions, ofAccessLog] = readFileSync('docs/observability.md', 'utf8').split('on the access log')
    .map((part) => [...part.matchAll(/^```\n([^`]+)^```$/gm)].map(([, query]) => query));
  const members = (queries: string[]) => [...new Set(queries.flatMap((query) => query.replace(/"[^"]*"|\/[^/]*\/|as \w+|@\w+/g, '').match(/[a-z]\w+/gi) ?? []))];
  const words = ['filter', 'stats', 'sort', 'fields', 'count', 'by', 'desc', 'bin', 'pct', 'ispresent', 'and', 'or', 'like'];
  const results = ['requests', 'p99', 'failures'];
  expect(ofFunctions).toHaveLength(6);
  expect(members(ofFunctions).filter((word) => ![...words, ...results].includes(word)).sort()).toEqual(['cause', 'durationMs', 'outcome', 'requestId', 'route']);
  for (const member of members(ofFunctions)) expect([...words, ...results, ...Object.values<string>(LOG)]).toContain(member);
  for (const member of members(ofAccessLog).filter((word) => ![...words, ...results].includes(word))) {
    expect(ACCESS_LOG_FORMAT.toString()).toContain(`"${member}"`);
  }
});

test.each<[string, AlarmsOptions]>([
  ['\'failedLogins\' is 0; set it to a whole number from 1', { failedLogins: 0 }],
  ['\'authenticationQuota\' is 1.5; set it to a whole number from 1', { authenticationQuota: 1.5 }],
  ['\'serverErrorPercentage\' is 100; set it to more than 0 and less than 100', { serverErrorPercentage: 100 }],
  ['\'latency\' is 29 seconds; set it to less than the 29 seconds after which API Gateway gives up', { latency: Duration.seconds(29) }],
])('%s', (message, options) => {
  expect(() => build((auth) => auth.addAlarms(options))).toThrow(expect.objectContaining({ message }));
});

test('each can be had once', () => {
  const twice = (use: (auth: CognitoPasswordAuthApi) => void) => () => build((auth) => {
    use(auth);
    use(auth);
  });
  expect(twice((auth) => auth.addAlarms())).toThrow('addAlarms() was called before; call it once, with all options');
  expect(twice((auth) => auth.addDashboard())).toThrow('addDashboard() was called before; call it once');
});

describe('the dashboard', () => {
  const textOf = (template: Template) => JSON.stringify(Object.values(resources(template, 'AWS::CloudWatch::Dashboard'))[0].Properties.DashboardBody);

  test('begins with the alarms, and shows logins, errors, latency, functions and the latest failures', () => {
    const { template } = build((auth) => {
      auth.addAlarms();
      auth.addDashboard({ dashboardName: 'auth' });
    });
    const titles = [...textOf(template).matchAll(/\\"title\\":\\"([^"\\]+)\\"/g)].map(([, title]) => title);
    expect(titles).toEqual([
      'Alarms', 'Logins and sign-ups', 'Refused by limits, unanswerable, reused tokens', 'Requests and errors at the gateway',
      'Latency at the gateway, ms', 'Functions that failed or were throttled', 'Duration of functions, p99, ms', 'Latest requests that found no answer',
    ]);
    expect(textOf(template)).toContain('RefreshTokenReuse');
  });

  test('leaves out what there is not', () => {
    const { template } = build((auth) => auth.addDashboard(), { routes: { signup: false } });
    expect(textOf(template)).not.toMatch(/Signups|RefreshTokenReuse|"Alarms/);
  });

  test('refuses to lose its own widgets', () => {
    expect(() => build((auth) => auth.addDashboard({ widgets: [[new cloudwatch.TextWidget({ markdown: 'x' })]] })))
      .toThrow('\'widgets\' would replace the dashboard\'s own; add yours to what addDashboard() returns');
  });
});
