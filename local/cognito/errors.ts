/** An error as Cognito answers it: `name` is the exception's name, `message` its own words. */
export class CognitoError extends Error {
  public constructor(name: string, message: string) {
    super(message);
    this.name = name;
  }
}

export const invalidParameter = (message: string) => new CognitoError('InvalidParameterException', message);
export const notAuthorized = (message: string) => new CognitoError('NotAuthorizedException', message);
export const resourceNotFound = (message: string) => new CognitoError('ResourceNotFoundException', message);
export const invalidPassword = (message: string) => new CognitoError('InvalidPasswordException', message);

export const incorrectCredentials = () => notAuthorized('Incorrect username or password.');
export const userNotFound = () => new CognitoError('UserNotFoundException', 'User does not exist.');
export const unknownCombination = () => new CognitoError('UserNotFoundException', 'Username/client id combination not found.');
export const userDisabled = () => notAuthorized('User is disabled.');
export const userNotConfirmed = () => new CognitoError('UserNotConfirmedException', 'User is not confirmed.');
export const passwordResetRequired = () => new CognitoError('PasswordResetRequiredException', 'Password reset required for the user');
export const tooManyRequests = () => new CognitoError('TooManyRequestsException', 'Too many requests');
export const attemptsExceeded = () => notAuthorized('Password attempts exceeded');
export const attemptLimitExceeded = () =>
  new CognitoError('LimitExceededException', 'Attempt limit exceeded, please try after some time.');

export const codeMismatch = () => new CognitoError('CodeMismatchException', 'Invalid verification code provided, please try again.');
export const expiredCode = () => new CognitoError('ExpiredCodeException', 'Invalid code provided, please request a code again.');

export const invalidSession = () => notAuthorized('Invalid session for the user.');
export const flowNotEnabled = () => invalidParameter('Auth flow not enabled for this client');
export const missingParameter = (name: string) => invalidParameter(`Missing required parameter ${name}`);
