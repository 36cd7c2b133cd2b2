import { Duration } from 'aws-cdk-lib';
import { PublicRouteOptions } from './public-route-options';
import { TokenUse } from './token-use';

/**
 * A custom route for logged-in users.
 *
 * The function finds the verified claims at `event.requestContext.authorizer.claims`: an object whose members are all
 * text, or, with `allowedGroups` or `revocationCheck`, one JSON text of the claims as they are in the token.
 */
export interface PrivateRouteOptions extends PublicRouteOptions {
  /**
   * Which token opens the methods. The other one gets a 401.
   *
   * @default TokenUse.ID
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
   */
  readonly tokenUse?: TokenUse;

  /**
   * Scopes of which the access token must have one. They need TokenUse.ACCESS.
   *
   * @default - `aws.cognito.signin.user.admin`, which every access token of a login has
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-enable-cognito-user-pool.html
   */
  readonly authorizationScopes?: string[];

  /**
   * Groups of the user pool of which a caller must be in one. Whoever is in none gets a 403 before the route's
   * function runs. A Lambda authorizer checks them, one for all routes with the same rule.
   *
   * The groups are those in the token: who leaves one keeps it until the token expires.
   *
   * @default - every user who is logged in may call it
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/cognito-user-pools-user-groups.html
   */
  readonly allowedGroups?: string[];

  /**
   * Whether a token is refused that was revoked or signed out, or whose user is disabled or gone, and not only one that
   * has expired. It needs TokenUse.ACCESS, because Cognito can be asked about no other token.
   *
   * A Lambda authorizer asks Cognito (GetUser) once for each token in `resultsCacheTtl`. While Cognito does not answer,
   * nobody may call the route.
   *
   * @default false
   * @see https://docs.aws.amazon.com/cognito/latest/developerguide/token-revocation.html
   */
  readonly revocationCheck?: boolean;

  /**
   * How long API Gateway keeps the authorizer's answer for a token, up to 1 hour: so long a token still passes that has
   * expired, or with `revocationCheck` was signed out. 0 asks at every request. It needs `allowedGroups` or
   * `revocationCheck`.
   *
   * @default Duration.minutes(1)
   * @see https://docs.aws.amazon.com/apigateway/latest/developerguide/apigateway-use-lambda-authorizer.html
   */
  readonly resultsCacheTtl?: Duration;
}
