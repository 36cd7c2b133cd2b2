import { buildPackage } from './build-package';
import { AppName, runApp, SynthesisOptions } from './run-app';
import { median, shuffled } from '../report/statistics';
import { NODE_MAJORS, nodeBinary, NodeMajor } from '../settings';

/** An app as it is synthesised. */
interface Case {
  readonly app: AppName;
  readonly instances: number;
  readonly validation: boolean;
  /** Where no ratio is made of it, a fifth of the rounds will do. */
  readonly seldom?: boolean;
}

export interface MeasuredApp extends Case {
  readonly resources: number;
  /** Milliseconds of the whole process. */
  readonly medians: { readonly [M in NodeMajor]: number };
}

const CASES: readonly Case[] = [
  ...(['empty', 'l1-only', 'construct', 'solutions-construct', 'nodejs-functions'] as const).map((app) => ({ app, instances: 1, validation: false })),
  ...([10, 50] as const).map((instances) => ({ app: 'construct' as const, instances, validation: false, seldom: true })),
  { app: 'construct-all-routes', instances: 1, validation: false, seldom: true },
  ...(['empty', 'l1-only', 'construct', 'solutions-construct', 'nodejs-functions'] as const)
    .map((app) => ({ app, instances: 1, validation: true, seldom: true })),
];

const roundsOf = ({ seldom }: Case, rounds: number) => seldom ? Math.ceil(rounds / 5) : rounds;

export const runsOfSynthesis = (rounds: number) => CASES.reduce((sum, each) => sum + roundsOf(each, rounds), 0) * NODE_MAJORS.length;

/** Synthesises every app `rounds` times on every release of Node.js, in rounds of chance as `measureHandlers` does. */
export async function measureSynthesis(rounds: number, step: (what: string) => void): Promise<MeasuredApp[]> {
  buildPackage();
  const durations = new Map<string, number[]>();
  const resources = new Map<Case, number>();
  const key = (each: Case, major: NodeMajor) => JSON.stringify([each, major]);
  for (let count = 0; count < rounds; count++) {
    const round = CASES.filter((each) => count < roundsOf(each, rounds)).flatMap((each) => NODE_MAJORS.map((major) => ({ each, major })));
    for (const { each, major } of shuffled(round)) {
      step(`synthesis of ${each.app}${each.instances > 1 ? ` times ${each.instances}` : ''} on Node.js ${major}`);
      const options: SynthesisOptions = { node: nodeBinary(major), instances: each.instances, validation: each.validation };
      const result = await runApp(each.app, options);
      durations.set(key(each, major), [...durations.get(key(each, major)) ?? [], result.duration]);
      resources.set(each, result.resources);
    }
  }
  return CASES.map((each) => ({
    ...each,
    resources: resources.get(each)!,
    medians: Object.fromEntries(NODE_MAJORS.map((major) => [major, median(durations.get(key(each, major))!)])) as unknown as MeasuredApp['medians'],
  }));
}
