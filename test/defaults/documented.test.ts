import { readFileSync } from 'node:fs';
import { Rows } from './checks';
import { CONSTRUCT, FUNCTIONS, SINGLE_FUNCTIONS } from './rows/construct';
import { ALARMS, METRICS } from './rows/monitoring';
import { PRIVATE_ROUTES, PUBLIC_ROUTES } from './rows/own-routes';
import { REST_API } from './rows/rest-api';
import { ROUTE_SWITCHES } from './rows/route-switches';
import { USER_POOL } from './rows/user-pool';
import { WEB_ACL } from './rows/web-acl';

/** A row for each default that is documented; whoever documents another writes its row. */
const ROWS: Readonly<Record<string, Rows>> = {
  AlarmsOptions: ALARMS,
  CognitoPasswordAuthApiBase: METRICS,
  CognitoPasswordAuthApiProps: CONSTRUCT,
  HandlerFunctionOptions: FUNCTIONS,
  HandlerFunctions: SINGLE_FUNCTIONS,
  PasswordAuthRestApiOptions: REST_API,
  PasswordAuthUserPoolOptions: USER_POOL,
  PrivateRouteOptions: PRIVATE_ROUTES,
  PublicRouteOptions: PUBLIC_ROUTES,
  RouteSwitches: ROUTE_SWITCHES,
  WebAclOptions: WEB_ACL,
};

interface Member {
  readonly name: string;
  readonly docs?: { readonly default?: string };
}

/** What jsii read from the docstrings, which is what API.md and the other languages show. */
const types = Object.values((JSON.parse(readFileSync('.jsii', 'utf8')) as {
  types: Record<string, { name: string; properties?: readonly Member[]; methods?: readonly Member[] }>;
}).types);

const documented = types.flatMap(({ name: type, properties = [], methods = [] }) => [...properties, ...methods]
  .filter(({ docs }) => docs?.default !== undefined)
  .map(({ name, docs }) => ({ name: `${type}.${name}`, check: ROWS[type]?.[name], says: docs!.default! })));

test('each documented default has a row, and each row a documented default', () => {
  const rows = Object.entries(ROWS).flatMap(([type, members]) => Object.keys(members).map((name) => `${type}.${name}`));
  expect(rows.sort()).toEqual(documented.map(({ name }) => name).sort());
});

test.each(documented.filter(({ check }) => check))('$name: $says', ({ check, says }) => check(says));
