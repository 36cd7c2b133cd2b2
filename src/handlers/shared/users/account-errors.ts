import { failedWith } from '../cognito/client';
import type { ProblemError } from '../http/problem-error';
import type { LogFields } from '../runtime/log';

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

/** Errors of triggers and of the pool's senders. Cognito calls them only if there is an account to send a code to. */
const NOT_SENT = [
  'CustomMessageFailed',
  'InvalidEmailRoleAccessPolicyException',
  'InvalidLambdaResponseException',
  'InvalidSmsRoleAccessPolicyException',
  'InvalidSmsRoleTrustRelationshipException',
  'UnexpectedLambdaException',
];

/**
 * A `catch` callback that treats errors about an account as success, because the caller must not learn of them. The name
 * of the error goes to the log.
 *
 * @param names the errors to swallow; by default all that reveal the state of an account
 */
export function swallowAccountErrors(request: { note: (fields: Pick<LogFields, 'cause'>) => void }, ...names: string[]) {
  // Routes that only send a code have no other trigger than the one of the message.
  const notSent = names.length > 0 ? NOT_SENT : [...NOT_SENT, 'UserLambdaValidationException'];
  return (error: unknown): void => {
    if (failedWith(error, ...notSent)) {
      // The prefix makes the line count as an internal error, because the developer must fix it.
      request.note({ cause: `NotSent.${error.causeName}` });
      return;
    }
    if (!failedWith(error, ...names.length > 0 ? names : ACCOUNT_STATE)) {
      throw error;
    }
    request.note({ cause: (error as ProblemError).causeName });
  };
}
