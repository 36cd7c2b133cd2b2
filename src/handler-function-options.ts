import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * How the functions behind the routes run. What is given here has the last word over the defaults, in every function
 * alike; what would break one of them throws.
 *
 * Refused are `functionName` (one name for several functions), `role` (each function has a role of its own, with no
 * more than its routes need), `logRetention` and its kin (use `logGroup`), a `timeout` at or above the 29 seconds
 * after which API Gateway gives up, and environment variables that the construct itself sets.
 */
export interface HandlerFunctionOptions extends lambda.FunctionOptions {
  /**
   * The runtime: Node.js 22 or newer.
   *
   * @default Runtime.NODEJS_24_X
   */
  readonly runtime?: lambda.Runtime;
}
