import { aws_cognito as cognito } from 'aws-cdk-lib';
import { CognitoPasswordAuthApiProps, RouteSwitches, SignUpMode } from '../src';
import { routes, synth } from './support/synth';
import { switchOf } from '../src/private/route-choice';
import { ROUTES } from '../src/routes';

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

test('an administrator-only API has no signup route', () => {
  expect(routes(synth({ signUpMode: SignUpMode.ADMIN_ONLY }).template).join()).not.toContain('signup');
});

test('a switch on is the default where the route exists', () => {
  expect(routes(synth({ ...FULL, routes: { readMe: true, signup: true, privateRoute: true } }).template)).toEqual(everything);
});
