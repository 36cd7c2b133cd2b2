import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import { Construct } from 'constructs';
import { AlarmsOptions } from './alarms-options';
import { createAlarms } from './private/monitoring/alarms';
import { createDashboard } from './private/monitoring/dashboard';
import { LOG_METRICS } from './private/monitoring/metrics';
import { Monitoring } from './private/monitoring/monitoring';

const READ = [
  'AdminGetUser', 'AdminListGroupsForUser', 'DescribeUserPool', 'GetGroup', 'ListGroups', 'ListUsers', 'ListUsersInGroup',
].map((operation) => `cognito-idp:${operation}`);

const MANAGE = [
  'AdminCreateUser', 'AdminDeleteUser', 'AdminDeleteUserAttributes', 'AdminDisableUser', 'AdminEnableUser', 'AdminResetUserPassword',
  'AdminUpdateUserAttributes', 'AdminUserGlobalSignOut',
].map((operation) => `cognito-idp:${operation}`);

/** What can be asked of the construct once it stands, by the conventions of CDK: grants and metrics. */
export abstract class CognitoPasswordAuthApiBase extends Construct {
  /** The user pool, or the existing one where one was given. */
  public abstract readonly userPool: cognito.IUserPool;

  /** @internal */
  protected abstract readonly _monitoring: Monitoring;

  /**
   * Lets somebody look users and their groups up.
   *
   * @example
   *
   * auth.grantReadUsers(ordersFunction);
   */
  public grantReadUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, ...READ);
  }

  /**
   * Lets somebody invite users: they get a temporary password by mail and choose their own at the first login.
   */
  public grantInviteUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, 'cognito-idp:AdminCreateUser');
  }

  /**
   * Lets somebody look users up, invite, change, disable, enable, sign out and delete them, and make them reset their
   * password. It does not let anyone set a password or log in as a user, but whoever may change an address may reset the
   * password to one of their own.
   */
  public grantManageUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, ...READ, ...MANAGE);
  }

  /**
   * Lets somebody look users and groups up, and put users into groups and take them out. It does not let anyone make or
   * delete a group; but whoever has it can put anyone, so also an accomplice, into every group.
   */
  public grantManageGroups(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, ...READ, 'cognito-idp:AdminAddUserToGroup', 'cognito-idp:AdminRemoveUserFromGroup');
  }

  /**
   * Logins that ended in tokens, those by a second factor included.
   *
   * This and the other metrics of logins come from the functions' log, by a metric filter that is made when the metric
   * is first asked for. They are in a namespace of the construct's own, `CognitoPasswordAuthApi/<path>`.
   *
   * @default - sum over 5 minutes
   */
  public metricLoginSucceeded(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.metric(LOG_METRICS.loginSucceeded, options);
  }

  /**
   * Logins that failed by a wrong password, a wrong code or an unknown user.
   *
   * @default - sum over 5 minutes
   */
  public metricLoginFailed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.metric(LOG_METRICS.loginFailed, options);
  }

  /**
   * How long the login function took, in milliseconds.
   *
   * @default - 99th percentile over 5 minutes
   */
  public metricLoginDuration(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.metric(LOG_METRICS.loginDuration, options);
  }

  /**
   * How long the gateway took for all its requests, those of your own routes included, in milliseconds.
   *
   * @default - 99th percentile over 5 minutes
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.latency(options);
  }

  /**
   * Accounts that came to be by sign-up. In EMAIL_CODE mode those whose address was proved.
   *
   * @default - sum over 5 minutes
   * @throws Error where there is no signup route
   */
  public metricSignups(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.signups(options);
  }

  /**
   * Refresh tokens that were used again after they had been replaced, which a thief and the owner would do.
   *
   * @default - sum over 5 minutes
   * @throws Error where refresh tokens do not rotate, or there is no refresh route
   */
  public metricRefreshTokenReuse(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.refreshTokenReuse(options);
  }

  /**
   * Requests that Cognito refused because of a quota or a limit of the user. What the gateway refuses by itself is in
   * `restApi.metricClientError()`.
   *
   * @default - sum over 5 minutes
   */
  public metricThrottled(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.metric(LOG_METRICS.throttled, options);
  }

  /**
   * Requests that met an error for which there is no answer, and password resets that left sessions open.
   *
   * @default - sum over 5 minutes
   */
  public metricInternalErrors(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this._monitoring.metric(LOG_METRICS.internalErrors, options);
  }

  /**
   * Adds alarms for guessed passwords, the rate of errors, internal errors, latency, Cognito's quota of sign-ins and,
   * where refresh tokens rotate, their reuse. Each says where its runbook is.
   *
   * @throws Error if called twice, or with a threshold that would never or always be passed
   *
   * @example
   *
   * auth.addAlarms({ topic: new sns.Topic(this, 'OnCall') });
   */
  public addAlarms(options: AlarmsOptions = {}): cloudwatch.Alarm[] {
    return createAlarms(this._monitoring, options);
  }

  /**
   * Adds a dashboard for whoever is on call: alarms, if they were added before, logins, errors, latency, functions and
   * the latest requests that found no answer.
   *
   * @throws Error if called twice, or with widgets, which can be added to what it returns
   */
  public addDashboard(options: cloudwatch.DashboardProps = {}): cloudwatch.Dashboard {
    return createDashboard(this._monitoring, options);
  }
}
