import { aws_cognito as cognito } from 'aws-cdk-lib';
import { CfnFunction } from 'aws-cdk-lib/aws-lambda';
import { CognitoPasswordAuthApiProps, RouteSwitches, SignUpMode } from '../../src';
import { routes, synth, Synthesised } from '../support/synth';
import { switchOf } from '../../src/private/route-choice';
import { ROUTES } from '../../src/routes/table';

const FULL: CognitoPasswordAuthApiProps = { signUpMode: SignUpMode.EMAIL_CODE, accountRoutes: true, mfa: cognito.Mfa.OPTIONAL };

/** Which others go with a route, because they lead to it alone. */
const TOGETHER: RouteSwitches[] = [
  { signup: false }, { signup: false, confirmSignup: false }, { resendCode: false }, { refresh: false }, { logout: false },
  { logoutEverywhere: false }, { forgotPassword: false }, { forgotPassword: false, resetPassword: false }, { changePassword: false },
  { readMe: false }, { updateMe: false }, { deleteMe: false }, { verifyEmail: false }, { enrolTotp: false, verifyTotp: false }, { setMfa: false },
  { privateRoute: false },
];

const everything = routes(synth(FULL).template);

function pathOf(name: string): string {
  const route = ROUTES.find((row) => switchOf(row.name) === name)!;
  return `${route.method} /user/${route.path}`;
}

test.each(TOGETHER)('%j', (switches) => {
  const off = Object.keys(switches).map(pathOf);
  expect(routes(synth({ ...FULL, routes: switches }).template)).toEqual(everything.filter((route) => !off.includes(route)));
});

test('the challenge goes where no login of the mode needs it', () => {
  expect(routes(synth({ routes: { loginChallenge: false } }).template)).not.toContain('POST /user/login/challenge');
});

test('there is a switch for each route but login', () => {
  const tried = new Set([...TOGETHER.flatMap((switches) => Object.keys(switches)), 'loginChallenge']);
  expect([...tried].sort()).toEqual([...new Set(ROUTES.map(({ name }) => switchOf(name)))].filter((name) => name !== 'login' as never).sort());
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
