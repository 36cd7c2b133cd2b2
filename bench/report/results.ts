import { readFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { rounded } from './statistics';
import { ROUTES } from '../../src/routes/table';
import { MeasuredSubject, Medians } from '../handlers/measure';
import { Kind } from '../handlers/subjects';
import { BENCH, NODE_MAJORS, nodeVersion, NodeMajor, ROOT } from '../settings';
import { MeasuredApp } from '../synth/measure';

/** How a handler stands against the tutorial's and against the bare signed request. */
export interface HandlerRatios {
  /** Processor time of INIT and the first request, as a share of the tutorial's; neither primed. */
  readonly cpuVsTutorial: number;
  /** The same as a multiple of LIMIT's. */
  readonly cpuVsLimit: number;
  /** How many times faster INIT is than the tutorial's, neither primed. Wall-clock time, which varies between runs. */
  readonly initVsTutorial: number;
  /** Times faster, primed, than the tutorial's. */
  readonly firstVsTutorial: number;
  /** Times faster than the tutorial's. */
  readonly warmVsTutorial: number;
  /** Memory above that of a process with an empty handler, as a share of the tutorial's. */
  readonly rssAboveBareVsTutorial: number;
}

export interface NodeResults {
  readonly version: string;
  readonly login: HandlerRatios;
  readonly signup: HandlerRatios;
  /** Bytes of the bundle that serves a route, by the route's name. */
  readonly bytes: { readonly [route: string]: number };
  readonly synth: {
    /** Times faster than the same stack by three NodejsFunctions. */
    readonly vsNodejsFunction: number;
    /** Time as a share of the Solutions Construct's. */
    readonly vsSolutionsConstruct: number;
    /** Time as a multiple of the same stack by L1 constructs. */
    readonly vsL1: number;
  };
  readonly resources: { readonly threeRoutes: number; readonly allRoutes: number };
  /** What the ratios were made of: milliseconds and megabytes. */
  readonly medians: {
    readonly handlers: { readonly [subject: string]: Medians };
    readonly synthesis: { readonly [app: string]: number };
  };
}

export interface Results {
  readonly date: string;
  readonly rounds: number;
  readonly machine: string;
  readonly versions: { readonly [name: string]: string };
  /** By function: bytes, compressed bytes. */
  readonly bundles: { readonly [name: string]: { readonly bytes: number; readonly gzip: number } };
  readonly node22: NodeResults;
  readonly node24: NodeResults;
}

/** The name under which an app stands in `medians.synthesis`. */
export const appKey = ({ app, instances, validation }: Pick<MeasuredApp, 'app' | 'instances' | 'validation'>) =>
  `${app}${instances > 1 ? ` x${instances}` : ''}${validation ? ', validated' : ''}`;

function handlerRatios(name: 'login' | 'signup', of: (kind: Kind, name: string) => Medians): HandlerRatios {
  const bare = of('bare', 'private');
  const tutorial = of('tutorial', name);
  const [primed, unprimed] = [of('shipped', name), of('shippedUnprimed', name)];
  return {
    cpuVsTutorial: rounded(unprimed.cpu / tutorial.cpu),
    cpuVsLimit: rounded(unprimed.cpu / of('limitUnprimed', name).cpu),
    initVsTutorial: rounded(tutorial.init / unprimed.init),
    firstVsTutorial: rounded(tutorial.first / primed.first),
    warmVsTutorial: rounded(tutorial.warm / primed.warm),
    rssAboveBareVsTutorial: rounded((primed.rss - bare.rss) / (tutorial.rss - bare.rss)),
  };
}

function nodeResults(major: NodeMajor, handlers: readonly MeasuredSubject[], apps: readonly MeasuredApp[], bytes: NodeResults['bytes']): NodeResults {
  const of = (kind: Kind, name: string) => {
    const found = handlers.find(({ subject }) => subject.kind === kind && subject.name === name);
    if (!found) {
      throw new Error(`${kind}/${name} was not measured`);
    }
    return found.medians[major];
  };
  const synthesis = Object.fromEntries(apps.map((app) => [appKey(app), rounded(app.medians[major], 4)]));
  const resources = (name: string) => apps.find((app) => appKey(app) === name)!.resources;
  return {
    version: nodeVersion(major),
    login: handlerRatios('login', of),
    signup: handlerRatios('signup', of),
    bytes,
    synth: {
      vsNodejsFunction: rounded(synthesis['nodejs-functions'] / synthesis.construct),
      vsSolutionsConstruct: rounded(synthesis.construct / synthesis['solutions-construct']),
      vsL1: rounded(synthesis.construct / synthesis['l1-only']),
    },
    resources: { threeRoutes: resources('construct'), allRoutes: resources('construct-all-routes') },
    medians: {
      handlers: Object.fromEntries(handlers.map(({ subject, medians }) => [subject.id, Object.fromEntries(
        Object.entries(medians[major]).map(([name, value]) => [name, rounded(value)]),
      ) as unknown as Medians])),
      synthesis,
    },
  };
}

function installedVersion(name: string, folder: string): string {
  return JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')).version;
}

export function resultsOf(handlers: readonly MeasuredSubject[], apps: readonly MeasuredApp[], rounds: number, date = new Date()): Results {
  const shipped = handlers.filter(({ subject }) => subject.kind === 'shipped');
  const bundles = Object.fromEntries(shipped.map(({ subject: { name, file } }) => {
    const content = readFileSync(file);
    return [name, { bytes: content.length, gzip: gzipSync(content).length }];
  }));
  // Where two modes serve a route by functions of their own, the default mode's row is the first.
  const bytes = Object.fromEntries([...ROUTES].reverse().map((route) => [route.name, bundles[route.function].bytes]));
  const [node22, node24] = NODE_MAJORS.map((major) => nodeResults(major, handlers, apps, bytes));
  return {
    date: date.toISOString().slice(0, 10),
    rounds,
    machine: `${cpus().length} × ${cpus()[0].model}, ${process.platform} ${process.arch}`,
    versions: {
      '@aws-sdk/client-cognito-identity-provider': installedVersion('@aws-sdk/client-cognito-identity-provider', ROOT),
      'aws-sdk': installedVersion('aws-sdk', BENCH),
      'aws-cdk-lib': installedVersion('aws-cdk-lib', BENCH),
      '@aws-solutions-constructs/aws-cognito-apigateway-lambda': installedVersion('@aws-solutions-constructs/aws-cognito-apigateway-lambda', BENCH),
      'esbuild': installedVersion('esbuild', ROOT),
    },
    bundles,
    node22,
    node24,
  };
}
