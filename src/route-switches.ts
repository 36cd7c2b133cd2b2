/**
 * Routes that are switched off one by one.
 *
 * `false` takes a route away together with everything that exists for it alone. `true` is the default of each route
 * that exists in the chosen modes, and an error for any other. The login route cannot be switched off.
 *
 * @see https://github.com/cdk-cognito-password-auth/cdk-cognito-password-auth/blob/main/docs/http-api.md
 */
export interface RouteSwitches {
  /**
   * `POST /signup`.
   *
   * @default - true, unless `signUpMode` is ADMIN_ONLY
   */
  readonly signup?: boolean;

  /**
   * `POST /signup/confirm`.
   *
   * @default - true where `signUpMode` is EMAIL_CODE
   */
  readonly confirmSignup?: boolean;

  /**
   * `POST /signup/resend`.
   *
   * @default - true where `signUpMode` is EMAIL_CODE
   */
  readonly resendCode?: boolean;

  /**
   * `POST /login/challenge`.
   *
   * @default true
   */
  readonly loginChallenge?: boolean;

  /**
   * `POST /token/refresh`.
   *
   * @default true
   */
  readonly refresh?: boolean;

  /**
   * `POST /logout`.
   *
   * @default - true, unless `enableTokenRevocation` is false
   */
  readonly logout?: boolean;

  /**
   * `POST /logout/everywhere`.
   *
   * @default - the value of `accountRoutes`
   */
  readonly logoutEverywhere?: boolean;

  /**
   * `POST /password/forgot`.
   *
   * @default - true, unless `accountRecovery` is NONE
   */
  readonly forgotPassword?: boolean;

  /**
   * `POST /password/reset`.
   *
   * @default - true, unless `accountRecovery` is NONE
   */
  readonly resetPassword?: boolean;

  /**
   * `POST /password/change`.
   *
   * @default - the value of `accountRoutes`
   */
  readonly changePassword?: boolean;

  /**
   * `GET /me`.
   *
   * @default - the value of `accountRoutes`
   */
  readonly readMe?: boolean;

  /**
   * `PATCH /me`.
   *
   * @default - the value of `accountRoutes`, unless users can change no attribute
   */
  readonly updateMe?: boolean;

  /**
   * `DELETE /me`.
   *
   * @default - the value of `accountRoutes`
   */
  readonly deleteMe?: boolean;

  /**
   * `POST /me/email/verify`.
   *
   * @default - the value of `accountRoutes`, unless users cannot change their email
   */
  readonly verifyEmail?: boolean;

  /**
   * `POST /mfa/totp`.
   *
   * @default - true where `mfa` is not OFF and authenticator apps are a second factor
   */
  readonly enrolTotp?: boolean;

  /**
   * `POST /mfa/totp/verify`.
   *
   * @default - true where `mfa` is not OFF and authenticator apps are a second factor
   */
  readonly verifyTotp?: boolean;

  /**
   * `PUT /mfa`.
   *
   * @default - true where `mfa` is not OFF
   */
  readonly setMfa?: boolean;

  /**
   * `POST /private`, which greets the bearer of an ID token.
   *
   * @default true
   */
  readonly privateRoute?: boolean;
}
