import * as lambda from 'aws-cdk-lib/aws-lambda';

/**
 * How functions behind the routes run. What is given here has the last word over the defaults; what would break a
 * function, or would silently have no effect, throws.
 *
 * Refused are `role` (each function has a role of its own, with no more than its routes need), a `functionName` for
 * several functions, a `logGroup` for a single one (metrics read one log), `logRetention` and its kin (use `logGroup`),
 * log levels that would drop the lines of which metrics are made, a `timeout` at or above the 29 seconds after which
 * API Gateway gives up, environment variables that the construct itself sets, tenants, durable execution,
 * and whatever is for functions that nobody waits for (`deadLetterQueue`, `onFailure`, `events` and their kin).
 */
export interface HandlerFunctionOptions extends lambda.FunctionOptions {
  /**
   * The runtime: Node.js 22 or newer.
   *
   * @default Runtime.NODEJS_24_X
   * @see https://docs.aws.amazon.com/lambda/latest/dg/lambda-runtimes.html
   */
  readonly runtime?: lambda.Runtime;

  /**
   * How many environments Lambda keeps ready, which are paid for while they wait. API Gateway then invokes the alias
   * `live` of the function's current version instead of the function itself.
   *
   * @default - none, and no version is made
   * @see https://docs.aws.amazon.com/lambda/latest/dg/provisioned-concurrency.html
   */
  readonly provisionedConcurrentExecutions?: number;
}
