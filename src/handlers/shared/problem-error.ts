import { ProblemCode } from '../../routes/problems';

/** Ends a request with a problem. */
export class ProblemError extends Error {
  constructor(
    readonly code: ProblemCode,
    /** The name of what went wrong underneath, for the log alone. */
    readonly causeName?: string,
    /** Text for the caller that replaces the problem's own. */
    readonly detail?: string,
  ) {
    super(code);
  }
}
