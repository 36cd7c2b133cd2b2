import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLimit, buildSdkDefaults, shippedBundles } from './build';
import { eventFor, measuredRoute, successOf } from './events';
import { FunctionName } from '../../src/route';
import { BENCH, BUILD, ROOT } from '../settings';

export type Kind = 'bare' | 'tutorial' | 'sdkDefaults' | 'shipped' | 'shippedUnprimed' | 'limit' | 'limitUnprimed';

/** Something whose cold start and calls are measured. */
export interface Subject {
  /** For example `shipped/login`. */
  readonly id: string;
  readonly kind: Kind;
  /** The function that it is, or stands for. */
  readonly name: FunctionName;
  readonly file: string;
  readonly eventFile: string;
  readonly status: number;
  readonly environment: { readonly [name: string]: string };
}

const OURS = { USER_POOL_ID: 'us-east-1_Bench0000', USER_POOL_CLIENT_ID: 'benchclient00000000000000', CORS_ALLOW_ORIGINS: '*' };
const TUTORIAL = { user_pool_id: OURS.USER_POOL_ID, client_id: OURS.USER_POOL_CLIENT_ID };
const UNPRIMED = { PRIME: 'off' };

function subject(kind: Kind, name: FunctionName, file: string, environment: Subject['environment'], status?: number): Subject {
  const route = measuredRoute(name);
  mkdirSync(join(BUILD, 'events'), { recursive: true });
  const eventFile = join(BUILD, 'events', `${name}.json`);
  writeFileSync(eventFile, JSON.stringify(eventFor(route)));
  return { id: `${kind}/${name}`, kind, name, file, eventFile, status: status ?? successOf(route), environment };
}

/** Everything that a run measures. */
export async function allSubjects(): Promise<Subject[]> {
  const [sdkDefaults, limit] = [await buildSdkDefaults(), await buildLimit()];
  const each = (files: Map<string, string>, make: (name: FunctionName, file: string) => Subject[]) =>
    [...files].flatMap(([name, file]) => make(name as FunctionName, file));
  return [
    subject('bare', 'private', join(BENCH, 'baselines', 'bare.mjs'), {}),
    ...(['login', 'signup', 'private'] as const).map((name) => subject('tutorial', name, join(BENCH, 'baselines', 'tutorial', `${name}.js`), TUTORIAL)),
    ...each(sdkDefaults, (name, file) => [subject('sdkDefaults', name, file, OURS)]),
    ...each(limit, (name, file) => [subject('limit', name, file, OURS), subject('limitUnprimed', name, file, { ...OURS, ...UNPRIMED })]),
    ...each(shippedBundles(join(ROOT, 'assets')), (name, file) => name === 'private'
      ? [subject('shipped', name, file, OURS)]
      : [subject('shipped', name, file, OURS), subject('shippedUnprimed', name, file, { ...OURS, ...UNPRIMED })]),
  ];
}
