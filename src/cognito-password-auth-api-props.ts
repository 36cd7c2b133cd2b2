import { HandlerFunctionOptions } from './handler-function-options';
import { HandlerFunctions } from './handler-functions';
import { PasswordAuthRestApiOptions } from './password-auth-rest-api-options';
import { PasswordAuthUserPoolOptions } from './password-auth-user-pool-options';
import { RouteSwitches } from './route-switches';
import { SignUpMode } from './sign-up-mode';

/**
 * What a `CognitoPasswordAuthApi` is made of. Everything is optional.
 *
 * Much of what Cognito or API Gateway would refuse at deploy, and of what would silently have no effect, throws at
 * synthesis already: the message names the prop, its value and the fix.
 */
export interface CognitoPasswordAuthApiProps extends PasswordAuthUserPoolOptions, PasswordAuthRestApiOptions {
  /**
   * How accounts are created, and therefore which sign-up routes exist.
   *
   * It can change after the first deploy. With an existing `userPool` it decides the routes only: EMAIL_CODE needs a
   * pool that allows self sign-up and sends codes by email.
   *
   * @default SignUpMode.AUTO_CONFIRM
   */
  readonly signUpMode?: SignUpMode;

  /**
   * How the functions run, all of them.
   *
   * @default - Node.js 24, arm64, 512 MB, 25 seconds, one log group kept 30 days
   */
  readonly functionOptions?: HandlerFunctionOptions;

  /**
   * How single functions run, where they differ from the others.
   *
   * @default - as `functionOptions` says
   */
  readonly functions?: HandlerFunctions;

  /**
   * Whether users manage their account over the API: `/me`, `/me/email/verify`, `/password/change` and
   * `/logout/everywhere`.
   *
   * @default false
   */
  readonly accountRoutes?: boolean;

  /**
   * Routes that are switched off one by one.
   *
   * @default - none is
   */
  readonly routes?: RouteSwitches;

  /**
   * Whether a function rehearses a request and opens its connection to Cognito while it starts, so that the first request
   * finds everything warm. The rehearsal calls nothing.
   *
   * @default - true; a function in a VPC, which may have no way to Cognito yet, rehearses and opens no connection
   */
  readonly primeConnections?: boolean;
}
