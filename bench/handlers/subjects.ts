import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { buildLimit, buildSdkDefaults, shippedBundles } from './build';
import { eventFor, measuredRoute, successOf } from './events';
import { ENV } from '../../src/routes/contract';
import { FunctionName } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';
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
  /** Whether it is measured less often, as no ratio is made of it. */
  readonly seldom: boolean;
  readonly environment: { readonly [name: string]: string };
}

/** What the construct gives its functions, whichever of it each reads. */
const OURS = {
  [ENV.USER_POOL_ID]: 'us-east-1_Bench0000',
  [ENV.USER_POOL_CLIENT_ID]: 'benchclient00000000000000',
  [ENV.ALLOWED_CLIENT_IDS]: 'benchclient00000000000000',
  [ENV.CORS_ALLOW_ORIGINS]: '*',
  [ENV.SIGNUP_MARKER]: 'true',
  [ENV.WRITE_ATTRIBUTES]: 'email',
  [ENV.TOTP_ISSUER]: 'Bench',
};
const TUTORIAL = { user_pool_id: OURS.USER_POOL_ID, client_id: OURS.USER_POOL_CLIENT_ID };
/** The functions that the tutorial and the bare signed request have, too. */
const COMPARED: readonly FunctionName[] = ['login', 'signup'];
const UNPRIMED = { [ENV.PRIME]: 'off' };

function subject(kind: Kind, name: FunctionName, file: string, environment: Subject['environment']): Subject {
  const route = measuredRoute(name);
  mkdirSync(join(BUILD, 'events'), { recursive: true });
  const eventFile = join(BUILD, 'events', `${name}.json`);
  writeFileSync(eventFile, JSON.stringify(eventFor(route)));
  const seldom = kind !== 'bare' && !COMPARED.includes(name);
  return { id: `${kind}/${name}`, kind, name, file, eventFile, status: successOf(route), seldom, environment };
}

/** Everything that a run measures. */
export async function allSubjects(): Promise<Subject[]> {
  return [
    subject('bare', 'private', join(BENCH, 'baselines', 'bare.mjs'), {}),
    ...(['login', 'signup', 'private'] as const).map((name) => subject('tutorial', name, join(BENCH, 'baselines', 'tutorial', `${name}.js`), TUTORIAL)),
    ...[...await buildSdkDefaults()].map(([name, file]) => subject('sdkDefaults', name as FunctionName, file, OURS)),
    ...await limitSubjects(),
    ...shippedSubjects(),
  ];
}

/** The shipped bundle of every function that serves a route; of those that others are held against, unprimed too. */
export function shippedSubjects(): Subject[] {
  const serving = new Set<string>(ROUTES.map((route) => route.function));
  return [...shippedBundles(join(ROOT, 'assets'))].filter(([name]) => serving.has(name)).flatMap(([name, file]) => [
    subject('shipped', name as FunctionName, file, OURS),
    ...!COMPARED.includes(name as FunctionName) ? [] : [subject('shippedUnprimed', name as FunctionName, file, { ...OURS, ...UNPRIMED })],
  ]);
}

/** The bare signed request in the place of `login` and `signup`. */
export async function limitSubjects(): Promise<Subject[]> {
  return [...await buildLimit()].flatMap(([name, file]) => [
    subject('limit', name as FunctionName, file, OURS),
    subject('limitUnprimed', name as FunctionName, file, { ...OURS, ...UNPRIMED }),
  ]);
}
