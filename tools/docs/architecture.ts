import { exists, RouteChoice } from '../../src/routes/conditions';
import { FunctionName, operationsOf, OPERATIONS, Route } from '../../src/routes/route';
import { ROUTES } from '../../src/routes/table';

/** The settings of `new CognitoPasswordAuthApi(this, 'Auth')`. */
const DEFAULTS: RouteChoice = { signUpMode: 'AUTO_CONFIRM', mfa: false, accountRoutes: false };

const WIDTH = 880;
const ROW = 44;
const TOP = 64;
const CLIENT = { x: 0, width: 92 };
const GATEWAY = { x: 128, width: 176 };
const FUNCTIONS = { x: 340, width: 330 };
const POOL = { x: 706, width: 174 };

// Text keeps 4.5:1 and lines 3:1 to what they stand on, light and dark (WCAG 2.2).
const STYLE = `
  text { font: 13px system-ui, -apple-system, 'Segoe UI', Helvetica, Arial, sans-serif; fill: #1f2328 }
  .title { font-weight: 600; font-size: 14px }
  .note { fill: #59636e; font-size: 12px }
  rect { fill: none; stroke: #818b98; rx: 6px }
  .own { stroke: #0969da }
  path { stroke: #59636e; fill: none; marker-end: url(#tip) }
  marker path { fill: #59636e; stroke: none; marker-end: none }
  @media (prefers-color-scheme: dark) {
    text { fill: #f0f6fc }
    .note { fill: #b1bac4 }
    rect { stroke: #656c76 }
    .own { stroke: #388bfd }
    path { stroke: #b1bac4 }
    marker path { fill: #b1bac4 }
  }`;

interface Box {
  readonly x: number;
  readonly width: number;
}

const text = (kind: string, x: number, y: number, words: string) => `<text class="${kind}" x="${x}" y="${y}">${words}</text>`;

const rectangle = ({ x, width }: Box, y: number, height: number, kind = 'own') => `<rect class="${kind}" x="${x + 1}" y="${y}" width="${width - 2}" height="${height}"/>`;

const arrow = (from: Box, to: Box, y: number) => `<path d="M${from.x + from.width} ${y} H${to.x - 2}"/>`;

function operations(routes: readonly Route[]): string {
  const called = new Set(routes.flatMap((route) => operationsOf(route, DEFAULTS.signUpMode)));
  const names = [...called].filter((operation) => OPERATIONS[operation] === 'iam');
  return names.length > 0 ? `may call ${names.length === 1 ? names[0] : `${names.length} operations of the pool`}` : 'no permission on the pool';
}

function column(box: Box, height: number, title: string, notes: readonly string[], kind?: string): string[] {
  return [
    rectangle(box, TOP, height, kind),
    text('title', box.x + 12, TOP + 24, title),
    ...notes.map((note, index) => text('note', box.x + 12, TOP + 46 + index * 18, note)),
  ];
}

/** The picture of the README: what is deployed, and who talks to whom, from the route table. */
export function architecture(): string {
  const routes = ROUTES.filter((route) => exists(route, DEFAULTS));
  const names = [...new Set(routes.map((route) => route.function))];
  const served = (name: FunctionName) => routes.filter((route) => route.function === name);
  const height = names.length * ROW + (names.length - 1) * 8;
  const middle = (index: number) => TOP + index * (ROW + 8) + ROW / 2;
  const callsCognito = (name: FunctionName) => served(name).some(({ calls }) => calls.length > 0);
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${TOP + height + 12}" width="${WIDTH}" role="img" aria-labelledby="title">`,
    '<title id="title">A client calls the REST API; the REST API checks bodies and tokens and calls one of the functions; each function calls the user pool, with the permissions of its routes alone</title>',
    `<style>${STYLE}\n</style>`,
    '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0 L8 4 L0 8 Z"/></marker></defs>',
    text('note', GATEWAY.x, 40, 'CognitoPasswordAuthApi makes all of this:'),
    ...column(CLIENT, height, 'Client', ['browser,', 'app, curl'], 'foreign'),
    ...column(GATEWAY, height, 'REST API', ['throttle of each method', 'model of each body', 'Cognito authorizer', 'preflights, CORS', 'errors in one shape', 'no execution log of', 'bodies or tokens']),
    ...column(POOL, height, 'User pool, client', ['password policy', 'lockout', 'no secret, no OAuth', 'accounts cannot be', 'told apart', 'kept when the stack', 'is deleted']),
    arrow(CLIENT, GATEWAY, TOP + height / 2),
    ...names.flatMap((name, index) => [
      rectangle(FUNCTIONS, middle(index) - ROW / 2, ROW),
      text('title', FUNCTIONS.x + 12, middle(index) - 4, served(name).map(({ method, path }) => `${method} /${path}`).join(', ')),
      text('note', FUNCTIONS.x + 12, middle(index) + 14, `${name}: ${operations(served(name))}`),
      arrow(GATEWAY, FUNCTIONS, middle(index)),
      ...callsCognito(name) ? [arrow(FUNCTIONS, POOL, middle(index))] : [],
    ]),
    '</svg>',
    '',
  ].join('\n');
}
