import { ProblemError } from '../http/problem-error';
import { ENV } from '../../../routes/contract';

const policy = process.env[ENV.PASSWORD_POLICY];

/** Adds the user pool's password policy to the message of a `weak_password` error. Other errors are returned unchanged. */
export function withPolicyMessage(error: unknown): unknown {
  return error instanceof ProblemError && error.code === 'weak_password' && policy
    ? new ProblemError('weak_password', error.causeName, policy)
    : error;
}
