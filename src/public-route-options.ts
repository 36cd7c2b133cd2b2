import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * A route of your own, whoever may call it. It has either a `handler` or an `integration`.
 *
 * Preflights and the gateway's own errors are the construct's. The CORS headers of an answer that a function gives are
 * the function's to set.
 */
export interface PublicRouteOptions {
  /**
   * The HTTP methods, in capitals: GET, POST, PUT, PATCH, DELETE, HEAD, or ANY for all of them. The construct answers
   * OPTIONS itself.
   *
   * @default ['GET']
   */
  readonly methods?: string[];

  /**
   * The function that answers, by a Lambda proxy integration. API Gateway may invoke it for these methods only.
   *
   * @default - `integration` answers
   */
  readonly handler?: lambda.IFunction;

  /**
   * What answers, where it is not a function or not by a proxy integration.
   *
   * @default - `handler` answers
   */
  readonly integration?: apigateway.Integration;

  /**
   * The throttle of each of the methods: requests per second, and how many may come at once. A limit that is left out
   * is the stage's.
   *
   * @default - the stage's
   */
  readonly throttle?: apigateway.ThrottleSettings;
}
