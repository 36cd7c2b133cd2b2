import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as cognito from 'aws-cdk-lib/aws-cognito';
import * as logs from 'aws-cdk-lib/aws-logs';
import * as secretsmanager from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { CustomRoute } from './custom-routes/custom-route';
import { functionLogGroupFor } from './functions/logs';
import { Authorizers, createAuthorizers } from './rest-api/authorizers';
import { GatewayResponsesTarget } from './rest-api/gateway-responses';
import { createModels } from './rest-api/models';
import { Preflights } from './rest-api/preflights';
import { pathOf } from './rest-api/resources';
import { restApiFor } from './rest-api/rest-api';
import { Settings } from './settings';
import { clientSecretFor } from './user-pool/client-secret';
import { userPoolFor } from './user-pool/user-pool';
import { userPoolClientFor } from './user-pool/user-pool-client';
import { Route } from '../routes/route';
import { ObjectSchema } from '../routes/schemas';

/** What the parts of one API share. */
export class ApiContext {
  readonly userPool: cognito.IUserPool;
  readonly userPoolClient: cognito.IUserPoolClient;
  /** Where functions read the client's secret. Undefined if the client has none. */
  readonly clientSecret: secretsmanager.ISecret | undefined;
  /** The one log group of all functions. */
  readonly functionLogGroup: logs.ILogGroupRef;
  readonly restApi: apigateway.RestApiBase;
  /**
   * The scope of models, validators and gateway responses: the API, or the construct for an existing API, which may have
   * children with the same ids.
   */
  readonly apiScope: Construct;
  /** The app clients whose tokens private routes take. */
  readonly tokenClientIds: readonly string[];
  readonly authorizers: Authorizers;
  /** By the schema of the body. */
  readonly models: ReadonlyMap<ObjectSchema, apigateway.IModel>;
  /** Validates bodies against the model of their method. */
  readonly requestValidator: apigateway.IRequestValidator;
  readonly preflights: Preflights;
  /** Undefined if the construct leaves API Gateway's own errors alone. */
  readonly gatewayResponses: GatewayResponsesTarget | undefined;
  /** The custom routes so far. */
  readonly customRoutes: CustomRoute[] = [];

  /** @param scope - the construct */
  constructor(readonly scope: Construct, readonly settings: Settings) {
    const { cors, gatewayResponses } = settings.restApi;
    this.userPool = userPoolFor(scope, settings.userPool);
    this.userPoolClient = userPoolClientFor(scope, this.userPool, settings.userPoolClient);
    this.clientSecret = clientSecretFor(scope, this.userPoolClient, settings.userPoolClient);
    this.functionLogGroup = functionLogGroupFor(scope, settings);
    this.restApi = restApiFor(scope, settings.restApi, settings.removalPolicy);
    this.apiScope = settings.restApi.kind === 'existing' ? scope : this.restApi;
    this.tokenClientIds = [this.userPoolClient, ...settings.additionalUserPoolClients].map(({ userPoolClientId }) => userPoolClientId);
    this.authorizers = createAuthorizers(this);
    this.models = createModels(this.apiScope, this.restApi, settings.routes);
    this.requestValidator = new apigateway.RequestValidator(this.apiScope, 'BodyValidator', { restApi: this.restApi, validateRequestBody: true });
    this.preflights = new Preflights(cors);
    this.gatewayResponses = gatewayResponses ? { scope: this.apiScope, restApi: this.restApi, cors } : undefined;
  }

  /** The path of a route from the root of the API, without a leading slash. */
  pathOf(route: Route): string {
    return pathOf(route, this.settings.restApi.basePath);
  }
}
