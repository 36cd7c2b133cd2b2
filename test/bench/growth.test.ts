import { Stack } from 'aws-cdk-lib';
import { IConstruct, Node } from 'constructs';
import { CognitoPasswordAuthApi } from '../../src';
import { newApp } from '../support/synth';

/*
 * How synthesis grows with the instances in an app, by what is the same on every machine; the times are in
 * bench/RESULTS.md.
 */

interface Growth {
  readonly resources: number;
  readonly templateBytes: number;
  readonly constructs: number;
  /** How often the children of a construct are looked at: a walk of the whole app by each instance is quadratic. */
  readonly visits: number;
}

const THREE_ROUTES = { routes: { loginChallenge: false, refresh: false, logout: false, forgotPassword: false, resetPassword: false } };

/** Ten to a stack: 500 resources are the most that one may hold. */
const INSTANCES_PER_STACK = 10;

function synthesised(instances: number): Growth {
  const children = jest.spyOn(Node.prototype, 'children', 'get');
  const app = newApp();
  let stack!: Stack;
  for (let index = 0; index < instances; index++) {
    if (index % INSTANCES_PER_STACK === 0) stack = new Stack(app, `Stack${index / INSTANCES_PER_STACK}`);
    new CognitoPasswordAuthApi(stack, `Auth${index}`, THREE_ROUTES);
  }
  const templates = app.synth().stacks.map(({ template }) => template);
  const visits = children.mock.calls.length;
  children.mockRestore();
  const count = (construct: IConstruct): number => construct.node.children.reduce((sum, child) => sum + count(child), 1);
  return {
    resources: templates.reduce((sum, { Resources }) => sum + Object.keys(Resources).length, 0),
    templateBytes: JSON.stringify(templates).length,
    constructs: count(app),
    visits,
  };
}

const validation = process.env.CDK_VALIDATION;
beforeAll(() => { process.env.CDK_VALIDATION = 'false'; });
afterAll(() => {
  if (validation === undefined) delete process.env.CDK_VALIDATION;
  else process.env.CDK_VALIDATION = validation;
});

test('what an app of 10 or 50 instances holds, and the walks through it, grow no faster than the instances', () => {
  const [one, ten, fifty] = [1, 10, 50].map(synthesised);

  expect([ten.resources, fifty.resources]).toEqual([10 * one.resources, 50 * one.resources]);
  for (const measure of ['templateBytes', 'constructs', 'visits'] as const) {
    // Two percent for what grows with the digits of a name.
    expect(ten[measure] / one[measure]).toBeLessThanOrEqual(10 * 1.02);
    expect(fifty[measure] / ten[measure]).toBeLessThanOrEqual(5 * 1.02);
  }
});
