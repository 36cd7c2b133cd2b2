/** An error of Cognito. */
export interface Refusal {
  readonly name: string;
  readonly message: string;
  /** Where somebody has shown that Cognito words it so; nobody else's words are known where absent. */
  readonly seen?: string;
}

const error = (name: string) => (message: string, seen?: string): Refusal => ({ name, message, seen });
const github = (thread: string) => `https://github.com/${thread}`;

export const invalidParameter = error('InvalidParameterException');
export const notAuthorized = error('NotAuthorizedException');
export const invalidPassword = error('InvalidPasswordException');
export const resourceNotFound = error('ResourceNotFoundException');

export const INCORRECT = notAuthorized('Incorrect username or password.', github('aws-amplify/aws-sdk-ios/issues/380'));
export const LOCKED = notAuthorized('Password attempts exceeded', 'https://docs.aws.amazon.com/cognito/latest/developerguide/authentication.html');
export const DISABLED = notAuthorized('User is disabled.');
export const NOT_FOUND = error('UserNotFoundException')('User does not exist.');
export const NO_COMBINATION = error('UserNotFoundException')('Username/client id combination not found.', github('aws-amplify/amplify-js/issues/11270'));
export const NOT_CONFIRMED = error('UserNotConfirmedException')('User is not confirmed.');
export const RESET_REQUIRED = error('PasswordResetRequiredException')('Password reset required for the user');
export const TEMPORARY_EXPIRED = notAuthorized('Temporary password has expired and must be reset by an administrator.');
export const CANNOT_RESET = notAuthorized('User password cannot be reset in the current state.', github('aws-amplify/amplify-js/issues/1340'));
export const NO_CONTACT = invalidParameter(
  'Cannot reset password for the user as there is no registered/verified email or phone_number', github('amazon-archives/amazon-cognito-identity-js/issues/678'));
export const NO_RECOVERY = notAuthorized('Contact administrator to reset password.');

export const MISMATCH = error('CodeMismatchException')('Invalid verification code provided, please try again.');
export const EXPIRED = error('ExpiredCodeException')('Invalid code provided, please request a code again.', github('aws-amplify/amplify-flutter/issues/1128'));
export const LIMIT = error('LimitExceededException')(
  'Attempt limit exceeded, please try after some time.', 'https://newbedev.com/how-aws-cognito-user-pool-defends-against-bruteforce-attacks');
export const TOO_MANY_FAILURES = error('TooManyFailedAttemptsException')('Attempt limit exceeded, please try after some time.');
export const CONFIRMED_ALREADY = notAuthorized(
  'User cannot be confirmed. Current status is CONFIRMED', github('furaiev/amazon-cognito-identity-dart-2/issues/80'));
export const NO_RESEND = invalidParameter('User is already confirmed.', github('amazon-archives/amazon-cognito-identity-js/issues/525'));

export const EMAIL_TAKEN = error('UsernameExistsException')('An account with the given email already exists.');
export const ALIAS_TAKEN = error('AliasExistsException')('An account with the given email already exists.');
export const NO_EMAIL = invalidParameter('Username should be an email.');
export const SIGN_UP_CLOSED = notAuthorized('SignUp is not permitted for this user pool');
export const UNAUTHORIZED_ATTRIBUTE = notAuthorized('A client attempted to write unauthorized attribute', github('aws/aws-sdk-js/issues/3603'));
export const NOT_IN_SCHEMA = invalidParameter(
  'Attributes did not conform to the schema: custom:none: Attribute does not exist in the schema.\n', github('aws-amplify/amplify-flutter/issues/509'));
export const NAME_REQUIRED = invalidParameter('Attributes did not conform to the schema: name: The attribute is required\n');
export const USED_PASSWORD = error('PasswordHistoryPolicyViolationException')('Password has previously been used.');
export const NO_RESEND_OF_INVITATION = error('UnsupportedUserStateException')(
  'Resend not possible. Current status of the user is not FORCE_CHANGE_PASSWORD.');

export const FLOW_DISABLED = invalidParameter('Auth flow not enabled for this client');
export const FLOW_UNSUPPORTED = invalidParameter('Initiate Auth method not supported.');
export const missing = (parameter: string) => invalidParameter(`Missing required parameter ${parameter}`);
export const INVALID_SESSION = notAuthorized('Invalid session for the user.');
export const USED_SESSION = notAuthorized('Invalid session for the user, session can only be used once.');
export const EXPIRED_SESSION = notAuthorized('Invalid session for the user, session is expired.');

export const INVALID_ACCESS_TOKEN = notAuthorized('Invalid Access Token');
export const EXPIRED_ACCESS_TOKEN = notAuthorized('Access Token has expired');
export const REVOKED_ACCESS_TOKEN = notAuthorized('Access Token has been revoked', github('aws-amplify/amplify-js/issues/2205'));
export const INVALID_REFRESH_TOKEN = notAuthorized('Invalid Refresh Token.');
export const EXPIRED_REFRESH_TOKEN = notAuthorized('Refresh Token has expired');
export const REVOKED_REFRESH_TOKEN = notAuthorized('Refresh Token has been revoked', github('aws-amplify/amplify-swift/issues/3344'));
export const REUSED_REFRESH_TOKEN = error('RefreshTokenReuseException')('Refresh token reuse detected.');
export const OTHER_TOKEN_TYPE = error('UnsupportedTokenTypeException')('Only refresh tokens can be revoked');
export const FOREIGN_TOKEN = error('UnauthorizedException')('The token was not issued to this client');
export const NO_REVOCATION = error('UnsupportedOperationException')('Token revocation is not enabled for this client');

export const WRONG_TOTP_ENROLMENT = error('EnableSoftwareTokenMFAException')(
  'Code mismatch and fail enable Software Token MFA', github('aws-samples/aws-amplify-auth-starters/issues/15'));
export const WRONG_TOTP = error('CodeMismatchException')('Invalid code received for user');
export const WRONG_MFA_CODE = error('CodeMismatchException')('Invalid code or auth state for the user.', github('aws-amplify/amplify-js/issues/3066'));
export const USED_TOTP = error('ExpiredCodeException')('Your software token has already been used once.');
export const TOTP_OFF = error('SoftwareTokenMFANotFoundException')('Software Token MFA has not been enabled by the userPool.');

/** Stands in a message for the id of the client that called. */
export const CLIENT_ID = '<client id>';
export const NO_SECRET_HASH = notAuthorized(
  `Client ${CLIENT_ID} is configured with secret but SECRET_HASH was not received`, github('aws-amplify/amplify-android/issues/2504'));
export const WRONG_SECRET_HASH = notAuthorized(
  `Unable to verify secret hash for client ${CLIENT_ID}`, github('ArranJacques/laravel-aws-cognito-auth/issues/26'));
export const WRONG_SECRET_HASH_OF_REFRESH = notAuthorized(
  `SecretHash does not match for the client: ${CLIENT_ID}`, github('NabuCasa/pycognito/issues/196'));
export const UNEXPECTED_SECRET_HASH = invalidParameter(
  `App client ${CLIENT_ID} is not configured for secret but secret hash was received`, github('pmill/aws-cognito/pull/23'));
const WITHOUT_SECRET = `Client ${CLIENT_ID} is configured for secret but secret was not received`;
const WITH_WRONG_SECRET = `Invalid client secret for client ${CLIENT_ID}`;
export const NO_CLIENT_SECRET = notAuthorized(WITHOUT_SECRET);
export const WRONG_CLIENT_SECRET = notAuthorized(WITH_WRONG_SECRET);
export const NO_SECRET_OF_REVOCATION = error('UnauthorizedException')(WITHOUT_SECRET);
export const WRONG_SECRET_OF_REVOCATION = error('UnauthorizedException')(WITH_WRONG_SECRET);

export const ACCESS_DENIED = error('AccessDeniedException');
export const UNSIGNED = error('MissingAuthenticationTokenException')('Missing Authentication Token');
export const STRANGER = error('UnrecognizedClientException')('The security token included in the request is invalid.');

const violated = (count: number) => `${count} validation error${count > 1 ? 's' : ''} detected: `;
const value = (member: string, constraint: string) => `Value at '${member}' failed to satisfy constraint: Member must ${constraint}`;

/** What every operation answers to a member that breaks the API model. */
export const violates = (member: string, constraint: string) => invalidParameter(violated(1) + value(member, constraint));
export const isMissing = (...members: string[]) =>
  invalidParameter(violated(members.length) + members.map((member) => value(member, 'not be null')).join('; '));
