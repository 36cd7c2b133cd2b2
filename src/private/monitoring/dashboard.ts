import { Duration } from 'aws-cdk-lib';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import { alarmsOf } from './alarms';
import { LOG_METRICS } from './metrics';
import { Monitoring } from './monitoring';
import { LOG } from '../../routes/contract';
import { throwInvalid } from '../validation';

const HALF = { width: 12, height: 6 };
const DASHBOARD_ID = 'Dashboard';

/** What a person on call asks, from the top: is something wrong, can users log in, what fails, where, and why. */
export function createDashboard(monitoring: Monitoring, props: cloudwatch.DashboardProps): cloudwatch.Dashboard {
  const { scope } = monitoring;
  if (scope.node.tryFindChild(DASHBOARD_ID)) throwInvalid('addDashboard() was called before; call it once');
  if (props.widgets) throwInvalid('\'widgets\' would replace the dashboard\'s own; add yours to what addDashboard() returns');
  const restApi = monitoring.gateway();
  const period = Duration.minutes(5);
  const log = (row: Parameters<Monitoring['metric']>[0], label: string) => monitoring.metric(row, { period, label });
  const alarms = alarmsOf(monitoring);

  const dashboard = new cloudwatch.Dashboard(scope, DASHBOARD_ID, props);
  if (alarms.length > 0) {
    dashboard.addWidgets(new cloudwatch.AlarmStatusWidget({ title: 'Alarms', alarms, width: 24, height: 3 }));
  }
  dashboard.addWidgets(
    new cloudwatch.GraphWidget({
      ...HALF,
      title: 'Logins and sign-ups',
      left: [
        log(LOG_METRICS.loginSucceeded, 'logged in'),
        log(LOG_METRICS.loginFailed, 'failed'),
        ...monitoring.hasSignup() ? [monitoring.signups({ period, label: 'signed up' })] : [],
      ],
    }),
    new cloudwatch.GraphWidget({
      ...HALF,
      title: 'Refused by limits, unanswerable, reused tokens',
      left: [
        log(LOG_METRICS.throttled, 'rate limited'),
        log(LOG_METRICS.internalErrors, 'internal errors'),
        ...monitoring.mayRotate() ? [monitoring.refreshTokenReuse({ period, label: 'refresh token reused' })] : [],
      ],
    }),
  );
  dashboard.addWidgets(
    new cloudwatch.GraphWidget({
      ...HALF,
      title: 'Requests and errors at the gateway',
      left: [
        restApi.metricCount({ period, label: 'requests' }),
        restApi.metricClientError({ period, label: '4xx' }),
        restApi.metricServerError({ period, label: '5xx' }),
      ],
    }),
    new cloudwatch.GraphWidget({
      ...HALF,
      title: 'Latency at the gateway, ms',
      left: ['p50', 'p90', 'p99'].map((statistic) => restApi.metricLatency({ period, statistic, label: statistic })),
    }),
  );
  dashboard.addWidgets(...functionWidgets(monitoring, period));
  dashboard.addWidgets(new cloudwatch.LogQueryWidget({
    title: 'Latest requests that found no answer',
    logGroupNames: [monitoring.logGroup.logGroupRef.logGroupName],
    queryLines: [
      `fields @timestamp, ${LOG.ROUTE}, ${LOG.OUTCOME}, ${LOG.CAUSE}, ${LOG.DURATION}, ${LOG.REQUEST_ID}`,
      `filter ${LOG.STATUS} >= 500 or ${LOG.CAUSE} like /^SignOutFailed/`,
      'sort @timestamp desc',
      'limit 20',
    ],
    width: 24,
    height: 6,
  }));
  return dashboard;
}

function functionWidgets({ functions }: Monitoring, period: Duration): cloudwatch.IWidget[] {
  const nameOf = (index: number) => functions[index].node.id.replace(/Function$/, '');
  const each = (metric: (index: number) => cloudwatch.Metric) => functions.map((_, index) => metric(index));
  return [
    new cloudwatch.GraphWidget({
      ...HALF,
      title: 'Functions that failed or were throttled',
      left: [
        ...each((index) => functions[index].metricErrors({ period, label: `${nameOf(index)} errors` })),
        ...each((index) => functions[index].metricThrottles({ period, label: `${nameOf(index)} throttles` })),
      ],
    }),
    new cloudwatch.GraphWidget({
      ...HALF,
      title: 'Duration of functions, p99, ms',
      left: each((index) => functions[index].metricDuration({ period, statistic: 'p99', label: nameOf(index) })),
    }),
  ];
}
