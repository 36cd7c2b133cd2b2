import { Duration } from 'aws-cdk-lib';
import * as sns from 'aws-cdk-lib/aws-sns';

/** Who hears of the alarms, and when they go off. */
export interface AlarmsOptions {
  /**
   * The topic that each alarm notifies.
   *
   * @default - nobody is notified; the alarms show in CloudWatch
   */
  readonly topic?: sns.ITopic;

  /**
   * How many failed logins within 5 minutes are still usual. More of them look like somebody guessing passwords.
   *
   * @default 100
   */
  readonly failedLogins?: number;

  /**
   * How many of a hundred requests may end in a server error, the gateway's own included, for 10 minutes.
   *
   * @default 1
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
   */
  readonly serverErrorPercentage?: number;

  /**
   * What 99 of 100 requests stay below, measured at the gateway, for 15 minutes.
   *
   * @default Duration.seconds(3)
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-metrics-and-dimensions.html
   */
  readonly latency?: Duration;

  /**
   * The account's quota of sign-in calls to Cognito (the category UserAuthentication), in requests per second. The alarm
   * goes off at 80 of 100 over a minute.
   *
   * @default 120
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/quotas.html
   */
  readonly authenticationQuota?: number;
}
