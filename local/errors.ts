/**
 * A problem that the user of the local stack can fix. Its message is complete in one line, so the command line prints it
 * without a stack trace.
 */
export class LocalStackError extends Error {
  override readonly name = 'LocalStackError';

  /** @param message - may quote what was made elsewhere: its lines become one */
  constructor(message: string) {
    super(message.replace(/\s*\n\s*/g, ' '));
  }
}

/** The error of a resource whose template entry the local stack cannot serve faithfully. */
export function unsupported(logicalId: string, type: string, reason: string): LocalStackError {
  return new LocalStackError(`${logicalId} (${type}) ${reason}`);
}

/** The error of a resource that wants one of the account, of which nothing is known here. @param wants - such as `trusts the user pool 'x'` */
export function notInTemplate(logicalId: string, type: string, wants: string): LocalStackError {
  return unsupported(logicalId, type, `${wants}, which is not in the template; to try it here, let the app make one in its place`);
}
