import { readFileSync } from 'node:fs';
import { CfnElement, NestedStack, Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { CURRENT_VERSION_EXPIRED_FLAGS, FLAGS } from 'aws-cdk-lib/cx-api';
import { CognitoPasswordAuthApi, SignUpMode } from '../../src';
import { newApp, newStack, resources, synth } from '../support/synth';

const FULL = { accountRoutes: true, mfa: 'OPTIONAL' as never, signUpMode: SignUpMode.EMAIL_CODE };
const THREE_ROUTES = { routes: { loginChallenge: false, refresh: false, logout: false, forgotPassword: false, resetPassword: false } };

function count(template: Template): number {
  return Object.keys(template.toJSON().Resources).length;
}

/** What the template would be without the feature flags of this test: the same functions, pool, routes and rights. */
function shape(template: Template): Record<string, number> {
  const types = Object.values<any>(template.toJSON().Resources).map(({ Type }) => Type);
  return Object.fromEntries([...new Set(types)].sort().map((type) => [type, types.filter((other) => other === type).length]));
}

test('logical ids of what holds state never change', () => {
  const { template } = synth();
  expect(Object.keys(resources(template, 'AWS::Cognito::UserPool'))).toEqual(['AuthUserPool8115E87F']);
  expect(Object.keys(resources(template, 'AWS::Cognito::UserPoolClient'))).toEqual(['AuthUserPoolClient0AA456E4']);
});

test('a change of mode keeps the pool, the client and what cannot be taken out of them', () => {
  for (const signUpMode of Object.values(SignUpMode)) {
    const { template } = synth({ signUpMode });
    expect(Object.keys(resources(template, 'AWS::Cognito::UserPool'))).toEqual(['AuthUserPool8115E87F']);
    expect(Object.keys(resources(template, 'AWS::Cognito::UserPoolClient'))).toEqual(['AuthUserPoolClient0AA456E4']);
  }
});

test('there are no outputs and no conditions, and nothing of the whole account', () => {
  const json = synth(FULL).template.toJSON();
  expect(json).not.toHaveProperty('Outputs');
  expect(json).not.toHaveProperty('Conditions');
  expect(JSON.stringify(json)).not.toContain('AWS::ApiGateway::Account');
});

test('stacks stay as small as the documents say', () => {
  const [three, usual, all] = [THREE_ROUTES, {}, FULL].map((props) => count(synth(props).template));
  expect(three).toBeLessThanOrEqual(35);
  expect(all).toBeLessThan(120);

  const page = readFileSync('docs/resources.md', 'utf8');
  expect(page).toContain(`With the defaults, ${usual} resources`);
  expect(page).toContain(`Signup, login and private alone are ${three}.`);
  expect(readFileSync('docs/troubleshooting.md', 'utf8')).toContain(`takes ${usual} by default, and fewer than 120 with every route`);
});

test('two instances stand in one stack', () => {
  const stack = newStack();
  new CognitoPasswordAuthApi(stack, 'Staff', { signUpMode: SignUpMode.ADMIN_ONLY });
  const { template, auth } = synth(undefined, stack);
  const one = count(synth().template) + count(synth({ signUpMode: SignUpMode.ADMIN_ONLY }).template);
  expect(count(template)).toBe(one);

  const roles = Object.entries(resources(template, 'AWS::IAM::Role')).filter(([id]) => id.startsWith('Staff'));
  expect(JSON.stringify(roles)).not.toContain(stack.getLogicalId(auth.userPool.node.defaultChild as CfnElement));
});

test('it stands in a nested stack', () => {
  const nested = new NestedStack(newStack(), 'Nested');
  new CognitoPasswordAuthApi(nested, 'Auth', FULL);
  expect(count(Template.fromStack(nested))).toBe(count(synth(FULL).template));
});

test('it stands below other constructs and in several stacks of an app', () => {
  const app = newApp();
  for (const name of ['Development', 'Production']) {
    const stack = new Stack(app, name);
    new CognitoPasswordAuthApi(stack, 'Auth');
  }
  expect(() => app.synth()).not.toThrow();
});

describe('feature flags change nothing that matters', () => {
  // Flags that have become the only behaviour throw where they are set.
  const names = Object.keys(FLAGS).filter((name) => !CURRENT_VERSION_EXPIRED_FLAGS.includes(name));
  const all = (value: (name: string) => unknown) => Object.fromEntries(names.map((name) => [name, value(name)]));

  test.each([
    ['off', all(() => false)],
    ['as recommended', all((name) => FLAGS[name].recommendedValue)],
  ])('%s', (_name, context) => {
    expect(names.length).toBeGreaterThan(50);
    const { template } = synth(FULL, newStack(context));
    expect(shape(template)).toEqual(shape(synth(FULL).template));
    expect(Object.keys(resources(template, 'AWS::Cognito::UserPool'))).toEqual(['AuthUserPool8115E87F']);
    expect(template.toJSON()).not.toHaveProperty('Outputs');
    expect(template.toJSON()).not.toHaveProperty('Conditions');
  });
});
