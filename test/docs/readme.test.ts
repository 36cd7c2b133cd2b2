import { readFileSync } from 'node:fs';
import { App, Stack, aws_cognito as cognito } from 'aws-cdk-lib';
import { PAGES } from './pages';
import { CognitoPasswordAuthApi, CognitoPasswordAuthApiProps, RouteSwitches, SignUpMode } from '../../src';
import { WARNING_IDS } from '../../src/private/warning-ids';
import { exists } from '../../src/routes/conditions';
import { ROUTES } from '../../src/routes/table';
import { architecture } from '../../tools/docs/architecture';
import { httpApiPage, routeTable } from '../../tools/docs/generate-docs';
import { otherLanguages, quickStart } from '../../tools/docs/quick-starts';

const read = (page: string) => readFileSync(page, 'utf8');
const readme = read('README.md');

test('the README is short enough to read at once', () => {
  expect(readme.trim().split(/\s+/).length).toBeLessThan(1600);
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
      .filter((name) => !['signup', 'login', 'privateRoute'].includes(name));
    const routes: RouteSwitches = Object.fromEntries(switches.map((name) => [name, false]));
    const all = resources();
    const page = read('docs/resources.md');
    expect(page).toContain(`With the defaults, ${all.length} resources`);
    expect(page).toContain(`with 9 POST methods and their preflights; ${all.filter(({ Type }) => Type === 'AWS::Lambda::Function').length} Lambda functions`);
    expect(page).toContain(`Signup, login and private alone are ${resources({ routes }).length}.`);
    expect(read('docs/troubleshooting.md')).toContain(`takes ${all.length} by default, and fewer than 120 with every route`);
    expect(resources({ signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true, mfa: cognito.Mfa.OPTIONAL }).length).toBeLessThan(120);
  });
});

test('every warning is listed, and no other', () => {
  const listed = [...read('docs/warnings.md').matchAll(/^\| `(cdk-cognito-password-auth:\w+)` \|/gm)].map(([, id]) => id);
  expect(listed).toEqual(Object.values(WARNING_IDS));
});

test('the route table and the HTTP API page are those of the route table', () => {
  expect(readme).toContain(`\n${routeTable()}\n`);
  expect(read('docs/http-api.md')).toBe(httpApiPage());
});

test('the picture and the quick starts are those of the route table and of the examples', () => {
  expect(read('docs/images/architecture.svg')).toBe(architecture());
  expect(readme).toContain(`\n${quickStart()}\n`);
  expect(read('docs/languages.md')).toContain(`\n${otherLanguages()}\n`);
});

test('the quick start in C# is what jsii-rosetta makes of the one in TypeScript, made a whole program', () => {
  interface Snippet {
    readonly didCompile: boolean;
    readonly translations: Readonly<Record<string, { readonly source: string }>>;
  }
  // `jsii-rosetta` writes it when the build compiles the examples.
  const { snippets } = JSON.parse(readFileSync('.jsii.tabl.json', 'utf8')) as { snippets: Record<string, Snippet> };
  const typescript = readFileSync('examples/quick-start/app.ts', 'utf8').trim();
  const translated = Object.values(snippets).find(({ translations }) => translations.$.source.trim() === typescript);
  expect(translated?.didCompile).toBe(true);
  const program = translated!.translations.csharp.source
    .replace('using Amazon.CDK;\n', 'using Amazon.CDK;\nusing Amazon.CDK.AWS.Cognito;\n')
    .replace('var stack = new Stack(new App(), ', 'var app = new App();\nvar stack = new Stack(app, ');
  expect(readFileSync('examples/quick-start-csharp/Program.cs', 'utf8')).toBe(`${program}\napp.Synth();\n`);
});

test.each(PAGES)('every table of %s begins with its heading, so that all of its rows are shown as such', (page) => {
  const lines = read(page).replace(/^```[\s\S]*?^```$/gm, '').split('\n');
  const headless = lines.filter((line, index) => line.startsWith('|') && !lines[index - 1]?.startsWith('|') && !/^\|(?: ?:?-+:? ?\|)+$/.test(lines[index + 1] ?? ''));
  expect(headless).toEqual([]);
});
