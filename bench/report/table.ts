import { HandlerRatios, NodeResults, Results } from './results';

interface Target {
  readonly what: string;
  readonly goal: string;
  readonly value: (results: NodeResults) => number;
  readonly met: (value: number) => boolean;
}

const atLeast = (goal: number) => ({ goal: `at least ${goal}`, met: (value: number) => value >= goal });
const atMost = (goal: number) => ({ goal: `at most ${goal.toLocaleString('en-US')}`, met: (value: number) => value <= goal });

const handlerTargets = (name: 'login' | 'signup'): Target[] => {
  const ratio = (key: keyof HandlerRatios) => (results: NodeResults) => results[name][key];
  return [
    { what: `${name}: processor time of INIT and first request, share of the tutorial's`, value: ratio('cpuVsTutorial'), ...atMost(0.36) },
    { what: `${name}: the same, multiple of LIMIT's`, value: ratio('cpuVsLimit'), ...atMost(1.75) },
    { what: `${name}: first request, primed, times faster`, value: ratio('firstVsTutorial'), ...atLeast(8) },
    { what: `${name}: warm call, times faster`, value: ratio('warmVsTutorial'), ...atLeast(2.2) },
    { what: `${name}: memory above a bare process, share of the tutorial's`, value: ratio('rssAboveBareVsTutorial'), ...atMost(0.45) },
    { what: `${name}: bytes of the bundle`, value: ({ bytes }) => bytes[name], ...atMost(205_000) },
  ];
};

/** What the project promises, and how the last run stands to it. */
export const TARGETS: readonly Target[] = [
  ...handlerTargets('login'),
  ...handlerTargets('signup'),
  { what: 'private: bytes of the bundle', value: ({ bytes }) => bytes.private, ...atMost(5_500) },
  { what: 'synthesis: times faster than three NodejsFunctions', value: ({ synth }) => synth.vsNodejsFunction, ...atLeast(3.5) },
  { what: "synthesis: share of the Solutions Construct's time", value: ({ synth }) => synth.vsSolutionsConstruct, ...atMost(0.85) },
  { what: 'synthesis: multiple of the time by L1 constructs', value: ({ synth }) => synth.vsL1, ...atMost(1.6) },
  { what: 'resources with three routes', value: ({ resources }) => resources.threeRoutes, ...atMost(34) },
  { what: 'resources with all routes', value: ({ resources }) => resources.allRoutes, ...atMost(120) },
];

function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(head), line(head.map((_, index) => index === 0 ? '---' : '---:')), ...rows.map(line)].join('\n');
}

const number = (value: number) => value.toLocaleString('en-US');

const HANDLER_ROWS: readonly (readonly [string, string])[] = [
  ['tutorial', 'the tutorial (SDK v2)'],
  ['sdkDefaults', "SDK v3 by esbuild's defaults"],
  ['shippedUnprimed', 'this library, unprimed'],
  ['shipped', 'this library, primed'],
  ['limitUnprimed', 'LIMIT, unprimed'],
  ['limit', 'LIMIT, primed'],
];

function handlerTable({ medians: { handlers } }: NodeResults, title: string, name = title): string {
  const bare = handlers['bare/private'].rss;
  return tableOf(
    [title, 'INIT ms', 'first ms', 'sum ms', 'CPU ms', 'warm ms', 'MB above bare'],
    HANDLER_ROWS.map(([kind, label]) => {
      const { init, first, cpu, warm, rss } = handlers[`${kind}/${name}`];
      return [label, ...[init, first, init + first, cpu].map((value) => value.toFixed(1)), warm.toFixed(2), (rss - bare).toFixed(1)];
    }),
  );
}

/** The table of docs/performance.md: a login on the newest Node.js that was measured. */
export function benchmarkTable({ node24 }: Results): string {
  return handlerTable(node24, `login, Node.js ${node24.version.slice(1)}`, 'login');
}

function functionTable({ bundles, node22, node24 }: Results): string {
  return tableOf(
    ['function', 'bytes', 'gzip', ...[22, 24].flatMap((major) => [`INIT ${major}`, `first ${major}`, `warm ${major}`])],
    Object.entries(bundles).map(([name, { bytes, gzip }]) => [
      `\`${name}\``,
      number(bytes),
      number(gzip),
      ...[node22, node24].flatMap(({ medians }) => {
        const { init, first, warm } = medians.handlers[`shipped/${name}`];
        return [init.toFixed(1), first.toFixed(1), warm.toFixed(2)];
      }),
    ]),
  );
}

/** The whole of RESULTS.md. */
export function resultsPage(results: Results): string {
  const nodes = [results.node22, results.node24];
  return [
    '<!-- Written by "npx projen bench". -->',
    '# Results of the benchmark',
    '',
    `${results.date}, ${results.machine}. Medians of ${results.rounds} samples, of ${Math.ceil(results.rounds / 3)} or ${Math.ceil(results.rounds / 5)} where no ratio is made of them, each in a process of its own, in rounds of chance. Compare only within one run.`,
    '',
    tableOf(['Package', 'Version'], [
      ...nodes.map(({ version }) => ['Node.js', version.slice(1)]),
      ...Object.entries(results.versions).map(([name, version]) => [`\`${name}\``, version]),
    ]),
    '',
    '## Targets',
    '',
    tableOf(
      ['', 'target', ...nodes.map(({ version }) => `Node.js ${version.slice(1)}`)],
      TARGETS.map(({ what, goal, value, met }) => [what, goal, ...nodes.map((node) => `${number(value(node))} ${met(value(node)) ? '✓' : '✗'}`)]),
    ),
    '',
    'The targets for INIT are ratios of processor time, which repeat within 3 %. Wall-clock ratios of the same code vary by 20 % between runs; in this run, INIT was '
      + nodes.map(({ version, login, signup }) => `${login.initVsTutorial} (login) and ${signup.initVsTutorial} (signup) times faster than the tutorial's on ${version}`).join('; ') + '.',
    '',
    '## Handlers',
    '',
    "LIMIT is a request signed by hand over `node:https`, without client, retries or validation: the least that a call to Cognito can cost. *MB above bare* is memory after the first request, less that of a process with an empty handler. The endpoint answers at once on this machine, so that a network's time is in none of the figures; Lambda's own start is in none of them either.",
    '',
    ...nodes.flatMap((node) => [`### Node.js ${node.version.slice(1)}`, '', handlerTable(node, 'login'), '', handlerTable(node, 'signup'), '']),
    '### Every function, primed (ms)',
    '',
    functionTable(results),
    '',
    '## Synthesis',
    '',
    'The whole process in milliseconds, on the newest `aws-cdk-lib`. *Validated* is its default, which checks the finished template with a linter; what is not validated ran with `CDK_VALIDATION=false`.',
    '',
    tableOf(['app', ...nodes.map(({ version }) => `Node.js ${version.slice(1)}`)], Object.keys(results.node22.medians.synthesis).map((app) => [
      app,
      ...nodes.map(({ medians }) => number(Math.round(medians.synthesis[app]))),
    ])),
    '',
  ].join('\n');
}
