import { Route, Throttle } from './route';
import * as schemas from './schemas';

/*
 * The route table, the one idea that holds the house together. A row says everything about a route, once:
 * methods, models, validators, authorizers, policies, throttles, the OpenAPI document, the docs and the tests that
 * walk all routes come from it. To add a route, write one row here and one handler in `handlers/`.
 *
 * Rows are constants of their own, so that a handler's bundle holds only the rows that it serves.
 */

/** Sign-ups and recoveries send mail or make users, and Cognito's quotas for both are low. */
const SCARCE: Throttle = { rate: 10, burst: 20 };
/** Every try costs one password check, of which an account's quota allows 120 a second. */
const SIGN_IN: Throttle = { rate: 50, burst: 100 };

export const signup = {
  name: 'signup',
  method: 'POST',
  path: 'signup',
  summary: 'Create an account that can log in at once',
  token: 'none',
  body: schemas.credentialsBody,
  answers: { 200: schemas.messageAnswer },
  problems: ['weak_password', 'email_unavailable', 'rejected'],
  // The last two finish a signup that broke off after the user was made.
  calls: [
    { operation: 'AdminCreateUser' },
    { operation: 'AdminSetUserPassword' },
    { operation: 'AdminInitiateAuth' },
    { operation: 'AdminGetUser', ownPool: true },
  ],
  when: { signUpMode: 'AUTO_CONFIRM' },
  function: 'signup',
  throttle: SCARCE,
} as const satisfies Route;

export const signupEmailCode = {
  name: 'signup',
  method: 'POST',
  path: 'signup',
  summary: 'Create an account; a code goes to its address',
  token: 'none',
  body: schemas.credentialsBody,
  answers: { 202: schemas.messageAnswer },
  problems: ['weak_password', 'rejected'],
  calls: [{ operation: 'SignUp' }],
  when: { signUpMode: 'EMAIL_CODE' },
  function: 'signup-email-code',
  throttle: SCARCE,
} as const satisfies Route;

export const confirmSignup = {
  name: 'confirmSignup',
  method: 'POST',
  path: 'signup/confirm',
  summary: 'Prove the address with the code',
  token: 'none',
  body: schemas.emailCodeBody,
  answers: { 200: schemas.messageAnswer },
  problems: ['invalid_code', 'rejected'],
  calls: [{ operation: 'ConfirmSignUp' }],
  when: { signUpMode: 'EMAIL_CODE' },
  function: 'signup-email-code',
  throttle: SCARCE,
} as const satisfies Route;

export const resendCode = {
  name: 'resendCode',
  method: 'POST',
  path: 'signup/resend',
  summary: 'Send the code once more',
  token: 'none',
  body: schemas.emailBody,
  answers: { 202: schemas.messageAnswer },
  problems: ['rejected'],
  calls: [{ operation: 'ResendConfirmationCode' }],
  when: { signUpMode: 'EMAIL_CODE' },
  function: 'signup-email-code',
  throttle: SCARCE,
} as const satisfies Route;

export const login = {
  name: 'login',
  method: 'POST',
  path: 'login',
  summary: 'Get tokens for email and password, or a challenge',
  token: 'none',
  body: schemas.credentialsBody,
  answers: { 200: schemas.loginAnswer },
  problems: ['invalid_credentials', 'mfa_setup_required', 'rejected'],
  calls: [
    { operation: 'AdminInitiateAuth' },
    { operation: 'AdminGetUser', signUpMode: 'AUTO_CONFIRM', ownPool: true },
    { operation: 'AdminSetUserPassword', signUpMode: 'AUTO_CONFIRM', ownPool: true },
  ],
  function: 'login',
  throttle: SIGN_IN,
} as const satisfies Route;

export const loginChallenge = {
  name: 'loginChallenge',
  method: 'POST',
  path: 'login/challenge',
  summary: 'Answer a challenge of the login',
  token: 'none',
  body: schemas.challengeBody,
  answers: { 200: schemas.loginAnswer },
  problems: ['weak_password', 'invalid_challenge', 'mfa_setup_required', 'rejected'],
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
  answers: { 200: schemas.refreshAnswer },
  problems: ['invalid_refresh_token', 'rejected'],
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
  answers: { 204: null },
  problems: [],
  calls: [{ operation: 'RevokeToken' }],
  when: { revocation: true },
  function: 'session',
} as const satisfies Route;

export const logoutEverywhere = {
  name: 'logoutEverywhere',
  method: 'POST',
  path: 'logout/everywhere',
  summary: 'End every session of the user',
  token: 'access',
  answers: { 204: null },
  problems: [],
  calls: [{ operation: 'GlobalSignOut' }],
  when: { accountRoutes: true },
  function: 'session',
} as const satisfies Route;

export const forgotPassword = {
  name: 'forgotPassword',
  method: 'POST',
  path: 'password/forgot',
  summary: 'Send a code that resets the password',
  token: 'none',
  body: schemas.emailBody,
  answers: { 202: schemas.messageAnswer },
  problems: ['rejected'],
  calls: [{ operation: 'ForgotPassword' }],
  when: { recovery: true },
  function: 'password',
  throttle: SCARCE,
} as const satisfies Route;

export const resetPassword = {
  name: 'resetPassword',
  method: 'POST',
  path: 'password/reset',
  summary: 'Set a new password with the code, and end every session',
  token: 'none',
  body: schemas.resetPasswordBody,
  answers: { 200: schemas.messageAnswer },
  problems: ['weak_password', 'invalid_code', 'rejected'],
  calls: [{ operation: 'ConfirmForgotPassword' }, { operation: 'AdminUserGlobalSignOut' }],
  when: { recovery: true },
  function: 'reset',
  throttle: SCARCE,
} as const satisfies Route;

export const changePassword = {
  name: 'changePassword',
  method: 'POST',
  path: 'password/change',
  summary: 'Change the password, knowing the current one',
  token: 'access',
  body: schemas.changePasswordBody,
  answers: { 200: schemas.messageAnswer },
  problems: ['weak_password', 'reauthentication_failed'],
  calls: [{ operation: 'ChangePassword' }],
  when: { accountRoutes: true },
  function: 'password',
  throttle: SCARCE,
} as const satisfies Route;

export const getMe = {
  name: 'getMe',
  method: 'GET',
  path: 'me',
  summary: 'Read the profile',
  token: 'access',
  answers: { 200: schemas.meAnswer },
  problems: [],
  calls: [{ operation: 'GetUser' }],
  when: { accountRoutes: true },
  function: 'account',
} as const satisfies Route;

export const updateMe = {
  name: 'updateMe',
  method: 'PATCH',
  path: 'me',
  summary: 'Change attributes of the profile; a new address stays unused until verified',
  token: 'access',
  body: schemas.attributesBody,
  answers: { 200: schemas.updateMeAnswer },
  problems: ['email_unavailable', 'rejected'],
  calls: [{ operation: 'UpdateUserAttributes' }],
  when: { accountRoutes: true, changeable: 'any' },
  function: 'account',
  throttle: SCARCE,
} as const satisfies Route;

export const deleteMe = {
  name: 'deleteMe',
  method: 'DELETE',
  path: 'me',
  summary: 'Delete the account',
  token: 'access',
  answers: { 204: null },
  problems: [],
  calls: [{ operation: 'DeleteUser' }],
  when: { accountRoutes: true },
  function: 'account',
} as const satisfies Route;

export const verifyEmail = {
  name: 'verifyEmail',
  method: 'POST',
  path: 'me/email/verify',
  summary: 'Prove a changed address with the code',
  token: 'access',
  body: schemas.codeBody,
  answers: { 200: schemas.messageAnswer },
  problems: ['invalid_code', 'email_unavailable'],
  calls: [{ operation: 'VerifyUserAttribute' }],
  when: { accountRoutes: true, changeable: 'email' },
  function: 'account',
} as const satisfies Route;

export const enrolTotp = {
  name: 'enrolTotp',
  method: 'POST',
  path: 'mfa/totp',
  summary: 'Get a secret for an authenticator app',
  token: 'access',
  answers: { 200: schemas.totpAnswer },
  problems: [],
  calls: [{ operation: 'AssociateSoftwareToken' }, { operation: 'GetUser' }],
  when: { mfa: true, totp: true },
  function: 'account',
} as const satisfies Route;

export const verifyTotp = {
  name: 'verifyTotp',
  method: 'POST',
  path: 'mfa/totp/verify',
  summary: 'Prove the authenticator app with a code and prefer it from now on',
  token: 'access',
  body: schemas.codeBody,
  answers: { 200: schemas.messageAnswer },
  problems: ['invalid_code'],
  calls: [{ operation: 'VerifySoftwareToken' }, { operation: 'SetUserMFAPreference' }],
  when: { mfa: true, totp: true },
  function: 'account',
} as const satisfies Route;

export const setMfa = {
  name: 'setMfa',
  method: 'PUT',
  path: 'mfa',
  summary: 'Choose the second factors',
  token: 'access',
  body: schemas.mfaBody,
  answers: { 200: schemas.messageAnswer },
  problems: ['mfa_setup_required', 'mfa_required'],
  calls: [{ operation: 'SetUserMFAPreference' }],
  when: { mfa: true },
  function: 'account',
} as const satisfies Route;

export const privateRoute = {
  name: 'private',
  method: 'POST',
  path: 'private',
  summary: 'Greet the bearer of an ID token',
  token: 'id',
  answers: { 200: schemas.messageAnswer },
  problems: [],
  calls: [],
  function: 'private',
} as const satisfies Route;

export const ROUTES: readonly Route[] = [
  signup, signupEmailCode, confirmSignup, resendCode,
  login, loginChallenge, refresh, logout, logoutEverywhere,
  forgotPassword, resetPassword, changePassword,
  getMe, updateMe, deleteMe, verifyEmail,
  enrolTotp, verifyTotp, setMfa,
  privateRoute,
];
