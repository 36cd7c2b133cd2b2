import { InvalidMember, ProblemCode } from '../../../routes/problems';

/** Ends the request with an RFC 9457 error response. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    /** The name of the underlying error. It goes to the log only. */
    readonly causeName?: string,
    /** Replaces the default message of the code. */
    readonly text?: string,
    /** The members of the body that are not valid. */
    readonly errors?: readonly InvalidMember[],
  ) {
    super(code);
  }
}

/** An `invalid_request` error that names one member of the body, such as `#/email`. */
export function invalidMember(pointer: string, detail: string): ProblemError {
  return invalidMembers([{ pointer, detail }]);
}

/** An `invalid_request` error that names members of the body. */
export function invalidMembers(errors: readonly InvalidMember[]): ProblemError {
  return new ProblemError('invalid_request', undefined, undefined, errors);
}
