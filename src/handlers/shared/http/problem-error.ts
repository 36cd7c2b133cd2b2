import { ProblemCode } from '../../../routes/problems';

/** Ends the request with an RFC 9457 error response. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    /** The name of the underlying error. It goes to the log only. */
    readonly causeName?: string,
    /** Replaces the default message of the code. */
    readonly text?: string,
  ) {
    super(code);
  }
}
