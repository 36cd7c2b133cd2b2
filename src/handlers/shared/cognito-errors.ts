import { causeName } from './log';
import { ProblemError } from './problem-error';
import { ProblemCode } from '../../routes/problems';
import type { Operation } from '../../routes/route';

/** Errors by name, never by message: names are the service's contract, messages change. */
type ErrorTable = { readonly [errorName: string]: ProblemCode };

const EVERY_OPERATION: ErrorTable = {
  ForbiddenException: 'forbidden',
  InternalErrorException: 'temporarily_unavailable',
  InvalidParameterException: 'invalid_request',
  LimitExceededException: 'rate_limited',
  RequestLimitExceeded: 'rate_limited',
  ThrottlingException: 'rate_limited',
  TooManyFailedAttemptsException: 'rate_limited',
  TooManyRequestsException: 'rate_limited',
  AbortError: 'temporarily_unavailable',
  TimeoutError: 'temporarily_unavailable',
};

const PASSWORD_POLICY: ErrorTable = {
  InvalidPasswordException: 'weak_password',
  PasswordHistoryPolicyViolationException: 'weak_password',
};

/** What the state of an account, a code or a session can be; one answer for all of them tells nothing apart. */
function accountState(code: ProblemCode): ErrorTable {
  return {
    NotAuthorizedException: code,
    UserNotFoundException: code,
    UserNotConfirmedException: code,
    PasswordResetRequiredException: code,
    CodeMismatchException: code,
    ExpiredCodeException: code,
  };
}

/** After the gateway has verified the token: it was revoked since, or its user is gone or locked. */
const TOKEN_ALONE: ErrorTable = { ...accountState('unauthorized'), InvalidParameterException: 'unauthorized' };

/** What an operation adds to, or changes of, `EVERY_OPERATION`. */
const BY_OPERATION: { readonly [O in Operation]: ErrorTable } = {
  AdminCreateUser: { ...PASSWORD_POLICY, UsernameExistsException: 'email_unavailable', AliasExistsException: 'email_unavailable' },
  AdminGetUser: { UserNotFoundException: 'temporarily_unavailable' },
  AdminInitiateAuth: { ...accountState('invalid_credentials'), MFAMethodNotFoundException: 'mfa_setup_required' },
  AdminRespondToAuthChallenge: {
    ...PASSWORD_POLICY,
    ...accountState('invalid_challenge'),
    AliasExistsException: 'invalid_challenge',
    MFAMethodNotFoundException: 'mfa_setup_required',
    SoftwareTokenMFANotFoundException: 'mfa_setup_required',
  },
  // The user was deleted between the two halves of a signup, which can simply begin anew.
  AdminSetUserPassword: { ...PASSWORD_POLICY, UserNotFoundException: 'temporarily_unavailable' },
  AdminUserGlobalSignOut: { UserNotFoundException: 'invalid_code' },
  AssociateSoftwareToken: { ...TOKEN_ALONE, ConcurrentModificationException: 'temporarily_unavailable' },
  ChangePassword: { ...PASSWORD_POLICY, ...accountState('reauthentication_failed') },
  ConfirmForgotPassword: { ...PASSWORD_POLICY, ...accountState('invalid_code') },
  ConfirmSignUp: { ...accountState('invalid_code'), AliasExistsException: 'invalid_code' },
  DeleteUser: TOKEN_ALONE,
  ForgotPassword: {},
  GetTokensFromRefreshToken: {
    ...accountState('invalid_refresh_token'),
    InvalidParameterException: 'invalid_refresh_token',
    RefreshTokenReuseException: 'invalid_refresh_token',
  },
  GetUser: TOKEN_ALONE,
  GlobalSignOut: TOKEN_ALONE,
  ResendConfirmationCode: {},
  RevokeToken: { UnsupportedTokenTypeException: 'invalid_request' },
  // The body was checked before: what is left is a factor that the user has not set up.
  SetUserMFAPreference: { ...accountState('unauthorized'), InvalidParameterException: 'mfa_setup_required' },
  SignUp: PASSWORD_POLICY,
  UpdateUserAttributes: {
    ...accountState('unauthorized'),
    AliasExistsException: 'email_unavailable',
    CodeDeliveryFailureException: 'temporarily_unavailable',
  },
  VerifySoftwareToken: {
    ...accountState('unauthorized'),
    CodeMismatchException: 'invalid_code',
    EnableSoftwareTokenMFAException: 'invalid_code',
    ExpiredCodeException: 'invalid_code',
    SoftwareTokenMFANotFoundException: 'invalid_code', // there is no secret that awaits one
  },
  VerifyUserAttribute: {
    ...accountState('unauthorized'),
    AliasExistsException: 'email_unavailable',
    CodeMismatchException: 'invalid_code',
    ExpiredCodeException: 'invalid_code',
  },
};

/** What a failed call means to the caller; `exceptions` says where a route means something else than the operation does. */
export function problemOf(operation: Operation, error: unknown, exceptions: ErrorTable = {}): ProblemError {
  const name = causeName(error);
  if (name === 'UserLambdaValidationException') {
    return new ProblemError('rejected', name, triggerText((error as Error).message));
  }
  for (const table of [exceptions, BY_OPERATION[operation], EVERY_OPERATION]) {
    if (Object.hasOwn(table, name)) {
      return new ProblemError(table[name], name);
    }
  }
  return new ProblemError(isTransient(error) ? 'temporarily_unavailable' : 'internal_error', name);
}

/** Of "PreSignUp failed with error Use your work address.", what the trigger's author wrote. */
function triggerText(message: unknown): string | undefined {
  const text = typeof message === 'string' ? /^\w{1,64} failed with error (.*?)\.?$/s.exec(message)?.[1] : undefined;
  return text ? text.slice(0, 500) : undefined;
}

function isTransient(error: unknown): boolean {
  const { code, $metadata, $response } = (typeof error === 'object' && error !== null ? error : {}) as {
    code?: unknown;
    $metadata?: { httpStatusCode?: number };
    $response?: { statusCode?: number };
  };
  // Node.js names faults of the network ECONNRESET, EPIPE, ENOTFOUND and so on; ERR_… are faults of programs.
  return (typeof code === 'string' && /^E(?!RR_)[A-Z]+$/.test(code)) || ($metadata?.httpStatusCode ?? $response?.statusCode ?? 0) >= 500;
}
