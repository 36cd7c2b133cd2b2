import { ProblemError } from './problem-error';
import { ENV } from '../../routes/contract';

const policy = process.env[ENV.PASSWORD_POLICY];

/** `error` itself; a weak password with the sentence that says what a strong one holds. */
export function weakPassword(error: unknown): unknown {
  return error instanceof ProblemError && error.code === 'weak_password' && policy
    ? new ProblemError('weak_password', error.causeName, policy)
    : error;
}
