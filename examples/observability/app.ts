import { App, aws_sns as sns, Duration, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'Observability');

const auth = new CognitoPasswordAuthApi(stack, 'Auth', {
  refreshTokenRotationGracePeriod: Duration.seconds(10),
});

/** Subscribe the people on call. */
const topic = new sns.Topic(stack, 'OnCall');
auth.addAlarms({ topic, failedLogins: 50, latency: Duration.seconds(2) });

// Add the dashboard after the alarms, so that it shows them.
auth.addDashboard();

/** A custom alarm on a metric of the construct. */
auth.metricSignups({ period: Duration.hours(1) }).createAlarm(stack, 'ManySignups', {
  alarmDescription: 'More accounts than usual are created',
  threshold: 1000,
  evaluationPeriods: 1,
});
