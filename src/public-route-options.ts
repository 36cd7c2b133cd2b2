import * as apigateway from 'aws-cdk-lib/aws-apigateway';
import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * A custom route that anyone can call. It has either a `handler` or an `integration`.
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
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/set-up-lambda-proxy-integrations.html
   */
  readonly handler?: lambda.IFunction;

  /**
   * What answers, where it is not a function or not by a proxy integration.
   *
   * @default - `handler` answers
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/how-to-integration-settings.html
   */
  readonly integration?: apigateway.Integration;

  /**
   * The throttle of each of the methods: requests per second, and how many may come at once. A limit that is left out
   * is the stage's.
   *
   * @default - the stage's
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/api-gateway-request-throttling.html
   */
  readonly throttle?: apigateway.ThrottleSettings;

  /**
   * What the operation is called: a letter, then letters, digits and _. Client generators make the name of a function of
   * it. It needs a route of one method, and no other operation may have it.
   *
   * @default - none
   */
  readonly operationName?: string;

  /**
   * What the route does, in a line for the OpenAPI document.
   *
   * @default - none
   */
  readonly summary?: string;

  /**
   * The JSON Schema (draft-04) of the body. API Gateway answers a body that does not fit with a 400 `invalid_request`
   * before the route's function runs, whatever content type it has. The methods must be POST, PUT or PATCH.
   *
   * An object with a `title`, and each of the `definitions`, is a schema of that name in the OpenAPI document. One name
   * stands for one schema.
   *
   * @default - any body
   *
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/models-mappings-models.html
   */
  readonly requestSchema?: apigateway.JsonSchema;

  /**
   * The JSON Schemas (draft-04) of the answers by their status, such as `200`, for the OpenAPI document. Nothing checks
   * them. An answer without a body, such as a 204, has the schema `{}`. Errors of the gateway need not be named.
   *
   * @default - any answer
   */
  readonly responseSchemas?: { [status: string]: apigateway.JsonSchema };
}
