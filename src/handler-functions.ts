import { HandlerFunctionOptions } from './handler-function-options';

/**
 * How single functions run, where they differ from `functionOptions`. A member that is given for a function replaces the
 * one for all functions, save that `environment` is added to theirs.
 *
 * Options for a function that no route needs throw, as they would have no effect.
 */
export interface HandlerFunctions {
  /**
   * The function of the sign-up routes.
   *
   * @default - as `functionOptions` says
   */
  readonly signup?: HandlerFunctionOptions;

  /**
   * The function of `POST /login`.
   *
   * @default - as `functionOptions` says
   */
  readonly login?: HandlerFunctionOptions;

  /**
   * The function of `POST /login/challenge`.
   *
   * @default - as `functionOptions` says
   */
  readonly challenge?: HandlerFunctionOptions;

  /**
   * The function of refresh and logout.
   *
   * @default - as `functionOptions` says
   */
  readonly session?: HandlerFunctionOptions;

  /**
   * The function of `POST /password/forgot` and `POST /password/change`.
   *
   * @default - as `functionOptions` says
   */
  readonly password?: HandlerFunctionOptions;

  /**
   * The function of `POST /password/reset`.
   *
   * @default - as `functionOptions` says
   */
  readonly reset?: HandlerFunctionOptions;

  /**
   * The function of `/me` and `/mfa`.
   *
   * @default - as `functionOptions` says
   */
  readonly account?: HandlerFunctionOptions;

  /**
   * The function of `POST /private`.
   *
   * @default - as `functionOptions` says
   */
  readonly privateRoute?: HandlerFunctionOptions;

  /**
   * The functions that decide who may call custom routes with `allowedGroups` or `revocationCheck`. Without
   * such a route, synthesis fails.
   *
   * @default - as `functionOptions` says
   */
  readonly authorizer?: HandlerFunctionOptions;
}
