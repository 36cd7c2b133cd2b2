import { readFileSync } from 'node:fs';

const CONSTRUCT = 'CognitoPasswordAuthApi';
const PROPS = 'CognitoPasswordAuthApiProps';

/** The construct's props by purpose. A prop that is in no group, or in two, fails the generation. */
const GROUPS: Readonly<Record<string, readonly string[]>> = {
  'Sign-up and users': ['signUpMode', 'accountRoutes', 'standardAttributes', 'customAttributes', 'readAttributes', 'writeAttributes', 'lambdaTriggers'],
  'Passwords and recovery': ['passwordPolicy', 'accountRecovery'],
  'Tokens and sessions': ['accessTokenValidity', 'idTokenValidity', 'refreshTokenValidity', 'refreshTokenRotationGracePeriod', 'enableTokenRevocation', 'generateSecret'],
  'Second factors and threat protection': ['mfa', 'mfaSecondFactor', 'totpIssuer', 'featurePlan', 'standardThreatProtectionMode'],
  'Email': ['email'],
  'REST API': ['routes', 'basePath', 'defaultCorsPreflightOptions', 'gatewayResponses', 'deployOptions', 'domainName', 'disableExecuteApiEndpoint', 'endpointConfiguration', 'policy', 'restApiName'],
  'Functions': ['functionOptions', 'functions', 'primeConnections'],
  'Monitoring': ['accessLog', 'cloudWatchRole'],
  'Existing resources': ['userPool', 'userPoolClient', 'userPoolClientSecret', 'additionalUserPoolClients', 'restApi'],
  'User pool and app client': ['userPoolName', 'userPoolClientName', 'removalPolicy', 'deletionProtection'],
};

/** Option types of single props and methods, with where they are used. */
const OPTIONS: Readonly<Record<string, string>> = {
  RouteSwitches: 'The `routes` prop turns single routes on or off.',
  HandlerFunctionOptions: 'The `functionOptions` prop configures all functions. It also takes every prop of CDK\'s [FunctionOptions](https://docs.aws.amazon.com/cdk/api/v2/docs/aws-cdk-lib.aws_lambda.FunctionOptions.html).',
  HandlerFunctions: 'The `functions` prop configures single functions.',
  PublicRouteOptions: 'Options of `addPublicRoute()`, and of `addPrivateRoute()` too.',
  PrivateRouteOptions: 'Further options of `addPrivateRoute()`.',
  AlarmsOptions: 'Options of `addAlarms()`.',
  WebAclOptions: 'Options of `addWebAcl()`.',
};

interface Member {
  readonly name: string;
  readonly docs?: { readonly summary?: string; readonly default?: string };
  readonly protected?: boolean;
  readonly static?: boolean;
}

interface Type {
  readonly base?: string;
  readonly interfaces?: readonly string[];
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
}

const assembly = (): Readonly<Record<string, Type>> => (JSON.parse(readFileSync('.jsii', 'utf8')) as { types: Record<string, Type> }).types;

/** Members of a type and of what it extends within this package. */
function membersOf(types: Readonly<Record<string, Type>>, name: string, kind: 'properties' | 'methods'): Member[] {
  const visit = (fqn: string): Member[] => {
    const type = types[fqn];
    if (!type) return [];
    const parents = [...type.base ? [type.base] : [], ...type.interfaces ?? []];
    return [...type[kind] ?? [], ...parents.flatMap(visit)];
  };
  const members = visit(`cdk-cognito-password-auth.${name}`).filter((member) => !member.protected && !member.static);
  return [...new Map(members.map((member) => [member.name, member])).values()].sort((a, b) => a.name.localeCompare(b.name));
}

const cell = (text = '') => text.replace(/\s+/g, ' ').replace(/\|/g, '\\|').trim();

/** `- none` is prose, everything else is code. */
function defaultOf({ docs }: Member): string {
  const text = cell(docs?.default);
  return text.startsWith('- ') ? text.slice(2) : text && `\`${text}\``;
}

const linkTo = (type: string, { name }: Member) => `[\`${name}\`](../API.md#cdk-cognito-password-auth.${type}.property.${name})`;

const propTable = (type: string, members: readonly Member[]) => [
  '| Prop | What it does | Default |',
  '|---|---|---|',
  ...members.map((member) => `| ${linkTo(type, member)} | ${cell(member.docs?.summary)} | ${defaultOf(member)} |`),
];

/** Throws where the groups and the props of the construct differ. */
function assertGrouped(props: readonly Member[]): void {
  const grouped = Object.values(GROUPS).flat();
  const names = props.map(({ name }) => name);
  const faults = [
    ...names.filter((name) => !grouped.includes(name)).map((name) => `${name} is in no group`),
    ...grouped.filter((name) => !names.includes(name)).map((name) => `${name} is no prop`),
    ...grouped.filter((name, index) => grouped.indexOf(name) !== index).map((name) => `${name} is in two groups`),
  ];
  if (faults.length > 0) throw new Error(`GROUPS in tools/docs/props.ts: ${faults.join('; ')}`);
}

/** The whole of docs/props.md, from the jsii assembly: compile first. */
export function propsPage(types = assembly()): string {
  const props = membersOf(types, PROPS, 'properties');
  assertGrouped(props);
  const named = new Map(props.map((prop) => [prop.name, prop]));
  return [
    '<!-- Generated from the docstrings in src/ by "npx projen docs". To change it, change a docstring, or the groups in tools/docs/props.ts. -->',
    '# Props',
    '',
    `Find the prop you need by its purpose. All props of \`${CONSTRUCT}\` are optional. Each name links to its type and full description in [API.md](../API.md).`,
    '',
    ...[...Object.keys(GROUPS), 'Methods', ...Object.keys(OPTIONS)].map((title) => `- [${title}](#${title.toLowerCase().replaceAll(' ', '-')})`),
    '',
    ...Object.entries(GROUPS).flatMap(([title, names]) => [`## ${title}`, '', ...propTable(PROPS, names.map((name) => named.get(name)!)), '']),
    '## Methods',
    '',
    '| Method | What it does |',
    '|---|---|',
    ...membersOf(types, CONSTRUCT, 'methods').map(({ name, docs }) => `| \`${name}()\` | ${cell(docs?.summary)} |`),
    '',
    ...Object.entries(OPTIONS).flatMap(([type, use]) => [`## ${type}`, '', use, '', ...propTable(type, types[`cdk-cognito-password-auth.${type}`].properties as Member[]), '']),
  ].join('\n');
}
