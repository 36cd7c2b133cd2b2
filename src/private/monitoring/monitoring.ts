import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as logs from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { LOG_METRICS, LogMetric, signupsMetric } from './metrics';
import { FunctionName } from '../../routes/route';
import { ApiContext } from '../context';
import { HandlerFunction } from '../functions/functions';
import { isKnown, throwInvalid } from '../validation';

/** Whose functions write to a log group, for as long as there is the group. */
const WRITERS = new WeakMap<logs.ILogGroupRef, Monitoring[]>();

/** The metrics of one construct. Each is a metric filter on the functions' log group, made when it is first asked for. */
export class Monitoring {
  readonly scope: Construct;
  readonly functions: readonly lambda.Function[];
  readonly logGroup: logs.ILogGroupRef;
  private validated = false;

  constructor(private readonly context: ApiContext, functions: ReadonlyMap<FunctionName, HandlerFunction>) {
    this.functions = [...functions.values()].map(({ handler }) => handler);
    this.scope = context.scope;
    this.logGroup = context.functionLogGroup;
    WRITERS.set(this.logGroup, [...this.otherWriters(), this]);
  }

  metric(row: LogMetric, options: cloudwatch.MetricOptions = {}): cloudwatch.Metric {
    if (options.dimensionsMap) throwInvalid(`'dimensionsMap' of ${row.name} names what the metric does not have, so it would never show anything; leave it out`);
    const namespace = namespaceOf(this.scope);
    const id = `${row.name}Filter`;
    if (!this.scope.node.tryFindChild(id)) {
      this.validateLogGroup();
      new logs.MetricFilter(this.scope, id, {
        logGroup: this.logGroup,
        filterPattern: patternOf(row),
        metricNamespace: namespace,
        metricName: row.name,
        // Without a zero in between, an alarm would see no end of what it went off for. A duration has none.
        ...row.value ? { metricValue: `$.${row.value}`, unit: cloudwatch.Unit.MILLISECONDS } : { metricValue: '1', defaultValue: 0 },
      });
    }
    return new cloudwatch.Metric({ namespace, metricName: row.name, statistic: row.value ? 'p99' : 'Sum', ...options }).attachTo(this.scope);
  }

  /** @see https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/CloudWatch_Logs_Log_Classes.html */
  private validateLogGroup(): void {
    const group = this.logGroup.node.defaultChild;
    if (group instanceof logs.CfnLogGroup && isKnown(group.logGroupClass) && group.logGroupClass !== logs.LogGroupClass.STANDARD) {
      throwInvalid(`'functionOptions.logGroup' is of class ${group.logGroupClass}, which takes no metric filters; use one of class STANDARD`);
    }
    if (this.validated) return;
    this.validated = true;
    this.scope.node.addValidation({ validate: () => this.findingsOfSharedLog() });
  }

  /** Nothing in a line says whose it is. */
  private findingsOfSharedLog(): string[] {
    return this.otherWriters()
      .map(({ scope }) => `the metrics would count what ${scope.node.path} does too, as both write to one log; give each a 'functionOptions.logGroup' of its own`);
  }

  private otherWriters(): Monitoring[] {
    return (WRITERS.get(this.logGroup) ?? []).filter((writer) => writer !== this);
  }

  latency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.gateway().metricLatency({ statistic: 'p99', ...options });
  }

  /**
   * The API, by whose name CloudWatch knows the gateway's metrics.
   *
   * @throws Error where that was imported without its name
   */
  gateway(): apigateway.RestApiBase {
    const { restApi } = this.context;
    const isImported = !(restApi instanceof apigateway.RestApi);
    if (isImported && restApi.restApiName === restApi.node.id) {
      throwInvalid('\'restApi\' was imported without its name, by which CloudWatch knows it; set \'restApiName\' of fromRestApiAttributes()');
    }
    return restApi;
  }

  /** @throws Error in ADMIN_ONLY mode, or where the route is switched off */
  signups(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    if (!this.hasSignup()) throwInvalid('there is no signup route that could be counted; set \'signUpMode\' to AUTO_CONFIRM or EMAIL_CODE, and \'routes.signup\' to true');
    return this.metric(signupsMetric(this.context.settings.signUpMode), options);
  }

  /** @throws Error where refresh tokens of the construct's own client do not rotate */
  refreshTokenReuse(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    if (!this.mayRotate()) throwInvalid('refresh tokens do not rotate, so that none is ever used again; set \'refreshTokenRotationGracePeriod\'');
    return this.metric(LOG_METRICS.refreshTokenReuse, options);
  }

  hasSignup(): boolean {
    return this.hasRoute('signup');
  }

  /** Whether a reuse can be noticed. Of an existing client nothing is known. */
  mayRotate(): boolean {
    return this.hasRoute('refresh') && this.context.settings.userPoolClient.tokenRotation !== false;
  }

  private hasRoute(routeName: string): boolean {
    return this.context.settings.routes.some(({ name }) => name === routeName);
  }
}

/** One for each construct: a metric filter takes no dimension that is not in the line. */
function namespaceOf(scope: Construct): string {
  return `CognitoPasswordAuthApi/${scope.node.path.replace(/[^A-Za-z0-9._/#:-]/g, '-')}`.slice(0, 255);
}

function patternOf({ anyOf }: LogMetric): logs.JsonPattern {
  return logs.FilterPattern.any(...anyOf.map((condition) => logs.FilterPattern.all(...Object.entries(condition).map(([member, values]) =>
    logs.FilterPattern.any(...values.map((value) => logs.FilterPattern.stringValue(`$.${member}`, '=', value)))))));
}
