import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { EMULATORS, type EmulatorName } from './emulators/installed';
import type { Outcome } from './play';

/** What an emulator makes of a behaviour, in a word that stays the same from run to run. */
export type Opinion = 'agrees' | 'other words' | `differs: ${string}` | `not asked: ${string}`;

/** How far independent emulators were last seen to agree with the table. */
export interface Agreement {
  readonly versions: Readonly<Record<EmulatorName, string>>;
  /** By the id of a behaviour. */
  readonly behaviours: Readonly<Record<string, Readonly<Record<EmulatorName, Opinion>>>>;
}

const FILE = join(__dirname, 'agreement.json');

export const readAgreement = (): Agreement => JSON.parse(readFileSync(FILE, 'utf8')) as Agreement;

export function writeAgreement({ versions, behaviours }: Agreement): void {
  // A line each, so that a change of one reads as one.
  const lines = Object.entries(behaviours).map(([id, opinions]) => `    ${JSON.stringify(id)}: ${JSON.stringify(opinions)}`);
  writeFileSync(FILE, `{\n  "versions": ${JSON.stringify(versions)},\n  "behaviours": {\n${lines.join(',\n')}\n  }\n}\n`);
}

/** What the SDK makes of an operation that an emulator does not have: cognito-local, moto, ministack. */
const NOT_SERVED = ['Unsupported', 'SyntaxError', 'InvalidAction'];

export function opinionOf(outcome: Outcome): Opinion {
  const error = outcome.verdict === 'different' ? outcome.instead : outcome.verdict === 'not asked' ? outcome.because : '';
  if (NOT_SERVED.includes(error)) return 'not asked: not served';
  switch (outcome.verdict) {
    case 'same': return 'agrees';
    case 'other words': return 'other words';
    case 'different': return `differs: ${withoutValues(outcome.instead)}`;
    case 'not asked': return `not asked: ${outcome.because}`;
  }
}

// Ids and tokens are others in each run.
const withoutValues = (departure: string) => departure.replace(/ is "?.* and not .*$/, ' is another').replace(/ does not match .*$/, ' does not match');

/** Where what is recorded no longer holds. */
export function changes(recorded: Agreement, found: Agreement): string[] {
  const versions = EMULATORS.filter((name) => recorded.versions[name] !== found.versions[name])
    .map((name) => `${name}: ${recorded.versions[name]} is recorded, ${found.versions[name]} is pinned`);
  const ids = new Set([...Object.keys(recorded.behaviours), ...Object.keys(found.behaviours)]);
  return [...versions, ...[...ids].flatMap((id) => EMULATORS.flatMap((name) => {
    const [before, now] = [recorded.behaviours[id]?.[name] ?? 'nothing', found.behaviours[id]?.[name] ?? 'nothing'];
    return before === now ? [] : [`${id}, ${name}: '${before}' is recorded, now '${now}'`];
  }))];
}
