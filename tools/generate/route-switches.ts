import { writeFileSync } from 'node:fs';
import { availableWhen } from '../../src/routes/conditions';
import { Route } from '../../src/routes/route';
import { ROUTES, switchableRoutes } from '../../src/routes/table';

/* Writes the public struct `RouteSwitches` from the route table. jsii takes no mapped type, so it is a file. */

const FILE = 'src/route-switches.ts';

const HEADER = `// Generated from src/routes/table.ts by "npx projen routes". To change it, change the route table.
/**
 * Switches that take single routes away.
 *
 * \`false\` removes a route and everything that exists only for it. \`true\` is the default of each route that is
 * available in the chosen modes, and an error for any other. The login route cannot be switched off.
 *
 * @see https://github.com/cdk-cognito-password-auth/cdk-cognito-password-auth/blob/main/docs/http-api.md
 */
export interface RouteSwitches {
`;

/** One row says what the route does; rows for different modes say besides when they apply. */
function describe(rows: readonly Route[]): string[] {
  return rows.map((row) => rows.length === 1 ? `${row.summary}.` : `${row.summary} (if ${availableWhen(row)}).`);
}

function defaultOf(rows: readonly Route[]): string {
  const conditions = rows.map(availableWhen).filter((words) => words !== '');
  return conditions.length < rows.length ? 'true' : `- true if ${conditions.join(', or if ')}`;
}

function member(name: string, rows: readonly Route[]): string {
  const [{ method, path }] = rows;
  const lines = [`\`${method} /${path}\`.`, '', ...describe(rows), '', `@default ${defaultOf(rows)}`];
  return ['  /**', ...lines.map((line) => `   * ${line}`.trimEnd()), '   */', `  readonly ${name}?: boolean;`, ''].join('\n');
}

/** The whole of src/route-switches.ts. */
export function routeSwitches(): string {
  return `${HEADER}${switchableRoutes().map((name) => member(name, ROUTES.filter((row) => row.name === name))).join('\n')}}\n`;
}

if (require.main === module) writeFileSync(FILE, routeSwitches());
