import { aws_cloudwatch as cloudwatch, aws_sns as sns, Duration } from 'aws-cdk-lib';
import { AlarmsOptions, CognitoPasswordAuthApi } from '../../../src';
import { newStack, resources } from '../../support/synth';
import { Check, code, Rows, templateOf, words } from '../checks';

const rotating = { refreshTokenRotationGracePeriod: Duration.seconds(10) };

function threshold<Name extends keyof AlarmsOptions>(name: Name, other: AlarmsOptions[Name]): Check {
  return code((value: AlarmsOptions[Name] | undefined) => templateOf({}, (auth) => auth.addAlarms({ [name]: value })), other);
}

export const ALARMS: Rows = {
  topic: words('- nobody is notified; the alarms show in CloudWatch', () => {
    const alarms = (notify: boolean) => Object.values(resources(
      templateOf({}, (auth, stack) => auth.addAlarms(notify ? { topic: new sns.Topic(stack, 'OnCall') } : {})), 'AWS::CloudWatch::Alarm'));
    for (const { Properties } of alarms(false)) expect(Properties.AlarmActions).toBeUndefined();
    for (const { Properties } of alarms(true)) expect(Properties.AlarmActions).toHaveLength(1);
    expect(alarms(false).length).toBeGreaterThan(3);
  }),
  failedLogins: threshold('failedLogins', 7),
  serverErrorPercentage: threshold('serverErrorPercentage', 5),
  latency: threshold('latency', Duration.seconds(1)),
  authenticationQuota: threshold('authenticationQuota', 200),
};

type Metric = (auth: CognitoPasswordAuthApi) => cloudwatch.Metric;

function overFiveMinutes(expected: string, statistic: string, metric: Metric): Check {
  return words(expected, () => {
    const { period, statistic: found } = metric(new CognitoPasswordAuthApi(newStack(), 'Auth', rotating));
    expect([period.toSeconds(), found]).toEqual([300, statistic]);
  });
}

const sum = (metric: Metric) => overFiveMinutes('- sum over 5 minutes', 'Sum', metric);

export const METRICS: Rows = {
  metricLoginSucceeded: sum((auth) => auth.metricLoginSucceeded()),
  metricLoginFailed: sum((auth) => auth.metricLoginFailed()),
  metricLoginDuration: overFiveMinutes('- 99th percentile over 5 minutes', 'p99', (auth) => auth.metricLoginDuration()),
  metricLatency: overFiveMinutes('- 99th percentile over 5 minutes', 'p99', (auth) => auth.metricLatency()),
  metricSignups: sum((auth) => auth.metricSignups()),
  metricRefreshTokenReuse: sum((auth) => auth.metricRefreshTokenReuse()),
  metricThrottled: sum((auth) => auth.metricThrottled()),
  metricInternalErrors: sum((auth) => auth.metricInternalErrors()),
};
