import { App, aws_sns as sns, Duration, Stack } from 'aws-cdk-lib';
import { CognitoPasswordAuthApi } from 'cdk-cognito-password-auth';

const stack = new Stack(new App(), 'Observability');

const auth = new CognitoPasswordAuthApi(stack, 'Auth', {
  refreshTokenRotationGracePeriod: Duration.seconds(10),
});

/** Subscribe whoever is on call. */
const topic = new sns.Topic(stack, 'OnCall');
auth.addAlarms({ topic, failedLogins: 50, latency: Duration.seconds(2) });

// After the alarms, so that it shows them.
auth.addDashboard();

/** Beside the alarms that come with the construct, one of your own. */
auth.metricSignups({ period: Duration.hours(1) }).createAlarm(stack, 'ManySignups', {
  alarmDescription: 'More accounts than usual come to be',
  threshold: 1000,
  evaluationPeriods: 1,
});
