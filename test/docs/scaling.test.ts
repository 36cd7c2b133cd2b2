import { readFileSync } from 'node:fs';
import { Template } from 'aws-cdk-lib/assertions';
import { Mfa } from 'aws-cdk-lib/aws-cognito';
import { CATEGORIES } from '../../local/cognito';
import { CognitoPasswordAuthApi, SignUpMode } from '../../src';
import { scalingPage } from '../../tools/docs/generate-docs';
import { ACTIVITIES, firstLimit } from '../../tools/docs/scaling/activities';
import { MADE } from '../../tools/docs/scaling/costs';
import { throttleOf } from '../../tools/docs/scaling/tables';
import { settingsOf } from '../support/settings';
import { newStack, only, resources, routes as routesIn, synth } from '../support/synth';

test('the tables of docs/scaling.md are generated from the prices, the route table and the quotas', () => {
  const page = readFileSync('docs/scaling.md', 'utf8');
  expect(scalingPage(page)).toBe(page);
});

describe('the costs count what the options create', () => {
  function created(use: (auth: CognitoPasswordAuthApi) => void): Template {
    const stack = newStack();
    use(new CognitoPasswordAuthApi(stack, 'Auth'));
    return Template.fromStack(stack);
  }
  const count = (template: Template, type: string) => Object.keys(resources(template, type)).length;

  test('addWebAcl()', () => {
    expect(MADE.webAclRules).toBe(only(created((auth) => auth.addWebAcl()), 'AWS::WAFv2::WebACL').Rules.length);
  });

  test('addAlarms()', () => {
    const template = created((auth) => auth.addAlarms());
    expect(MADE.alarms).toBe(count(template, 'AWS::CloudWatch::Alarm'));
    expect(MADE.alarmMetrics).toBe(count(template, 'AWS::Logs::MetricFilter'));
  });

  test('addDashboard()', () => {
    expect(MADE.dashboardMetrics).toBe(count(created((auth) => auth.addDashboard()), 'AWS::Logs::MetricFilter'));
  });
});

describe.each([SignUpMode.AUTO_CONFIRM, SignUpMode.EMAIL_CODE])('the throttles of the page are those of the stage: %s', (signUpMode) => {
  const props = { signUpMode, accountRoutes: true, mfa: Mfa.OPTIONAL };
  const routes = settingsOf(props).routes;
  const { template } = synth(props);
  const settings: { ResourcePath: string; HttpMethod: string }[] = only(template, 'AWS::ApiGateway::Stage').MethodSettings;
  /** The settings of a path, which API Gateway writes as `/~1user~1login`, or of all paths by `/*`. */
  const setting = (path: string, method: string) => settings.find(({ ResourcePath, HttpMethod }) => ResourcePath === path && HttpMethod === method);

  test('each method of the template is a route', () => {
    expect(routesIn(template)).toEqual(routes.map(({ method, path }) => `${method} /user/${path}`).sort());
  });

  test.each(routes)('$method /$path', (route) => {
    const { rate, burst } = throttleOf(route);
    expect(setting(`/~1user~1${route.path.replaceAll('/', '~1')}`, route.method) ?? setting('/*', '*'))
      .toMatchObject({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });
  });
});

test('the quota that each activity reaches first', () => {
  const limits = ACTIVITIES.map((activity) => {
    const { category, perSecond } = firstLimit(activity);
    return [activity.says, category, perSecond, CATEGORIES[category].adjustable];
  });
  expect(limits).toEqual([
    ['sign up, AUTO_CONFIRM', 'UserAccountRecovery', 30, false],
    ['sign up and confirm, EMAIL_CODE', 'UserCreation', 25, true],
    ['log in', 'UserAuthentication', 120, true],
    ['forget a password and reset it', 'UserAccountRecovery', 15, false],
    ['enrol an authenticator app', 'UserResourceUpdate', 8, false],
  ]);
});
