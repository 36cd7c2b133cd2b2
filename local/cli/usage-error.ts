import { LocalStackError } from '../errors';

/** The command line is not understood. */
export class UsageError extends LocalStackError {}
