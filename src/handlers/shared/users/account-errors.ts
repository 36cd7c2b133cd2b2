import { failedWith } from '../cognito/client';
import type { LogFields } from '../runtime/log';
import type { ProblemError } from '../http/problem-error';

/** Errors that reveal whether an account exists, or its state. */
const ACCOUNT_STATE = [
  'AliasExistsException',
  'CodeDeliveryFailureException',
  // The body is valid, so the account has no verified address or nothing to confirm.
  'InvalidParameterException',
  'LimitExceededException',
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserNotConfirmedException',
  'UserNotFoundException',
];

/**
 * A `catch` callback that treats errors about an account as success, because the caller must not learn of them. The name
 * of the error goes to the log.
 *
 * @param names the errors to swallow; by default all that reveal the state of an account
 */
export function swallowAccountErrors(request: { note: (fields: Pick<LogFields, 'cause'>) => void }, ...names: string[]) {
  return (error: unknown): void => {
    if (!failedWith(error, ...names.length > 0 ? names : ACCOUNT_STATE)) {
      throw error;
    }
    request.note({ cause: (error as ProblemError).causeName });
  };
}
