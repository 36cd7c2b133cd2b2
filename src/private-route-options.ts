import { PublicRouteOptions } from './public-route-options';
import { TokenUse } from './token-use';

/**
 * A route of your own, for users who are logged in.
 *
 * The function finds the verified claims at `event.requestContext.authorizer.claims`, each as text.
 */
export interface PrivateRouteOptions extends PublicRouteOptions {
  /**
   * Which token opens the methods. The other one gets a 401.
   *
   * @default TokenUse.ID
   */
  readonly tokenUse?: TokenUse;

  /**
   * Scopes of which the access token must have one. They need TokenUse.ACCESS.
   *
   * @default - `aws.cognito.signin.user.admin`, which every access token of a login has
   */
  readonly authorizationScopes?: string[];
}
