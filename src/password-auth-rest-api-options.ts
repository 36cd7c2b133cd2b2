import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as iam from 'aws-cdk-lib/aws-iam';

/**
 * The REST API. Names that CDK's `RestApi` has mean the same here.
 */
export interface PasswordAuthRestApiOptions {
  /**
   * An API that is there already, to which the routes are added. It is not changed otherwise: props that would change it
   * throw, its own `defaultCorsPreflightOptions` count, and the throttles of single methods are added to its stage
   * where this app makes it.
   *
   * It must be a `RestApi` of the same stack, or one imported there by `RestApi.fromRestApiAttributes()`. Nothing in this
   * app deploys the methods of an imported API; a warning says so.
   *
   * @default - an API of its own
   */
  readonly restApi?: apigateway.IRestApi;

  /**
   * Whether the gateway's own errors get the shape and the CORS headers of the other errors. They are worded for the whole
   * API, routes of others included.
   *
   * @default - true, unless `restApi` is given
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/supported-gateway-response-types.html
   */
  readonly gatewayResponses?: boolean;

  /**
   * The name of the REST API.
   *
   * @default - the path of the construct
   */
  readonly restApiName?: string;

  /**
   * What stands before the path of each route: `user` makes `/user/login`. Segments are joined by `/`; the empty
   * string puts the routes at the root.
   *
   * @default 'user'
   */
  readonly basePath?: string;

  /**
   * The stage. What is given here has the last word; `methodOptions` are merged by their key (`/user/login/POST`),
   * and synthesis fails where the API has no such method. A limit of the stage holds for throttled methods too.
   * Refused are data traces, which write passwords and tokens to the log, and the cache, which knows no users.
   *
   * @default - stage `prod`, 100 requests per second with a burst of 200, less on the methods that send mail, make
   *   users or check passwords
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   */
  readonly deployOptions?: apigateway.StageOptions;

  /**
   * Whether the stage writes an access log, kept 30 days: caller, route, status and latency, never a body, header or
   * token.
   *
   * API Gateway refuses the stage in an account that has never set its logging role. `cloudWatchRole` sets it.
   *
   * @default - the value of `cloudWatchRole`
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
   */
  readonly accessLog?: boolean;

  /**
   * Whether this stack sets API Gateway's logging role. There is one for all APIs of the account and Region, and
   * setting it replaces the one that is there.
   *
   * @default false
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-logging.html
   */
  readonly cloudWatchRole?: boolean;

  /**
   * The endpoint of the REST API. A private one needs a `policy`.
   *
   * @default - an edge-optimised endpoint
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-api-endpoint-types.html
   */
  readonly endpointConfiguration?: apigateway.EndpointConfiguration;

  /**
   * The resource policy of the REST API.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-resource-policies.html
   */
  readonly policy?: iam.PolicyDocument;

  /**
   * A custom domain for the API, which `url` then names. Its base path stands before that of the routes: `v1` makes
   * `https://auth.example.com/v1/user/login`. The certificate is one of the stack's Region, for an EDGE domain of
   * us-east-1.
   *
   * @default - none
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-custom-domains.html
   */
  readonly domainName?: apigateway.DomainNameOptions;

  /**
   * Whether the API answers on its custom domain only. Without `domainName`, synthesis warns: `url` then names an address
   * that does not answer.
   *
   * @default false
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/rest-api-disable-default-endpoint.html
   */
  readonly disableExecuteApiEndpoint?: boolean;

  /**
   * Which websites may call the API from a browser: preflight answers, answers of the functions and the gateway's own
   * errors follow it. Empty `allowOrigins` turn CORS off. Scripts see the headers that `exposeHeaders` names, without
   * it `Retry-After` and `x-amzn-RequestId`.
   *
   * The gateway's own errors cannot name one of several origins: they name any, or the first one where
   * `allowCredentials` is set. `*` together with `allowCredentials` is refused.
   *
   * @default - any origin, without credentials: tokens travel in a header, never in a cookie
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-cors.html
   */
  readonly defaultCorsPreflightOptions?: apigateway.CorsOptions;
}
