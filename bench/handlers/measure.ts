import { buildScripts } from './build';
import { startEndpoint } from './endpoint';
import { runSample } from './run-sample';
import { Sample } from './sample';
import { Subject } from './subjects';
import { median, shuffled } from '../report/statistics';
import { NODE_MAJORS, nodeBinary, NodeMajor, WARM_CALLS } from '../settings';

/** Medians of a subject's samples. */
export type Medians = { readonly [K in keyof Sample]: number };

export interface MeasuredSubject {
  readonly subject: Subject;
  readonly medians: { readonly [M in NodeMajor]: Medians };
}

/** Of what no ratio is made, a third of the rounds will do. */
const roundsOf = ({ seldom }: Subject, rounds: number) => seldom ? Math.ceil(rounds / 3) : rounds;

export const runsOfHandlers = (subjects: readonly Subject[], rounds: number) =>
  subjects.reduce((sum, subject) => sum + roundsOf(subject, rounds), 0) * NODE_MAJORS.length;

function mediansOf(samples: readonly Sample[]): Medians {
  const names = Object.keys(samples[0]) as (keyof Sample)[];
  return Object.fromEntries(names.map((name) => [name, median(samples.map((sample) => sample[name]))])) as unknown as Medians;
}

/**
 * Measures every subject on every release of Node.js, `rounds` times each. A round takes each of them once, in an order
 * of chance, so that what else the machine does falls on all alike.
 */
export async function measureHandlers(subjects: readonly Subject[], rounds: number, step: (what: string) => void): Promise<MeasuredSubject[]> {
  const scripts = await buildScripts();
  const endpoint = await startEndpoint(scripts.endpoint);
  const samples = new Map<string, Sample[]>();
  const key = (subject: Subject, major: NodeMajor) => `${subject.id} ${major}`;
  try {
    for (let count = 0; count < rounds; count++) {
      const due = subjects.filter((subject) => count < roundsOf(subject, rounds));
      const round = due.flatMap((subject) => NODE_MAJORS.map((major) => ({ subject, major })));
      for (const { subject, major } of shuffled(round)) {
        step(`${subject.id} on Node.js ${major}`);
        const { sample } = await runSample(subject, { node: nodeBinary(major), scripts, endpoint, warmCalls: WARM_CALLS });
        samples.set(key(subject, major), [...samples.get(key(subject, major)) ?? [], sample]);
      }
    }
  } finally {
    await endpoint.close();
  }
  return subjects.map((subject) => ({
    subject,
    medians: Object.fromEntries(NODE_MAJORS.map((major) => [major, mediansOf(samples.get(key(subject, major))!)])) as unknown as MeasuredSubject['medians'],
  }));
}

