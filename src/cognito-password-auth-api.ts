import { Lazy, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { AlarmsOptions } from './alarms-options';
import { CognitoPasswordAuthApiProps } from './cognito-password-auth-api-props';
import { createAuthorizer } from './private/authorizer';
import { corsOf } from './private/cors';
import { createFunctions } from './private/functions';
import { addGatewayResponses } from './private/gateway-responses';
import { addMethods } from './private/methods';
import { createAlarms } from './private/monitoring/alarms';
import { createDashboard } from './private/monitoring/dashboard';
import { LOG_METRICS } from './private/monitoring/metrics';
import { Monitoring } from './private/monitoring/monitoring';
import { openApiOf, OpenApiOptions } from './private/open-api';
import { addPrivateMethods, addPublicMethods, OwnRouteSurroundings } from './private/own-routes';
import { Preflights } from './private/preflights';
import { createRestApi, DEFAULT_BASE_PATH, pathOf, urlOf } from './private/rest-api';
import { routesOf } from './private/route-choice';
import { RuleAuthorizers } from './private/rule-authorizers';
import { createUserPool } from './private/user-pool';
import { createUserPoolClient } from './private/user-pool-client';
import { validatePrivateRoute, validatePublicRoute } from './private/validation/own-routes';
import { validateProps } from './private/validation/validate-props';
import { validateWebAcl, validateWebAclArn } from './private/validation/web-acl';
import { addWarnings } from './private/warnings';
import { associateWebAcl, createWebAcl, WebAclSource } from './private/web-acl';
import { PrivateRouteOptions } from './private-route-options';
import { PublicRouteOptions } from './public-route-options';
import { FunctionName, Route } from './route';
import { WebAclOptions } from './web-acl-options';

/** How the document is found in the metadata of the cloud assembly. */
const OPENAPI_METADATA_TYPE = 'cdk-cognito-password-auth:openapi';

/**
 * A password-authentication REST API: a Cognito user pool with an app client, a REST API with a Cognito authorizer,
 * and the Lambda functions that sign users up, log them in and care for their accounts.
 *
 * What it creates beyond the defaults of CDK: accounts cannot be told apart by errors, users survive the deletion of
 * the stack, each function may call only what its routes need on this one pool, and every answer, the gateway's own
 * included, has one shape.
 *
 * @example
 *
 * const auth = new CognitoPasswordAuthApi(this, 'Auth', {
 *   signUpMode: SignUpMode.EMAIL_CODE,
 *   passwordPolicy: { minLength: 14 },
 *   idTokenValidity: Duration.minutes(30),
 * });
 */
export class CognitoPasswordAuthApi extends Construct {
  /** The user pool; the existing one where one was given. */
  public readonly userPool: cognito.IUserPool;
  /** The app client; the existing one where one was given. */
  public readonly userPoolClient: cognito.IUserPoolClient;
  /** The API with every route, for methods and settings of your own. */
  public readonly restApi: apigateway.RestApi;
  /** Protects methods: the ID token opens those without a scope, the access token those with one. */
  public readonly authorizer: apigateway.CognitoUserPoolsAuthorizer;
  /** The address of the API, with a slash at its end: `https://<id>.execute-api.<region>.amazonaws.com/prod/`. */
  public readonly url: string;

  /** Serves the sign-up routes; undefined where there is none. */
  public readonly signupFunction?: lambda.Function;
  /** Serves `POST /login`. */
  public readonly loginFunction: lambda.Function;
  /** Serves `POST /login/challenge`; undefined where it is switched off. */
  public readonly challengeFunction?: lambda.Function;
  /** Serves refresh and logout; undefined where all of them are switched off. */
  public readonly sessionFunction?: lambda.Function;
  /** Serves `POST /password/forgot` and `POST /password/change`; undefined where there is neither. */
  public readonly passwordFunction?: lambda.Function;
  /** Serves `POST /password/reset`; undefined where there is none. */
  public readonly resetFunction?: lambda.Function;
  /** Serves `/me` and `/mfa`; undefined where there is neither. */
  public readonly accountFunction?: lambda.Function;
  /** Serves `POST /private`; undefined where it is switched off. */
  public readonly privateFunction?: lambda.Function;

  /** What routes of the user's own are added to. */
  private readonly surroundings: OwnRouteSurroundings;

  private readonly monitoring: Monitoring;

  private readonly webAclSource: WebAclSource;

  private readonly openApiSource: OpenApiOptions & { readonly routes: readonly Route[] };

  constructor(scope: Construct, id: string, props: CognitoPasswordAuthApiProps = {}) {
    super(scope, id);
    validateProps(this, props);
    const routes = routesOf(props);
    const cors = corsOf(props.defaultCorsPreflightOptions);

    this.userPool = props.userPool ?? createUserPool(this, props);
    this.userPoolClient = props.userPoolClient ?? createUserPoolClient(this, this.userPool, props);

    const source = { userPool: this.userPool, userPoolClient: this.userPoolClient, cors, props };
    const functions = createFunctions(this, routes, source);
    const handlerOf = (name: FunctionName) => functions.get(name)?.handler;
    this.signupFunction = handlerOf('signup') ?? handlerOf('signup-email-code');
    this.loginFunction = handlerOf('login')!;
    this.challengeFunction = handlerOf('challenge');
    this.sessionFunction = handlerOf('session');
    this.passwordFunction = handlerOf('password');
    this.resetFunction = handlerOf('reset');
    this.accountFunction = handlerOf('account');
    this.privateFunction = handlerOf('private');

    this.restApi = createRestApi(this, routes, props);
    this.authorizer = createAuthorizer(this, this.restApi, this.userPool);
    const methods = addMethods(this.restApi, routes, { basePath: props.basePath, authorizer: this.authorizer, functions });
    const preflights = new Preflights(cors);
    methods.forEach((method) => preflights.add(method));
    addGatewayResponses(this.restApi, cors);
    this.url = urlOf(this.restApi, props);

    this.surroundings = {
      restApi: this.restApi,
      authorizer: this.authorizer,
      ruleAuthorizers: new RuleAuthorizers(this, this.restApi, source),
      preflights,
      ownRoutes: new Set(routes.map((route) => `${route.method} ${pathOf(route, props.basePath)}`)),
    };

    const handlers = [...functions.values()].map(({ handler }) => handler);
    this.monitoring = new Monitoring(this, { restApi: this.restApi, functions: handlers, routes, props });

    this.webAclSource = { restApi: this.restApi, routes, cors, basePath: props.basePath };

    const { restApiName = this.node.path } = props;
    this.openApiSource = {
      routes,
      title: Token.isUnresolved(restApiName) ? this.node.path : restApiName,
      basePath: props.basePath ?? DEFAULT_BASE_PATH,
    };
    // Where `npx cdk-cognito-password-auth local` finds it.
    this.node.addMetadata(OPENAPI_METADATA_TYPE, Lazy.any({ produce: () => ({ restApi: this.restApi.restApiId, document: this.openApi() }) }));

    addWarnings(this, routes, props);
  }

  /**
   * The routes as an OpenAPI 3.1 document: bodies, answers, errors and the tokens that they want. Routes that you add are
   * not in it, and no server is, as the address is known only after the deployment.
   *
   * @example
   *
   * new s3deploy.BucketDeployment(this, 'ApiDocument', {
   *   destinationBucket: websiteBucket,
   *   sources: [s3deploy.Source.jsonData('openapi.json', auth.openApi())],
   * });
   *
   * @returns A new document, yours to change.
   */
  public openApi(): { [key: string]: any } {
    return structuredClone(openApiOf(this.openApiSource.routes, this.openApiSource));
  }

  /**
   * Adds a route of your own that only users who are logged in can call.
   *
   * @example
   *
   * auth.addPrivateRoute('orders/{id}', { methods: ['GET', 'DELETE'], handler: ordersFunction });
   *
   * @param path From the root of the API, without a slash at its ends: `orders`, `orders/{id}`, `files/{path+}`.
   * @param options What answers, to which methods, and which token opens it.
   * @returns The methods, for metrics and grants of your own.
   * @throws Error if the path, a method or a combination of options cannot work, or the route is there already.
   */
  public addPrivateRoute(path: string, options: PrivateRouteOptions = {}): apigateway.Method[] {
    validatePrivateRoute(path, options, this.surroundings);
    return addPrivateMethods(path, options, this.surroundings);
  }

  /**
   * Adds a route of your own that anyone can call.
   *
   * @param path From the root of the API, without a slash at its ends: `orders`, `orders/{id}`, `files/{path+}`.
   * @param options What answers, and to which methods.
   * @returns The methods, for metrics and grants of your own.
   * @throws Error if the path, a method or a combination of options cannot work, or the route is there already.
   */
  public addPublicRoute(path: string, options: PublicRouteOptions = {}): apigateway.Method[] {
    validatePublicRoute(path, options, this.surroundings);
    return addPublicMethods(path, options, this.surroundings);
  }

  /**
   * Puts a web ACL of AWS WAF before the API: it limits how often one IP address may call the routes that are open to
   * anyone, and asks managed rule groups of AWS. It is charged by the month, see `docs/scaling.md`.
   *
   * Whom it blocks gets a 403 with the code `forbidden`.
   *
   * @example
   *
   * auth.addWebAcl({ rateLimit: 50 });
   *
   * @returns The web ACL, for rules of your own.
   * @throws Error if the API has one already, or AWS WAF would refuse an option
   */
  public addWebAcl(options: WebAclOptions = {}): wafv2.CfnWebACL {
    validateWebAcl(options);
    return createWebAcl(this, this.webAclSource, options);
  }

  /**
   * Puts an existing web ACL of AWS WAF before the API.
   *
   * @param webAclArn Of a regional web ACL in the API's Region.
   * @returns The association.
   * @throws Error if the API has one already, or the ARN is of something else
   */
  public associateWebAcl(webAclArn: string): wafv2.CfnWebACLAssociation {
    validateWebAclArn(this, webAclArn);
    return associateWebAcl(this, this.webAclSource, webAclArn);
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
    return this.monitoring.metric(LOG_METRICS.loginSucceeded, options);
  }

  /**
   * Logins that failed by a wrong password, a wrong code or an unknown user.
   *
   * @default - sum over 5 minutes
   */
  public metricLoginFailed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.loginFailed, options);
  }

  /**
   * How long the login function took, in milliseconds.
   *
   * @default - 99th percentile over 5 minutes
   */
  public metricLoginDuration(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.loginDuration, options);
  }

  /**
   * Accounts that came to be by sign-up; in EMAIL_CODE mode those whose address was proved.
   *
   * @default - sum over 5 minutes
   * @throws Error where there is no signup route
   */
  public metricSignups(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.signups(options);
  }

  /**
   * Refresh tokens that were used again after they had been replaced, which a thief and the owner would do.
   *
   * @default - sum over 5 minutes
   * @throws Error where refresh tokens do not rotate, or there is no refresh route
   */
  public metricRefreshTokenReuse(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.refreshTokenReuse(options);
  }

  /**
   * Requests that Cognito refused because of a quota or a limit of the user. What the gateway refuses by itself is in
   * `restApi.metricClientError()`.
   *
   * @default - sum over 5 minutes
   */
  public metricThrottled(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.throttled, options);
  }

  /**
   * Requests that met an error for which there is no answer, and password resets that left sessions open.
   *
   * @default - sum over 5 minutes
   */
  public metricInternalErrors(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.internalErrors, options);
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
    return createAlarms(this.monitoring, options);
  }

  /**
   * Adds a dashboard for whoever is on call: alarms, if they were added before, logins, errors, latency, functions and
   * the latest requests that found no answer.
   *
   * @throws Error if called twice, or with widgets, which can be added to what it returns
   */
  public addDashboard(options: cloudwatch.DashboardProps = {}): cloudwatch.Dashboard {
    return createDashboard(this.monitoring, options);
  }
}
