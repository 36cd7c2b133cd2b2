/** How accounts are created. The mode decides which routes exist. */
export enum SignUpMode {
  /**
   * `POST /signup` makes an account that can log in at once.
   *
   * Addresses are not verified: anyone can sign up with somebody else's address. Meant for
   * trials, for tests and for apps in which the address is only a name; every synthesis warns of it.
   */
  AUTO_CONFIRM = 'AUTO_CONFIRM',

  /** `POST /signup` sends a code to the address, and `POST /signup/confirm` proves it. The mode for production. */
  EMAIL_CODE = 'EMAIL_CODE',

  /** There is no signup route: administrators invite users, who choose a password at their first login. */
  ADMIN_ONLY = 'ADMIN_ONLY',
}
