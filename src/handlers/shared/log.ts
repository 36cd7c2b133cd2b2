import { LOG } from '../../routes/contract';

/** What may be logged of a request. Whatever is not a member here never is. */
export type LogFields = { -readonly [K in keyof typeof LOG as (typeof LOG)[K]]?: string | number };

/** Writes the one line of a request. A log that fails must not cost the caller the answer. */
export function logOutcome(fields: LogFields): void {
  try {
    // Not by the console, before whose lines Lambda puts words of its own: metric filters read JSON or nothing.
    process.stdout.write(`${JSON.stringify(fields)}\n`);
  } catch {
    // There is nowhere left to say so.
  }
}

/** An error's name, as far as it looks like one: names are set by whoever throws, and could hold anything. */
export function causeName(error: unknown): string {
  const { name, code } = (typeof error === 'object' && error !== null ? error : {}) as { name?: unknown; code?: unknown };
  const found = [name === 'Error' ? code : name, name].find((candidate) => typeof candidate === 'string' && /^[A-Za-z0-9_.]{1,64}$/.test(candidate));
  return (found as string | undefined) ?? 'unknown';
}
