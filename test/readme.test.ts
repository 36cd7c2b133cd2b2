import { readFileSync } from 'node:fs';
import { App, Stack } from 'aws-cdk-lib';
import { serve, ServedConstruct } from './flows/stack';
import { httpApiPage, routeTable } from '../projenrc/tasks/generate-docs';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, RouteSwitches } from '../src';
import { WARNING_IDS } from '../src/private/warning-ids';
import { exists } from '../src/route';
import { ROUTES } from '../src/routes';

const readme = readFileSync('README.md', 'utf8');

describe('the curl calls', () => {
  const calls = [...readme.matchAll(/^\$ curl (.*)\n(.*)$/gm)].map(([, command, answer]) => ({ command, answer }));
  let local: ServedConstruct;
  let token = '';

  beforeAll(async () => {
    local = await serve({ idTokenValidity: undefined });
  });
  afterAll(() => local.close());

  test('there are four, the refusal among them', () => {
    expect(calls).toHaveLength(4);
    expect(calls[3].answer).toContain('"status":401');
  });

  test.each(calls)('curl $command', async ({ command, answer }) => {
    const [, method, path] = /-X (\w+) http:\/\/127\.0\.0\.1:3000(\S+)/.exec(command)!;
    const headers = [...command.matchAll(/-H (?:'([^']+)'|"([^"]+)")/g)].map(([, single, double]) => (single ?? double).replace('$TOKEN', token));
    const response = await fetch(`${local.url}${path}`, {
      method,
      headers: headers.map((header) => header.split(/: (.*)/s).slice(0, 2) as [string, string]),
      body: /-d '([^']+)'/.exec(command)?.[1],
    });
    const text = await response.text();
    token = (JSON.parse(text) as { token?: string }).token ?? token;
    expect(text.replace(/"ey[\w.-]{100,}"/g, '"…"')).toBe(answer);
  });
});

describe('what is created', () => {
  const resources = (props?: CognitoPasswordAuthApiProps) => {
    const stack = new Stack(new App(), 'Count');
    new CognitoPasswordAuthApi(stack, 'Auth', props);
    return Object.values((App.of(stack) as App).synth().getStackByName('Count').template.Resources as Record<string, { Type: string }>);
  };

  test('counts are the real ones', () => {
    const switches = ROUTES
      .filter((route) => exists(route, { signUpMode: 'AUTO_CONFIRM', mfa: false, accountRoutes: false }))
      .map(({ name }) => name)
      .filter((name) => !['signup', 'login', 'private'].includes(name));
    const routes: RouteSwitches = Object.fromEntries(switches.map((name) => [name, false]));
    const all = resources();
    expect(readme).toContain(`With the defaults, ${all.length} resources`);
    expect(readme).toContain(`with 9 POST methods and their preflights; ${all.filter(({ Type }) => Type === 'AWS::Lambda::Function').length} Lambda functions`);
    expect(readme).toContain(`Signup, login and private alone are ${resources({ routes }).length}.`);
  });
});

test('every warning is listed, and no other', () => {
  const listed = [...readme.matchAll(/^\| `(cdk-cognito-password-auth:\w+)` \|/gm)].map(([, id]) => id);
  expect(listed).toEqual(Object.values(WARNING_IDS));
});

test('the route table and the HTTP API page are those of the route table', () => {
  expect(readme).toContain(`\n${routeTable()}\n`);
  expect(readFileSync('docs/http-api.md', 'utf8')).toBe(httpApiPage());
});
