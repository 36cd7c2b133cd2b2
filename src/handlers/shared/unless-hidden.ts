import { failedWith } from './cognito';
import type { LogFields } from './log';
import type { ProblemError } from './problem-error';

/** What a call can say of the state of the account behind an address. */
const ACCOUNT_STATE = [
  'AliasExistsException',
  'CodeDeliveryFailureException',
  // After the body was checked: there is no verified address, or nothing to confirm.
  'InvalidParameterException',
  'LimitExceededException',
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
  'UserNotFoundException',
];

/**
 * For `catch`: lets a failure pass for a success where the caller must not learn of it, and leaves its name in the log.
 *
 * @param names the errors; every state of an account where none is named
 */
export function unlessHidden(request: { note: (fields: Pick<LogFields, 'cause'>) => void }, ...names: string[]) {
  return (error: unknown): void => {
    if (!failedWith(error, ...names.length > 0 ? names : ACCOUNT_STATE)) {
      throw error;
    }
    request.note({ cause: (error as ProblemError).causeName });
  };
}
