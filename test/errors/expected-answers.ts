import { ProblemCode } from '../../src/routes/problems';
import { Operation } from '../../src/routes/route';

/*
 * What the caller must see for each error that Cognito documents for an operation, written down a second time and apart
 * from the handlers' own table: by what the error means, not by how it is looked up.
 */

type Expected = ProblemCode | 'success';

/** The same whatever was called. */
const EVERYWHERE: Readonly<Record<string, ProblemCode>> = {
  ForbiddenException: 'forbidden',
  InternalErrorException: 'temporarily_unavailable',
  TooManyRequestsException: 'rate_limited',
  UserLambdaValidationException: 'rejected',
};

/** Faults of whoever set the pool up: the caller can do nothing about them, and an alarm must ring. */
const MISCONFIGURED = [
  'FeatureUnavailableInTierException', 'InvalidEmailRoleAccessPolicyException', 'InvalidLambdaResponseException',
  'InvalidSmsRoleAccessPolicyException', 'InvalidSmsRoleTrustRelationshipException', 'InvalidUserPoolConfigurationException',
  'OperationNotEnabledException', 'ResourceNotFoundException', 'UnexpectedLambdaException', 'UnsupportedOperationException',
];

function all(names: readonly string[], expected: Expected): Record<string, Expected> {
  return Object.fromEntries(names.map((name) => [`${name}Exception`, expected]));
}

const PASSWORD = all(['InvalidPassword', 'PasswordHistoryPolicyViolation'], 'weak_password');
const ACCOUNT = ['NotAuthorized', 'UserNotFound', 'UserNotConfirmed', 'PasswordResetRequired'];
const CODE = ['CodeMismatch', 'ExpiredCode'];
const TOKEN = all([...ACCOUNT, 'InvalidParameter'], 'unauthorized');
/** What only an account meets that a code is sent to: faults of triggers and of the pool's senders. */
const NOT_SENT = [
  'InvalidEmailRoleAccessPolicy', 'InvalidLambdaResponse', 'InvalidSmsRoleAccessPolicy', 'InvalidSmsRoleTrustRelationship', 'UnexpectedLambda',
];
/** The caller must not learn whether there is an account. */
const HIDDEN = all([...ACCOUNT, ...NOT_SENT, 'CodeDeliveryFailure', 'InvalidParameter', 'LimitExceeded', 'UserLambdaValidation'], 'success');

const BY_OPERATION: Readonly<Record<Operation, Readonly<Record<string, Expected>>>> = {
  AdminCreateUser: {
    ...PASSWORD,
    InvalidParameterException: 'invalid_request',
    CodeDeliveryFailureException: 'success',
    ...all(['NotAuthorized', 'PreconditionNotMet', 'UnsupportedUserState', 'UserNotFound'], 'internal_error'),
  },
  AdminGetUser: { UserNotFoundException: 'temporarily_unavailable', NotAuthorizedException: 'internal_error', InvalidParameterException: 'invalid_request' },
  AdminInitiateAuth: { ...all(ACCOUNT, 'invalid_credentials'), InvalidParameterException: 'invalid_request', MFAMethodNotFoundException: 'mfa_setup_required' },
  AdminRespondToAuthChallenge: {
    ...PASSWORD,
    ...all([...ACCOUNT, ...CODE, 'AliasExists'], 'invalid_challenge'),
    InvalidParameterException: 'invalid_request',
    ...all(['MFAMethodNotFound', 'SoftwareTokenMFANotFound'], 'mfa_setup_required'),
  },
  AdminSetUserPassword: {
    ...PASSWORD, UserNotFoundException: 'temporarily_unavailable', NotAuthorizedException: 'internal_error', InvalidParameterException: 'invalid_request',
  },
  // The password is changed by then.
  AdminUserGlobalSignOut: all(['NotAuthorized', 'UserNotFound', 'InvalidParameter'], 'success'),
  AssociateSoftwareToken: { ...TOKEN, ConcurrentModificationException: 'temporarily_unavailable', SoftwareTokenMFANotFoundException: 'internal_error' },
  ChangePassword: {
    ...PASSWORD, ...all(ACCOUNT, 'reauthentication_failed'), InvalidParameterException: 'invalid_request', LimitExceededException: 'rate_limited',
  },
  ConfirmForgotPassword: {
    ...PASSWORD,
    ...all([...ACCOUNT, ...CODE], 'invalid_code'),
    InvalidParameterException: 'invalid_request',
    ...all(['LimitExceeded', 'TooManyFailedAttempts'], 'rate_limited'),
  },
  ConfirmSignUp: {
    ...all([...ACCOUNT, ...CODE, 'AliasExists'], 'invalid_code'),
    InvalidParameterException: 'invalid_request',
    ...all(['LimitExceeded', 'TooManyFailedAttempts'], 'rate_limited'),
  },
  DeleteUser: { ...TOKEN, UserNotFoundException: 'success' },
  ForgotPassword: HIDDEN,
  GetTokensFromRefreshToken: all([...ACCOUNT, 'InvalidParameter', 'RefreshTokenReuse'], 'invalid_refresh_token'),
  GetUser: TOKEN,
  GlobalSignOut: TOKEN,
  ResendConfirmationCode: HIDDEN,
  RevokeToken: { UnauthorizedException: 'success', ...all(['InvalidParameter', 'UnsupportedTokenType'], 'invalid_request') },
  SetUserMFAPreference: { ...all(ACCOUNT, 'unauthorized'), InvalidParameterException: 'mfa_setup_required' },
  SignUp: {
    ...PASSWORD,
    InvalidParameterException: 'invalid_request',
    NotAuthorizedException: 'internal_error',
    ...all([...NOT_SENT, 'UsernameExists', 'CodeDeliveryFailure', 'LimitExceeded'], 'success'),
  },
  UpdateUserAttributes: {
    ...all([...ACCOUNT, ...CODE], 'unauthorized'),
    AliasExistsException: 'email_unavailable',
    InvalidParameterException: 'invalid_request',
    CodeDeliveryFailureException: 'temporarily_unavailable',
  },
  VerifySoftwareToken: {
    ...all(ACCOUNT, 'unauthorized'),
    InvalidParameterException: 'invalid_request',
    ...all([...CODE, 'EnableSoftwareTokenMFA', 'SoftwareTokenMFANotFound'], 'invalid_code'),
  },
  VerifyUserAttribute: {
    ...all(ACCOUNT, 'unauthorized'),
    ...all(CODE, 'invalid_code'),
    AliasExistsException: 'email_unavailable',
    InvalidParameterException: 'invalid_request',
    LimitExceededException: 'rate_limited',
  },
};

/** Where a route reads an error of an operation in its own way: a session stands where elsewhere a token does. */
const BY_ROUTE: Readonly<Record<string, Readonly<Record<string, Expected>>>> = {
  // It only asks whose account it is that exists, and whoever does not prove it is told no more than that.
  'signup AdminInitiateAuth': all([...ACCOUNT, 'InvalidParameter', 'MFAMethodNotFound', 'UserLambdaValidation'], 'email_unavailable'),
  // Whoever logs in gets the challenge instead, as the password that a signup chose is one that the policy refuses by now.
  'login AdminSetUserPassword': all(['InvalidPassword', 'PasswordHistoryPolicyViolation'], 'success'),
  'loginChallenge AssociateSoftwareToken': {
    ...all([...ACCOUNT, ...CODE], 'invalid_challenge'), InvalidParameterException: 'invalid_request', SoftwareTokenMFANotFoundException: 'mfa_setup_required',
  },
  'loginChallenge VerifySoftwareToken': {
    ...all([...ACCOUNT, ...CODE, 'EnableSoftwareTokenMFA'], 'invalid_challenge'), SoftwareTokenMFANotFoundException: 'mfa_setup_required',
  },
  // The app was proved just before, so it is set up.
  'verifyTotp SetUserMFAPreference': { InvalidParameterException: 'internal_error' },
};

/** What the caller must see; undefined where nobody has said so yet. */
export function expectedAnswer(routeName: string, operation: Operation, exception: string): Expected | undefined {
  const special = BY_ROUTE[`${routeName} ${operation}`]?.[exception] ?? BY_OPERATION[operation][exception];
  if (special) return special;
  if (operation === 'AdminUserGlobalSignOut') return 'success';
  return EVERYWHERE[exception] ?? (MISCONFIGURED.includes(exception) ? 'internal_error' : undefined);
}
