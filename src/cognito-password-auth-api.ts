import { Lazy, Token } from 'aws-cdk-lib';
import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as wafv2 from 'aws-cdk-lib/aws-wafv2';
import { Construct } from 'constructs';
import { CognitoPasswordAuthApiBase } from './cognito-password-auth-api-base';
import { CognitoPasswordAuthApiProps } from './cognito-password-auth-api-props';
import { addOwnMethods, OwnRouteSurroundings } from './private/custom-routes/custom-routes';
import { RuleAuthorizers } from './private/custom-routes/rule-authorizers';
import { validatePrivateRoute, validatePublicRoute } from './private/custom-routes/validate-custom-routes';
import { createFunctions } from './private/functions/functions';
import { Monitoring } from './private/monitoring/monitoring';
import { openApiOf, OpenApiOptions } from './private/open-api/document';
import { AUTHORIZER_NAME, createAuthorizer } from './private/rest-api/authorizer';
import { corsOf } from './private/rest-api/cors';
import { addGatewayResponses } from './private/rest-api/gateway-responses';
import { integrationsOf } from './private/rest-api/handler-integrations';
import { throttleRoutes } from './private/rest-api/method-settings';
import { addMethods } from './private/rest-api/methods';
import { Preflights } from './private/rest-api/preflights';
import { createRestApi, DEFAULT_BASE_PATH, hasGatewayResponses, pathOf, prefixOf, urlOf } from './private/rest-api/rest-api';
import { routesOf } from './private/route-choice';
import { createUserPool } from './private/user-pool/user-pool';
import { createUserPoolClient } from './private/user-pool/user-pool-client';
import { validateProps } from './private/validate-props';
import { addWarnings } from './private/warnings';
import { validateWebAcl, validateWebAclArn } from './private/web-acl/validate-web-acl';
import { associateWebAcl, createWebAcl, WebAclSource } from './private/web-acl/web-acl';
import { PrivateRouteOptions } from './private-route-options';
import { PublicRouteOptions } from './public-route-options';
import { FunctionName } from './routes/route';
import { TokenUse } from './token-use';
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
export class CognitoPasswordAuthApi extends CognitoPasswordAuthApiBase {
  /** The user pool, or the existing one where one was given. */
  public readonly userPool: cognito.IUserPool;
  /** The app client, or the existing one where one was given. */
  public readonly userPoolClient: cognito.IUserPoolClient;
  /** The API with every route, for methods and settings of your own. It is the existing one where one was given. */
  public readonly restApi: apigateway.RestApiBase;
  /** Protects methods: the ID token opens those without a scope, the access token those with one. */
  public readonly authorizer: apigateway.CognitoUserPoolsAuthorizer;
  /** Serves the sign-up routes. Undefined where there is none. */
  public readonly signupFunction?: lambda.Function;
  /** Serves `POST /login`. */
  public readonly loginFunction: lambda.Function;
  /** Serves `POST /login/challenge`. Undefined where it is switched off. */
  public readonly challengeFunction?: lambda.Function;
  /** Serves refresh and logout. Undefined where all of them are switched off. */
  public readonly sessionFunction?: lambda.Function;
  /** Serves `POST /password/forgot` and `POST /password/change`. Undefined where there is neither. */
  public readonly passwordFunction?: lambda.Function;
  /** Serves `POST /password/reset`. Undefined where there is none. */
  public readonly resetFunction?: lambda.Function;
  /** Serves `/me` and `/mfa`. Undefined where there is neither. */
  public readonly accountFunction?: lambda.Function;
  /** Serves `POST /private`. Undefined where it is switched off. */
  public readonly privateFunction?: lambda.Function;

  /** What routes of the user's own are added to. */
  private readonly surroundings: OwnRouteSurroundings;

  /** @internal */
  protected readonly _monitoring: Monitoring;

  private readonly webAclSource: WebAclSource;

  private readonly openApiOptions: OpenApiOptions;

  private readonly props: CognitoPasswordAuthApiProps;

  constructor(scope: Construct, id: string, props: CognitoPasswordAuthApiProps = {}) {
    super(scope, id);
    this.props = props;
    validateProps(this, props);
    const routes = routesOf(props);
    const cors = corsOf(props);

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

    // Validated: every API of CDK's is one.
    this.restApi = props.restApi as apigateway.RestApiBase | undefined ?? createRestApi(this, routes, props);
    // What belongs to an API of somebody else's stands here, where nothing of theirs can be called alike.
    const home = props.restApi ? this : this.restApi;
    this.authorizer = createAuthorizer(this, this.restApi, this.userPool, props.restApi ? `${prefixOf(this)}-${AUTHORIZER_NAME}` : AUTHORIZER_NAME);
    const { methods, requestValidator } = addMethods(this.restApi, routes, {
      scope: home, basePath: props.basePath, authorizer: this.authorizer, integrations: integrationsOf(this, functions),
    });
    if (props.restApi) throttleRoutes(this.restApi, routes, (route) => pathOf(route, props.basePath));
    const preflights = new Preflights(cors);
    methods.forEach((method) => preflights.add(method));
    const gatewayResponses = hasGatewayResponses(props) ? { scope: home, restApi: this.restApi, cors } : undefined;
    if (gatewayResponses) addGatewayResponses(gatewayResponses);

    this.surroundings = {
      restApi: this.restApi,
      authorizer: this.authorizer,
      ruleAuthorizers: new RuleAuthorizers(this, source),
      preflights,
      requestValidator,
      routes,
      pathOf: (route) => pathOf(route, props.basePath),
      ownRoutes: [],
    };

    const handlers = [...functions.values()].map(({ handler }) => handler);
    this._monitoring = new Monitoring(this, { restApi: this.restApi, functions: handlers, routes, props });

    this.webAclSource = { restApi: this.restApi, routes, gatewayResponses, basePath: props.basePath };

    const { restApiName = props.restApi?.restApiName ?? this.node.path } = props;
    this.openApiOptions = {
      title: Token.isUnresolved(restApiName) ? this.node.path : restApiName,
      basePath: props.basePath ?? DEFAULT_BASE_PATH,
      gatewayResponses: gatewayResponses !== undefined,
    };
    // Where `npx cdk-cognito-password-auth local` finds it.
    this.node.addMetadata(OPENAPI_METADATA_TYPE, Lazy.any({ produce: () => ({ restApi: this.restApi.restApiId, document: this.openApi() }) }));

    addWarnings(this, routes, props);
  }

  /**
   * The address of the API, with a slash at its end: `https://<id>.execute-api.<region>.amazonaws.com/prod/`, or that of
   * the custom domain where one was given.
   *
   * @throws Error where an existing API has no stage in this app
   */
  public get url(): string {
    return urlOf(this.restApi, this.props);
  }

  /**
   * The routes as an OpenAPI 3.1 document: bodies, answers, errors and the tokens that they want. Routes that were added by
   * `addPrivateRoute()` and `addPublicRoute()` are in it, with the schemas that were given for them; methods that were added
   * to `restApi` are not. No server is in it, as the address is known only after the deployment.
   *
   * It describes the gateway's own errors as `gatewayResponses` words them. Where that is off, the API words them otherwise,
   * and added routes have only their statuses.
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
    return structuredClone(openApiOf(this.surroundings, this.openApiOptions));
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
    return addOwnMethods({ path, options, token: options.tokenUse === TokenUse.ACCESS ? 'access' : 'id' }, this.surroundings);
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
    return addOwnMethods({ path, options, token: 'none' }, this.surroundings);
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
}
