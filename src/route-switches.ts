// Generated from src/routes/table.ts by "npx projen routes". To change it, change the route table.
/**
 * Switches that take single routes away.
 *
 * `false` removes a route and everything that exists only for it. `true` is the default of each route that is
 * available in the chosen modes, and an error for any other. The login route cannot be switched off.
 *
 * @see https://github.com/cdk-cognito-password-auth/cdk-cognito-password-auth/blob/main/docs/http-api.md
 */
export interface RouteSwitches {
  /**
   * `POST /signup`.
   *
   * Create an account that can log in at once (if `signUpMode` is AUTO_CONFIRM).
   * Create an account and send a code to its address (if `signUpMode` is EMAIL_CODE).
   *
   * @default - true if `signUpMode` is AUTO_CONFIRM, or if `signUpMode` is EMAIL_CODE
   */
  readonly signup?: boolean;

  /**
   * `POST /signup/confirm`.
   *
   * Verify the address with the code.
   *
   * @default - true if `signUpMode` is EMAIL_CODE
   */
  readonly confirmSignup?: boolean;

  /**
   * `POST /signup/resend`.
   *
   * Send the code again.
   *
   * @default - true if `signUpMode` is EMAIL_CODE
   */
  readonly resendCode?: boolean;

  /**
   * `POST /login/challenge`.
   *
   * Respond to a challenge of the login.
   *
   * @default true
   */
  readonly loginChallenge?: boolean;

  /**
   * `POST /token/refresh`.
   *
   * Get new tokens for a refresh token.
   *
   * @default true
   */
  readonly refresh?: boolean;

  /**
   * `POST /logout`.
   *
   * End the session of a refresh token.
   *
   * @default - true if `enableTokenRevocation` is not false
   */
  readonly logout?: boolean;

  /**
   * `POST /logout/everywhere`.
   *
   * End every session of the user.
   *
   * @default - true if `accountRoutes` is true
   */
  readonly logoutEverywhere?: boolean;

  /**
   * `POST /password/forgot`.
   *
   * Send a code that resets the password.
   *
   * @default - true if `accountRecovery` is not NONE
   */
  readonly forgotPassword?: boolean;

  /**
   * `POST /password/reset`.
   *
   * Set a new password with the code and end every session.
   *
   * @default - true if `accountRecovery` is not NONE
   */
  readonly resetPassword?: boolean;

  /**
   * `POST /password/change`.
   *
   * Change the password; needs the current one.
   *
   * @default - true if `accountRoutes` is true
   */
  readonly changePassword?: boolean;

  /**
   * `GET /me`.
   *
   * Read the profile.
   *
   * @default - true if `accountRoutes` is true
   */
  readonly readMe?: boolean;

  /**
   * `PATCH /me`.
   *
   * Change attributes; a new address is used once it is verified.
   *
   * @default - true if `accountRoutes` is true and users can change an attribute
   */
  readonly updateMe?: boolean;

  /**
   * `DELETE /me`.
   *
   * Delete the account.
   *
   * @default - true if `accountRoutes` is true
   */
  readonly deleteMe?: boolean;

  /**
   * `POST /me/email/verify`.
   *
   * Verify a changed address with the code.
   *
   * @default - true if `accountRoutes` is true and users can change their email
   */
  readonly verifyEmail?: boolean;

  /**
   * `POST /mfa/totp`.
   *
   * Get a secret for an authenticator app.
   *
   * @default - true if `mfa` is not OFF and `mfaSecondFactor.otp` is not false
   */
  readonly enrolTotp?: boolean;

  /**
   * `POST /mfa/totp/verify`.
   *
   * Verify the authenticator app with a code and make it the preferred factor.
   *
   * @default - true if `mfa` is not OFF and `mfaSecondFactor.otp` is not false
   */
  readonly verifyTotp?: boolean;

  /**
   * `PUT /mfa`.
   *
   * Choose the second factors.
   *
   * @default - true if `mfa` is not OFF
   */
  readonly setMfa?: boolean;

  /**
   * `POST /private`.
   *
   * Greet the user of an ID token.
   *
   * @default true
   */
  readonly privateRoute?: boolean;
}
