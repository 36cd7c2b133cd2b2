import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cloudwatch from 'aws-cdk-lib/aws-cloudwatch';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { AlarmsOptions } from './alarms-options';
import { CognitoPasswordAuthApiProps } from './cognito-password-auth-api-props';
import { ApiContext } from './private/context';
import { CustomRoutes } from './private/custom-routes/custom-routes';
import { createFunctions } from './private/functions/functions';
import { createAlarms } from './private/monitoring/alarms';
import { createDashboard } from './private/monitoring/dashboard';
import { LOG_METRICS } from './private/monitoring/metrics';
import { Monitoring } from './private/monitoring/monitoring';
import { openApiDocument } from './private/open-api/document';
import { addOpenApiMetadata } from './private/open-api/metadata';
import { addGatewayResponses } from './private/rest-api/gateway-responses';
import { addMethods } from './private/rest-api/methods';
import { urlOf } from './private/rest-api/rest-api';
import { resolveSettings } from './private/settings';
import * as actions from './private/user-pool/grants';
import { validateProps, validateSettings } from './private/validate-props';
import { addWarnings } from './private/warnings';
import { associateWebAcl, createWebAcl } from './private/web-acl/web-acl';
import { PrivateRouteOptions } from './private-route-options';
import { PublicRouteOptions } from './public-route-options';
import { WebAclOptions } from './web-acl-options';

/**
 * A password-authentication REST API: a Cognito user pool with an app client, a REST API with a Cognito authorizer,
 * and the Lambda functions that sign users up, log them in and manage their accounts.
 *
 * Beyond CDK's defaults, error responses do not reveal which accounts exist, users survive the deletion of the stack, each
 * function has only the permissions on this one pool that its routes need, and all errors, including those of API Gateway,
 * have the same shape.
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
  /** The created or existing user pool. */
  public readonly userPool: cognito.IUserPool;
  /** The created or existing app client. */
  public readonly userPoolClient: cognito.IUserPoolClient;
  /** The created or existing REST API, with every route. */
  public readonly restApi: apigateway.RestApiBase;
  /**
   * Protects your own methods that take the ID token. Tokens of other app clients get a 401, and so does every access
   * token; for methods with scopes use `accessTokenAuthorizer`.
   */
  public readonly authorizer: apigateway.CognitoUserPoolsAuthorizer;
  /**
   * Protects your own methods that take the access token, which need `authorizationScopes`. API Gateway accepts access
   * tokens of every app client of the pool, so compare the `client_id` claim where the pool has others.
   */
  public readonly accessTokenAuthorizer: apigateway.CognitoUserPoolsAuthorizer;
  /** Serves the sign-up routes. Undefined if there is none. */
  public readonly signupFunction?: lambda.Function;
  /** Serves `POST /login`. */
  public readonly loginFunction: lambda.Function;
  /** Serves `POST /login/challenge`. Undefined if it is switched off. */
  public readonly challengeFunction?: lambda.Function;
  /** Serves refresh and logout. Undefined if all of them are switched off. */
  public readonly sessionFunction?: lambda.Function;
  /** Serves `POST /password/forgot` and `POST /password/change`. Undefined if there is neither. */
  public readonly passwordFunction?: lambda.Function;
  /** Serves `POST /password/reset`. Undefined if there is none. */
  public readonly resetFunction?: lambda.Function;
  /** Serves `/me` and `/mfa`. Undefined if there is neither. */
  public readonly accountFunction?: lambda.Function;
  /** Serves `POST /private`. Undefined if it is switched off. */
  public readonly privateFunction?: lambda.Function;

  private readonly context: ApiContext;
  private readonly customRoutes: CustomRoutes;
  private readonly monitoring: Monitoring;

  constructor(scope: Construct, id: string, props: CognitoPasswordAuthApiProps = {}) {
    super(scope, id);
    validateProps(this, props);
    const settings = resolveSettings(this, props);
    validateSettings(props, settings);

    this.context = new ApiContext(this, settings);
    const functions = createFunctions(this.context);
    addMethods(this.context, functions);
    if (this.context.gatewayResponses) addGatewayResponses(this.context.gatewayResponses);
    this.customRoutes = new CustomRoutes(this.context);
    this.monitoring = new Monitoring(this.context, functions);
    addOpenApiMetadata(this.context);
    addWarnings(this.context);

    this.userPool = this.context.userPool;
    this.userPoolClient = this.context.userPoolClient;
    this.restApi = this.context.restApi;
    this.authorizer = this.context.authorizers.id;
    this.accessTokenAuthorizer = this.context.authorizers.access;
    this.signupFunction = (functions.get('signup') ?? functions.get('signup-email-code'))?.handler;
    this.loginFunction = functions.get('login')!.handler;
    this.challengeFunction = functions.get('challenge')?.handler;
    this.sessionFunction = functions.get('session')?.handler;
    this.passwordFunction = functions.get('password')?.handler;
    this.resetFunction = functions.get('reset')?.handler;
    this.accountFunction = functions.get('account')?.handler;
    this.privateFunction = functions.get('private')?.handler;
  }

  /**
   * The URL of the API, with a slash at its end: `https://<id>.execute-api.<region>.amazonaws.com/prod/`, or that of the
   * custom domain.
   * @throws Error if an existing API has no stage in this app
   */
  public get url(): string {
    return urlOf(this.restApi, this.context.settings.restApi);
  }

  /**
   * The routes as an OpenAPI 3.1 document: bodies, responses, errors and tokens. It includes the routes of
   * `addPrivateRoute()` and `addPublicRoute()` with their schemas, but not methods that you add to `restApi`. It names no
   * server, because the URL is known only after the deployment.
   *
   * With `gatewayResponses` off, custom routes have only the statuses of API Gateway's own errors, not their bodies.
   *
   * @example
   * new s3deploy.BucketDeployment(this, 'ApiDocument', {
   *   destinationBucket: websiteBucket,
   *   sources: [s3deploy.Source.jsonData('openapi.json', auth.openApi())],
   * });
   * @returns A new document, which you may change.
   */
  public openApi(): { [key: string]: any } {
    return openApiDocument(this.context.settings, this.context.customRoutes);
  }

  /**
   * Adds a custom route that only logged-in users can call.
   *
   * @example
   * auth.addPrivateRoute('orders/{id}', { methods: ['GET', 'DELETE'], handler: ordersFunction });
   *
   * @param path From the root of the API, without a slash at its ends: `orders`, `orders/{id}`, `files/{path+}`.
   * @param options What responds, to which methods, and which token is required.
   * @returns The methods, for metrics and grants.
   * @throws Error if the path, a method or a combination of options cannot work, or the route exists already.
   */
  public addPrivateRoute(path: string, options: PrivateRouteOptions = {}): apigateway.Method[] {
    return this.customRoutes.addPrivate(path, options);
  }

  /**
   * Adds a custom route that anyone can call.
   *
   * @param path From the root of the API, without a slash at its ends: `orders`, `orders/{id}`, `files/{path+}`.
   * @param options What responds, and to which methods.
   * @returns The methods, for metrics and grants.
   * @throws Error if the path, a method or a combination of options cannot work, or the route exists already.
   */
  public addPublicRoute(path: string, options: PublicRouteOptions = {}): apigateway.Method[] {
    return this.customRoutes.addPublic(path, options);
  }

  /**
   * Adds an AWS WAF web ACL to the API: it limits how often one IP address can call the public routes, and applies AWS
   * managed rule groups. It has a monthly price, see `docs/scaling.md`. A blocked caller gets a 403 with the code `forbidden`.
   *
   * @example
   * auth.addWebAcl({ rateLimit: 50 });
   * @returns The web ACL, to which you can add rules.
   * @throws Error if the API has one already, or AWS WAF would reject an option
   */
  public addWebAcl(options: WebAclOptions = {}): wafv2.CfnWebACL {
    return createWebAcl(this.context, options);
  }

  /**
   * Associates an existing AWS WAF web ACL with the API.
   *
   * @param webAclArn The ARN of a regional web ACL in the API's Region.
   * @returns The association.
   * @throws Error if the API has one already, or the ARN is not that of a regional web ACL
   */
  public associateWebAcl(webAclArn: string): wafv2.CfnWebACLAssociation {
    return associateWebAcl(this.context, webAclArn);
  }

  /** Grants looking up users and their groups. */
  public grantReadUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, ...actions.READ_ACTIONS);
  }

  /** Grants inviting users, who get a temporary password by email and choose their own at the first login. */
  public grantInviteUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, ...actions.INVITE_ACTIONS);
  }

  /**
   * Grants looking up, inviting, changing, disabling, enabling, signing out and deleting users, and making them reset their
   * password. The grantee cannot set a password or log in as a user, but can change a user's address to their own and then
   * reset the password.
   */
  public grantManageUsers(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, ...actions.MANAGE_ACTIONS);
  }

  /**
   * Grants looking up users and groups, and adding users to groups and removing them. The grantee cannot create or delete a
   * group, but can add anyone to every group.
   */
  public grantManageGroups(grantee: iam.IGrantable): iam.Grant {
    return this.userPool.grant(grantee, ...actions.MANAGE_GROUPS_ACTIONS);
  }

  /**
   * Logins that ended in tokens, including those with a second factor.
   *
   * This and the other login metrics come from the functions' log by a metric filter, which is created when the metric is
   * first requested. They have a namespace of their own, `CognitoPasswordAuthApi/<path>`.
   * @default - sum over 5 minutes
   */
  public metricLoginSucceeded(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.loginSucceeded, options);
  }

  /**
   * Wrong guesses: logins with a wrong password, a wrong code or an unknown user, wrong codes and current passwords on other
   * routes, and sign-ups of a taken address.
   * @default - sum over 5 minutes
   */
  public metricLoginFailed(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.loginFailed, options);
  }

  /**
   * The duration of the login function in milliseconds.
   * @default - 99th percentile over 5 minutes
   */
  public metricLoginDuration(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.loginDuration, options);
  }

  /**
   * The latency of all requests at API Gateway, including those to custom routes, in milliseconds.
   * @default - 99th percentile over 5 minutes
   */
  public metricLatency(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.latency(options);
  }

  /**
   * Accounts created by sign-up. In EMAIL_CODE mode, those whose address was verified.
   * @default - sum over 5 minutes
   * @throws Error if there is no signup route
   */
  public metricSignups(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.signups(options);
  }

  /**
   * Refresh tokens that were used again after they had been replaced, which indicates a stolen token.
   * @default - sum over 5 minutes
   * @throws Error if refresh tokens do not rotate, or there is no refresh route
   */
  public metricRefreshTokenReuse(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.refreshTokenReuse(options);
  }

  /**
   * Requests that Cognito rejected because of a quota or a limit for the user. Those that API Gateway rejects are in
   * `restApi.metricClientError()`.
   * @default - sum over 5 minutes
   */
  public metricThrottled(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.throttled, options);
  }

  /**
   * Requests that met an unexpected error, and password resets that left sessions open.
   * @default - sum over 5 minutes
   */
  public metricInternalErrors(options?: cloudwatch.MetricOptions): cloudwatch.Metric {
    return this.monitoring.metric(LOG_METRICS.internalErrors, options);
  }

  /**
   * Adds alarms for password guessing, error rate, internal errors, latency, Cognito's sign-in quota and, if refresh tokens
   * rotate, their reuse. Each description links to its runbook.
   * @throws Error if called twice, or with a threshold that would never or always be exceeded
   * @example
   * auth.addAlarms({ topic: new sns.Topic(this, 'OnCall') });
   */
  public addAlarms(options: AlarmsOptions = {}): cloudwatch.Alarm[] {
    return createAlarms(this.monitoring, options);
  }

  /**
   * Adds a dashboard for operators: alarms that were added before, logins, errors, latency, functions and the latest
   * requests that met an unexpected error.
   * @throws Error if called twice, or with widgets, which can be added to what it returns
   */
  public addDashboard(options: cloudwatch.DashboardProps = {}): cloudwatch.Dashboard {
    return createDashboard(this.monitoring, options);
  }
}
