/**
 * Which token opens a method.
 *
 * @see https://docs.aws.amazon.com/cognito/latest/developerguide/amazon-cognito-user-pools-using-tokens-with-identity-providers.html
 */
export enum TokenUse {
  /** The ID token, which says who the user is: `token` and `idToken` of a login. */
  ID = 'ID',

  /** The access token, which says what its bearer may do: `accessToken` of a login. */
  ACCESS = 'ACCESS',
}
