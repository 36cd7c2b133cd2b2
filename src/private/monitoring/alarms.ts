import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as actions from 'aws-cdk-lib/aws-cloudwatch-actions';
import { LOG_METRICS } from './metrics';
import { Monitoring } from './monitoring';
import { AlarmsOptions } from '../../alarms-options';
import { isKnown, throwInvalid } from '../validation';

export const RUNBOOK = 'https://github.com/cdk-cognito-password-auth/cdk-cognito-password-auth/blob/main/docs/runbook.md';

/** Of the quota of sign-ins, what is still comfortable. */
const NEAR = 0.8;

interface AlarmRow {
  readonly id: string;
  /** The heading of its section in the runbook. */
  readonly anchor: string;
  readonly says: string;
  readonly metric: cloudwatch.IMetric;
  /** It goes off above this. */
  readonly threshold: number;
  /** How many periods in a row. */
  readonly periods?: number;
}

/** Makes the alarms. */
export function createAlarms(monitoring: Monitoring, options: AlarmsOptions): cloudwatch.Alarm[] {
  if (alarmsOf(monitoring).length > 0) throwInvalid('addAlarms() was called before; call it once, with all options');
  validateAlarms(options);
  return rowsOf(monitoring, options).map((row) => {
    const alarm = new cloudwatch.Alarm(monitoring.scope, row.id, {
      alarmDescription: `${row.says}. Runbook: ${RUNBOOK}#${row.anchor}`,
      metric: row.metric,
      threshold: row.threshold,
      comparisonOperator: cloudwatch.ComparisonOperator.GREATER_THAN_THRESHOLD,
      evaluationPeriods: row.periods ?? 1,
      treatMissingData: cloudwatch.TreatMissingData.NOT_BREACHING,
    });
    if (options.topic) alarm.addAlarmAction(new actions.SnsAction(options.topic));
    return alarm;
  });
}

/** The alarms that were made so far. */
export function alarmsOf({ scope }: Monitoring): cloudwatch.Alarm[] {
  return scope.node.children.filter((child): child is cloudwatch.Alarm => child instanceof cloudwatch.Alarm);
}

function rowsOf(monitoring: Monitoring, options: AlarmsOptions): AlarmRow[] {
  const restApi = monitoring.gateway();
  const period = Duration.minutes(5);
  const { failedLogins = 100, serverErrorPercentage = 1, latency = Duration.seconds(3), authenticationQuota = 120 } = options;
  return [
    {
      id: 'BruteForceAlarm',
      anchor: 'brute-force',
      says: `More than ${failedLogins} logins failed within 5 minutes`,
      metric: monitoring.metric(LOG_METRICS.loginFailed, { period }),
      threshold: failedLogins,
    },
    {
      id: 'ErrorRateAlarm',
      anchor: 'error-rate',
      says: `More than ${serverErrorPercentage} of 100 requests ended in a server error for 10 minutes`,
      // The average of what is 1 for a failed request and 0 for any other.
      metric: restApi.metricServerError({ period, statistic: cloudwatch.Stats.AVERAGE }),
      threshold: serverErrorPercentage / 100,
      periods: 2,
    },
    {
      id: 'InternalErrorsAlarm',
      anchor: 'internal-errors',
      says: 'A function met an error that it has no answer for',
      metric: monitoring.metric(LOG_METRICS.internalErrors, { period }),
      threshold: 0,
    },
    {
      id: 'LatencyAlarm',
      anchor: 'latency',
      says: `1 of 100 requests took longer than ${latency.toHumanString()} for 15 minutes`,
      metric: restApi.metricLatency({ period, statistic: 'p99' }),
      threshold: latency.toMilliseconds(),
      periods: 3,
    },
    {
      id: 'QuotaNearAlarm',
      anchor: 'quota-near',
      says: `Logins used more than ${NEAR * 100} of 100 of Cognito's ${authenticationQuota} sign-ins a second`,
      metric: monitoring.metric(LOG_METRICS.signInAttempts, { period: Duration.minutes(1) }),
      threshold: Math.round(authenticationQuota * 60 * NEAR),
    },
    ...monitoring.mayRotate() ? [{
      id: 'RefreshTokenReuseAlarm',
      anchor: 'refresh-token-reuse',
      says: 'A refresh token was used again after it had been replaced',
      metric: monitoring.refreshTokenReuse({ period }),
      threshold: 0,
    }] : [],
  ];
}

function validateAlarms(options: AlarmsOptions): void {
  const { failedLogins, serverErrorPercentage, authenticationQuota, latency } = options;
  for (const [name, value] of Object.entries({ failedLogins, authenticationQuota })) {
    if (isKnown(value) && !(Number.isInteger(value) && value >= 1)) throwInvalid(`'${name}' is ${value}; set it to a whole number from 1`);
  }
  if (isKnown(serverErrorPercentage) && !(serverErrorPercentage > 0 && serverErrorPercentage < 100)) {
    throwInvalid(`'serverErrorPercentage' is ${serverErrorPercentage}; set it to more than 0 and less than 100`);
  }
  if (latency && !latency.isUnresolved() && !(latency.toMilliseconds() > 0 && latency.toMilliseconds() < 29_000)) {
    throwInvalid(`'latency' is ${latency.toHumanString()}; set it to less than the 29 seconds after which API Gateway gives up`);
  }
}
