import { readFileSync } from 'node:fs';
import { aws_cognito as cognito } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CognitoPasswordAuthApiProps, RouteSwitches, SignUpMode } from '../../src';
import { ROUTES, switchableRoutes } from '../../src/routes/table';
import { routeSwitches } from '../../tools/generate/route-switches';
import { routes, synth, Synthesised } from '../support/synth';

const FULL: CognitoPasswordAuthApiProps = { signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true, mfa: cognito.Mfa.OPTIONAL };

/** Each route with those that need it. The mode of `FULL` needs the challenge. */
const SWITCHED_OFF = switchableRoutes().filter((name) => name !== 'loginChallenge').map((name): RouteSwitches => {
  const needing = ROUTES.filter(({ needs }) => needs === name).map((row) => row.name);
  return Object.fromEntries([name, ...needing].map((switched) => [switched, false]));
});

const everything = routes(synth(FULL).template);

function pathOf(name: string): string {
  const route = ROUTES.find((row) => row.name === name)!;
  return `${route.method} /user/${route.path}`;
}

test.each(SWITCHED_OFF)('%j', (switches) => {
  const off = Object.keys(switches).map(pathOf);
  expect(routes(synth({ ...FULL, routes: switches }).template)).toEqual(everything.filter((route) => !off.includes(route)));
});

test('the challenge goes where no login of the mode needs it', () => {
  expect(routes(synth({ routes: { loginChallenge: false } }).template)).not.toContain('POST /user/login/challenge');
});

test('the switches are generated from the route table', () => {
  expect(readFileSync('src/route-switches.ts', 'utf8')).toBe(routeSwitches());
  const members = [...routeSwitches().matchAll(/readonly (\w+)\?: boolean;/g)].map(([, name]) => name);
  expect(members).toEqual(expect.arrayContaining(['signup', 'loginChallenge', 'readMe', 'privateRoute']));
  expect([...members, 'login'].sort()).toEqual([...new Set(ROUTES.map(({ name }) => name))].sort());
});

test('a route names another one that it needs', () => {
  const needs = ROUTES.flatMap((route) => route.needs ? [[route.name, route.needs]] : []);
  expect(needs).toEqual(expect.arrayContaining([['forgotPassword', 'resetPassword'], ['enrolTotp', 'verifyTotp']]));
  for (const [, needed] of needs) expect(switchableRoutes()).toContain(needed);
});

test('routes that could only fail are not there', () => {
  expect(routes(synth({ accountRecovery: cognito.AccountRecovery.NONE }).template).join()).not.toMatch(/forgot|reset/);
  expect(routes(synth({ enableTokenRevocation: false }).template)).not.toContain('POST /user/logout');
});

test('routes that would change what cannot change are not there', () => {
  const fixed = { email: { mutable: false } };
  const patch = ({ template }: Synthesised) => routes(template).filter((route) => /PATCH|verify/.test(route));
  expect(patch(synth({ accountRoutes: true }))).toEqual(['PATCH /user/me', 'POST /user/me/email/verify']);
  expect(patch(synth({ accountRoutes: true, standardAttributes: fixed }))).toEqual([]);
  const { template, auth, stack } = synth({ accountRoutes: true, standardAttributes: { ...fixed, website: {}, birthdate: { mutable: false } } });
  expect(routes(template).filter((route) => /PATCH|verify/.test(route))).toEqual(['PATCH /user/me']);
  const { environment } = auth.accountFunction!.node.defaultChild as CfnFunction;
  expect(stack.resolve(environment).variables.WRITE_ATTRIBUTES).toBe('website');
});

test('an administrator-only API has no signup route', () => {
  expect(routes(synth({ signUpMode: SignUpMode.ADMIN_ONLY }).template).join()).not.toContain('signup');
});

test('a switch on is the default where the route exists', () => {
  expect(routes(synth({ ...FULL, routes: { readMe: true, signup: true, privateRoute: true } }).template)).toEqual(everything);
});
