import { LOG } from '../../../routes/contract';

/** The fields of a log line. Nothing else of a request is ever logged. */
export type LogFields = { -readonly [K in keyof typeof LOG as (typeof LOG)[K]]?: string | number };

/** Writes the log line of a request. If that fails, the caller still gets the response. */
export function logOutcome(fields: LogFields): void {
  try {
    // Lambda prefixes console output with text, and the metric filters need plain JSON.
    process.stdout.write(`${JSON.stringify(fields)}\n`);
  } catch {
    // The failure cannot be logged either.
  }
}

/** The name of an error, if it looks like a name. Any code can set it, so it could contain user data. */
export function causeName(error: unknown): string {
  const { name, code } = (typeof error === 'object' && error !== null ? error : {}) as { name?: unknown; code?: unknown };
  const found = [name === 'Error' ? code : name, name].find((candidate) => typeof candidate === 'string' && /^[A-Za-z0-9_.]{1,64}$/.test(candidate));
  return (found as string | undefined) ?? 'unknown';
}
