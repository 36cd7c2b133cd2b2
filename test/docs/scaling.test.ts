import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { newStack, only, resources, synth } from '../support/synth';
import { CATEGORIES } from '../../local/cognito';
import { CognitoPasswordAuthApi, SignUpMode } from '../../src';
import { scalingPage } from '../../tools/docs/generate-docs';
import { MADE } from '../../tools/docs/scaling/costs';

const page = readFileSync('docs/scaling.md', 'utf8');

/** The rows of the table that follows a text, as cells. */
function rowsAfter(text: string): string[][] {
  const from = page.indexOf(text);
  expect(from).toBeGreaterThan(-1);
  const [table] = /(?:^\|.*\n)+/m.exec(page.slice(from))!;
  return table.trim().split('\n').slice(2).map((row) => row.split('|').slice(1, -1).map((cell) => cell.trim()));
}

test('its tables are those of the prices, the route table and the quotas', () => {
  expect(scalingPage(page)).toBe(page);
});

test('what the options are reckoned by is what they make', () => {
  const made = (build: (auth: CognitoPasswordAuthApi) => void) => {
    const stack = newStack();
    build(new CognitoPasswordAuthApi(stack, 'Auth'));
    return Template.fromStack(stack);
  };
  const [webAcl, alarms, dashboard] = [made((auth) => auth.addWebAcl()), made((auth) => auth.addAlarms()), made((auth) => auth.addDashboard())];
  const count = (template: Template, type: string) => Object.keys(resources(template, type)).length;
  expect(MADE).toEqual({
    webAclRules: only(webAcl, 'AWS::WAFv2::WebACL').Rules.length,
    alarms: count(alarms, 'AWS::CloudWatch::Alarm'),
    alarmMetrics: count(alarms, 'AWS::Logs::MetricFilter'),
    dashboardMetrics: count(dashboard, 'AWS::Logs::MetricFilter'),
  });
});

test.each([SignUpMode.AUTO_CONFIRM, SignUpMode.EMAIL_CODE])('the throttles of %s are those of the stage', (signUpMode) => {
  const { template } = synth({ signUpMode, accountRoutes: true, mfa: Mfa.OPTIONAL });
  const settings: any[] = only(template, 'AWS::ApiGateway::Stage').MethodSettings;
  const documented = rowsAfter('## Throttles')
    .map(([route, rate, burst]) => ({ route: /^`(\w+) \/(.*?)`(?: \((\w+)\))?$/.exec(route)!, rate: Number(rate), burst: Number(burst) }))
    .filter(({ route: [, , , mode] }) => mode === undefined || mode === signUpMode);
  const methods = Object.values(resources(template, 'AWS::ApiGateway::Method')).filter(({ Properties }) => Properties.HttpMethod !== 'OPTIONS');
  expect(documented).toHaveLength(methods.length);
  for (const { route: [, method, path], rate, burst } of documented) {
    const own = settings.find(({ ResourcePath, HttpMethod }) => ResourcePath === `/~1user~1${path.replace(/\//g, '~1')}` && HttpMethod === method);
    const stage = settings.find(({ ResourcePath, HttpMethod }) => ResourcePath === '/*' && HttpMethod === '*');
    const { ThrottlingRateLimit, ThrottlingBurstLimit } = own ?? stage;
    expect({ path, rate, burst }).toEqual({ path, rate: ThrottlingRateLimit, burst: ThrottlingBurstLimit });
  }
});

test.each(rowsAfter('| What users do').map(([says, calls, binds, at]) => ({ says, calls, binds, at })))('the quota that binds first: $says', ({ calls, binds, at }) => {
  const used = new Map<string, number>();
  for (const operation of calls.split(', ')) {
    const [category] = Object.entries(CATEGORIES).find(([, { operations }]) => (operations as readonly string[]).includes(operation))!;
    used.set(category, (used.get(category) ?? 0) + 1);
  }
  const rates = [...used].map(([category, times]) => ({ category, rate: CATEGORIES[category as keyof typeof CATEGORIES].rate / times }));
  const first = rates.reduce((lowest, candidate) => candidate.rate < lowest.rate ? candidate : lowest);
  const { adjustable } = CATEGORIES[first.category as keyof typeof CATEGORIES];
  expect(binds).toBe(adjustable ? first.category : `${first.category}, which cannot be raised`);
  expect(Number.parseInt(at, 10)).toBe(Math.floor(first.rate));
});
