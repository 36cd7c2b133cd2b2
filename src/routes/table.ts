import { Route, Throttle } from './route';
import * as schemas from './schemas';

/*
 * The route table. A row says everything about a route. Methods, models, authorizers, policies, throttles, the
 * OpenAPI document, `RouteSwitches`, the docs and the tests of all routes are derived from it. CONTRIBUTING.md says how
 * to add a route.
 *
 * It is one file, longer than others, so that the API can be read from top to bottom. Each row is a constant, so that
 * a handler's bundle contains only the rows that it serves.
 */

/** For routes that send mail or create users: Cognito's quotas for both are low. */
const SCARCE: Throttle = { rate: 10, burst: 20 };
/** Each attempt checks a password, and an account's quota allows 120 checks a second. */
const SIGN_IN: Throttle = { rate: 50, burst: 100 };

export const signup = {
  name: 'signup',
  method: 'POST',
  path: 'signup',
  summary: 'Create an account that can log in at once',
  token: 'none',
  body: schemas.credentialsBody,
  responses: { 200: schemas.messageAnswer },
  errors: ['weak_password', 'email_unavailable', 'rejected'],
  // The last two finish a signup that was interrupted after the user was created.
  calls: [
    { operation: 'AdminCreateUser' },
    { operation: 'AdminSetUserPassword' },
    { operation: 'AdminInitiateAuth' },
    { operation: 'AdminGetUser', createdPool: true },
  ],
  when: ['autoConfirm'],
  function: 'signup',
  throttle: SCARCE,
} as const satisfies Route;

export const signupEmailCode = {
  name: 'signup',
  method: 'POST',
  path: 'signup',
  summary: 'Create an account and send a code to its address',
  token: 'none',
  body: schemas.credentialsBody,
  responses: { 202: schemas.messageAnswer },
  errors: ['weak_password', 'rejected'],
  calls: [{ operation: 'SignUp' }],
  when: ['emailCode'],
  needs: 'confirmSignup',
  function: 'signup-email-code',
  throttle: SCARCE,
} as const satisfies Route;

export const confirmSignup = {
  name: 'confirmSignup',
  method: 'POST',
  path: 'signup/confirm',
  summary: 'Verify the address with the code',
  token: 'none',
  body: schemas.emailCodeBody,
  responses: { 200: schemas.messageAnswer },
  errors: ['invalid_code', 'rejected'],
  calls: [{ operation: 'ConfirmSignUp' }],
  when: ['emailCode'],
  function: 'signup-email-code',
  throttle: SCARCE,
} as const satisfies Route;

export const resendCode = {
  name: 'resendCode',
  method: 'POST',
  path: 'signup/resend',
  summary: 'Send the code again',
  token: 'none',
  body: schemas.emailBody,
  responses: { 202: schemas.messageAnswer },
  errors: ['rejected'],
  calls: [{ operation: 'ResendConfirmationCode' }],
  when: ['emailCode'],
  function: 'signup-email-code',
  throttle: SCARCE,
} as const satisfies Route;

export const login = {
  name: 'login',
  method: 'POST',
  path: 'login',
  summary: 'Log in with email and password: tokens, or a challenge',
  token: 'none',
  body: schemas.credentialsBody,
  responses: { 200: schemas.loginAnswer },
  errors: ['invalid_credentials', 'mfa_setup_required', 'rejected'],
  calls: [
    { operation: 'AdminInitiateAuth' },
    { operation: 'AdminGetUser', signUpMode: 'AUTO_CONFIRM', createdPool: true },
    { operation: 'AdminSetUserPassword', signUpMode: 'AUTO_CONFIRM', createdPool: true },
  ],
  function: 'login',
  throttle: SIGN_IN,
} as const satisfies Route;

export const loginChallenge = {
  name: 'loginChallenge',
  method: 'POST',
  path: 'login/challenge',
  summary: 'Respond to a challenge of the login',
  token: 'none',
  body: schemas.challengeBody,
  responses: { 200: schemas.loginAnswer },
  errors: ['weak_password', 'invalid_challenge', 'mfa_setup_required', 'rejected'],
  calls: [
    { operation: 'AdminRespondToAuthChallenge' },
    { operation: 'AssociateSoftwareToken' },
    { operation: 'VerifySoftwareToken' },
  ],
  function: 'challenge',
  throttle: SIGN_IN,
} as const satisfies Route;

export const refresh = {
  name: 'refresh',
  method: 'POST',
  path: 'token/refresh',
  summary: 'Get new tokens for a refresh token',
  token: 'none',
  body: schemas.refreshTokenBody,
  responses: { 200: schemas.refreshAnswer },
  errors: ['invalid_refresh_token', 'rejected'],
  calls: [{ operation: 'GetTokensFromRefreshToken' }],
  function: 'session',
} as const satisfies Route;

export const logout = {
  name: 'logout',
  method: 'POST',
  path: 'logout',
  summary: 'End the session of a refresh token',
  token: 'none',
  body: schemas.refreshTokenBody,
  responses: { 204: null },
  errors: [],
  calls: [{ operation: 'RevokeToken' }],
  when: ['revocation'],
  function: 'session',
} as const satisfies Route;

export const logoutEverywhere = {
  name: 'logoutEverywhere',
  method: 'POST',
  path: 'logout/everywhere',
  summary: 'End every session of the user',
  token: 'access',
  responses: { 204: null },
  errors: [],
  calls: [{ operation: 'GlobalSignOut' }],
  when: ['accountRoutes'],
  function: 'session',
} as const satisfies Route;

export const forgotPassword = {
  name: 'forgotPassword',
  method: 'POST',
  path: 'password/forgot',
  summary: 'Send a code that resets the password',
  token: 'none',
  body: schemas.emailBody,
  responses: { 202: schemas.messageAnswer },
  errors: ['rejected'],
  calls: [{ operation: 'ForgotPassword' }],
  when: ['recovery'],
  needs: 'resetPassword',
  function: 'password',
  throttle: SCARCE,
} as const satisfies Route;

export const resetPassword = {
  name: 'resetPassword',
  method: 'POST',
  path: 'password/reset',
  summary: 'Set a new password with the code and end every session',
  token: 'none',
  body: schemas.resetPasswordBody,
  responses: { 200: schemas.messageAnswer },
  errors: ['weak_password', 'invalid_code', 'rejected'],
  calls: [{ operation: 'ConfirmForgotPassword' }, { operation: 'AdminUserGlobalSignOut' }],
  when: ['recovery'],
  function: 'reset',
  throttle: SCARCE,
} as const satisfies Route;

export const changePassword = {
  name: 'changePassword',
  method: 'POST',
  path: 'password/change',
  summary: 'Change the password; needs the current one',
  token: 'access',
  body: schemas.changePasswordBody,
  responses: { 200: schemas.messageAnswer },
  errors: ['weak_password', 'reauthentication_failed'],
  calls: [{ operation: 'ChangePassword' }],
  when: ['accountRoutes'],
  function: 'password',
  throttle: SCARCE,
} as const satisfies Route;

export const readMe = {
  name: 'readMe',
  method: 'GET',
  path: 'me',
  summary: 'Read the profile',
  token: 'access',
  responses: { 200: schemas.meAnswer },
  errors: [],
  calls: [{ operation: 'GetUser' }],
  when: ['accountRoutes'],
  function: 'account',
} as const satisfies Route;

export const updateMe = {
  name: 'updateMe',
  method: 'PATCH',
  path: 'me',
  summary: 'Change attributes; a new address is used once it is verified',
  token: 'access',
  body: schemas.attributesBody,
  responses: { 200: schemas.updateMeAnswer },
  errors: ['email_unavailable', 'rejected'],
  calls: [{ operation: 'UpdateUserAttributes' }],
  when: ['accountRoutes', 'changeableAttribute'],
  function: 'account',
  throttle: SCARCE,
} as const satisfies Route;

export const deleteMe = {
  name: 'deleteMe',
  method: 'DELETE',
  path: 'me',
  summary: 'Delete the account',
  token: 'access',
  responses: { 204: null },
  errors: [],
  calls: [{ operation: 'DeleteUser' }],
  when: ['accountRoutes'],
  function: 'account',
} as const satisfies Route;

export const verifyEmail = {
  name: 'verifyEmail',
  method: 'POST',
  path: 'me/email/verify',
  summary: 'Verify a changed address with the code',
  token: 'access',
  body: schemas.codeBody,
  responses: { 200: schemas.messageAnswer },
  errors: ['invalid_code', 'email_unavailable'],
  calls: [{ operation: 'VerifyUserAttribute' }],
  when: ['accountRoutes', 'changeableEmail'],
  function: 'account',
} as const satisfies Route;

export const enrolTotp = {
  name: 'enrolTotp',
  method: 'POST',
  path: 'mfa/totp',
  summary: 'Get a secret for an authenticator app',
  token: 'access',
  responses: { 200: schemas.totpAnswer },
  errors: [],
  calls: [{ operation: 'AssociateSoftwareToken' }, { operation: 'GetUser' }],
  when: ['mfa', 'totp'],
  needs: 'verifyTotp',
  function: 'account',
} as const satisfies Route;

export const verifyTotp = {
  name: 'verifyTotp',
  method: 'POST',
  path: 'mfa/totp/verify',
  summary: 'Verify the authenticator app with a code and make it the preferred factor',
  token: 'access',
  body: schemas.codeBody,
  responses: { 200: schemas.messageAnswer },
  errors: ['invalid_code'],
  calls: [{ operation: 'VerifySoftwareToken' }, { operation: 'SetUserMFAPreference' }],
  when: ['mfa', 'totp'],
  needs: 'enrolTotp',
  function: 'account',
} as const satisfies Route;

export const setMfa = {
  name: 'setMfa',
  method: 'PUT',
  path: 'mfa',
  summary: 'Choose the second factors',
  token: 'access',
  body: schemas.mfaBody,
  responses: { 200: schemas.messageAnswer },
  errors: ['mfa_setup_required', 'mfa_required'],
  calls: [{ operation: 'SetUserMFAPreference' }],
  when: ['mfa'],
  function: 'account',
} as const satisfies Route;

export const privateRoute = {
  name: 'privateRoute',
  method: 'POST',
  path: 'private',
  summary: 'Greet the user of an ID token',
  token: 'id',
  responses: { 200: schemas.messageAnswer },
  errors: [],
  calls: [],
  function: 'private',
} as const satisfies Route;

export const ROUTES: readonly Route[] = [
  signup, signupEmailCode, confirmSignup, resendCode,
  login, loginChallenge, refresh, logout, logoutEverywhere,
  forgotPassword, resetPassword, changePassword,
  readMe, updateMe, deleteMe, verifyEmail,
  enrolTotp, verifyTotp, setMfa,
  privateRoute,
];

/**
 * The names of the routes that the prop `routes` switches off. There is no API without a login. It is a function, because a
 * constant that is computed from all rows would put them into every handler's bundle.
 */
export function switchableRoutes(): string[] {
  return [...new Set(ROUTES.map(({ name }) => name))].filter((name) => name !== login.name);
}
