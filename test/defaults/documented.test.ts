import { readFileSync } from 'node:fs';
import { Rows } from './checks';
import { CONSTRUCT, FUNCTIONS, SINGLE_FUNCTIONS } from './rows/construct';
import { ALARMS, METRICS } from './rows/monitoring';
import { PRIVATE_ROUTES, PUBLIC_ROUTES } from './rows/own-routes';
import { REST_API } from './rows/rest-api';
import { ROUTE_SWITCHES } from './rows/route-switches';
import { USER_POOL } from './rows/user-pool';
import { WEB_ACL } from './rows/web-acl';

/** A check for each documented default. A new `@default` needs a row here. */
const ROWS: Readonly<Record<string, Rows>> = {
  AlarmsOptions: ALARMS,
  CognitoPasswordAuthApi: METRICS,
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

interface Type {
  readonly name: string;
  readonly properties?: readonly Member[];
  readonly methods?: readonly Member[];
}

/** The public API as jsii read it from the docstrings. API.md and the packages of other languages show the same. */
const { types } = JSON.parse(readFileSync('.jsii', 'utf8')) as { readonly types: Readonly<Record<string, Type>> };

const DOCUMENTED = Object.values(types).flatMap(({ name: type, properties = [], methods = [] }) =>
  [...properties, ...methods].flatMap(({ name, docs }) => docs?.default === undefined ? [] : [{ type, name, documented: docs.default }]));

test('each documented default has a row, and each row a documented default', () => {
  const rows = Object.entries(ROWS).flatMap(([type, members]) => Object.keys(members).map((name) => `${type}.${name}`));
  expect(rows.sort()).toEqual(DOCUMENTED.map(({ type, name }) => `${type}.${name}`).sort());
});

test.each(DOCUMENTED)('$type.$name: $documented', ({ type, name, documented }) => {
  ROWS[type][name](documented);
});
