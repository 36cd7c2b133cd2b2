/**
 * Something that whoever started the local stack can mend: its message is complete in one line,
 * so the command line prints it without a stack trace.
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
