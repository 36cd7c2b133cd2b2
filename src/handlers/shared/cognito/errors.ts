import { ProblemCode } from '../../../routes/problems';
import type { Operation } from '../../../routes/route';
import { ProblemError } from '../http/problem-error';
import { causeName } from '../runtime/log';

/** Error codes by the name of Cognito's error. Messages are not part of Cognito's contract and may change. */
type ErrorTable = { readonly [errorName: string]: ProblemCode };

const ALL_OPERATIONS: ErrorTable = {
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

/** One code for all errors about an account, a code or a session, so that a response does not reveal which one it was. */
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

/** For operations that take only a token. The gateway has verified it, so it was revoked or its user was deleted or disabled. */
const TOKEN_ONLY: ErrorTable = { ...accountState('unauthorized'), InvalidParameterException: 'unauthorized' };

/** Additions and changes to `ALL_OPERATIONS`. */
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
  // The user was deleted between the two steps of a signup. A retry starts again.
  AdminSetUserPassword: { ...PASSWORD_POLICY, UserNotFoundException: 'temporarily_unavailable' },
  AdminUserGlobalSignOut: { UserNotFoundException: 'invalid_code' },
  AssociateSoftwareToken: { ...TOKEN_ONLY, ConcurrentModificationException: 'temporarily_unavailable' },
  ChangePassword: { ...PASSWORD_POLICY, ...accountState('reauthentication_failed') },
  ConfirmForgotPassword: { ...PASSWORD_POLICY, ...accountState('invalid_code') },
  ConfirmSignUp: { ...accountState('invalid_code'), AliasExistsException: 'invalid_code' },
  DeleteUser: TOKEN_ONLY,
  ForgotPassword: {},
  GetTokensFromRefreshToken: {
    ...accountState('invalid_refresh_token'),
    InvalidParameterException: 'invalid_refresh_token',
    RefreshTokenReuseException: 'invalid_refresh_token',
  },
  GetUser: TOKEN_ONLY,
  GlobalSignOut: TOKEN_ONLY,
  ResendConfirmationCode: {},
  RevokeToken: { UnsupportedTokenTypeException: 'invalid_request' },
  // The body is valid, so the user has not set up the factor.
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
    SoftwareTokenMFANotFoundException: 'invalid_code', // no secret is waiting for a code
  },
  VerifyUserAttribute: {
    ...accountState('unauthorized'),
    AliasExistsException: 'email_unavailable',
    CodeMismatchException: 'invalid_code',
    ExpiredCodeException: 'invalid_code',
  },
};

/** The error response for a failed call. `exceptions` are codes of a route that differ from those of the operation. */
export function toProblemError(operation: Operation, error: unknown, exceptions: ErrorTable = {}): ProblemError {
  const name = causeName(error);
  if (name === 'UserLambdaValidationException') {
    const { message } = error as Error;
    // Unlike the triggers of a sign-up, this one runs only if there is an account to send a code to.
    return new ProblemError('rejected', /^CustomMessage /.test(message) ? 'CustomMessageFailed' : name, triggerText(message));
  }
  for (const table of [exceptions, BY_OPERATION[operation], ALL_OPERATIONS]) {
    if (Object.hasOwn(table, name)) {
      return new ProblemError(table[name], name);
    }
  }
  return new ProblemError(isTransient(error) ? 'temporarily_unavailable' : 'internal_error', name);
}

/** The trigger author's text in "PreSignUp failed with error Use your work address." */
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
  // Network errors of Node.js are named ECONNRESET, EPIPE, ENOTFOUND and so on. ERR_… are programming errors.
  return (typeof code === 'string' && /^E(?!RR_)[A-Z]+$/.test(code)) || ($metadata?.httpStatusCode ?? $response?.statusCode ?? 0) >= 500;
}
