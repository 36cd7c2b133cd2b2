/** What proves a finding: tests of this repository, or a section of its documentation. */
export type Proof =
  | { readonly kind: 'tests'; readonly file: string; readonly titles: readonly string[] }
  | { readonly kind: 'section'; readonly page: string; readonly heading: string };

export const STATES = ['holds', 'AWS', 'emulator', 'not applicable', 'deviates'] as const;

export type State = typeof STATES[number];

/** How the package stands to a requirement. */
export interface Finding {
  readonly state: State;
  /** What is done, or why nothing is. */
  readonly how: string;
  /** The page of AWS's documentation that says so. */
  readonly source?: string;
  /** What an app developer does about a deviation. */
  readonly instead?: string;
  readonly proofs: readonly Proof[];
}

/** One or more requirements with the same finding. */
export interface Row {
  /** Such as `6.2.1`. */
  readonly ids: readonly string[];
  /** What the standard asks for, in a few words of our own. */
  readonly asks: string;
  readonly finding: Finding;
}

export interface Chapter {
  readonly number: number;
  readonly title: string;
  readonly rows: readonly Row[];
}

/** Tests that fail without what the finding claims, by their file below `test/` and their exact titles. */
export const tests = (file: string, ...titles: readonly string[]): Proof => ({ kind: 'tests', file: `test/${file}.test.ts`, titles });

/** A section that says what a requirement wants documented. */
export const section = (page: string, heading: string): Proof => ({ kind: 'section', page, heading });

/** It holds by code or configuration of this package. */
export const holds = (how: string, ...proofs: readonly Proof[]): Finding => ({ state: 'holds', how, proofs });

/** AWS does it, and documents that it does. */
export const aws = (how: string, source: string, ...proofs: readonly Proof[]): Finding => ({ state: 'AWS', how, source, proofs });

/** It was seen on the local emulator, and AWS does not document it. */
export const emulator = (how: string, ...proofs: readonly Proof[]): Finding => ({ state: 'emulator', how, proofs });

/** The package has no part that the requirement is about. */
export const notApplicable = (how: string): Finding => ({ state: 'not applicable', how, proofs: [] });

/** It does not hold by default, or nobody can show that it does. */
export const deviates = (how: string, instead: string, ...proofs: readonly Proof[]): Finding => ({ state: 'deviates', how, instead, proofs });

export function row(ids: string | readonly string[], asks: string, finding: Finding): Row {
  return { ids: typeof ids === 'string' ? [ids] : ids, asks, finding };
}
