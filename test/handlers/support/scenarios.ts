import { ACCESS_TOKEN, CODE, EMAIL, PASSWORD, REFRESH_TOKEN, SESSION } from './events';
import { cognitoError, Reply } from './load';
import type { FunctionName, Operation, Route } from '../../../src/routes/route';
import * as routes from '../../../src/routes/table';
import { exampleBody } from '../../support/example-body';

/** A request that reaches an operation, with everything before it going well. */
export interface Scenario {
  readonly name: string;
  readonly route: Route;
  readonly body?: object;
  readonly replies: Partial<Record<Operation, Reply | readonly Reply[]>>;
}

export const USER_ID = '8f14e45f-ceea-467f-a8d2-0a1b2c3d4e5f';
export const MARKER = { Name: 'custom:signup_route', Value: '1' };
export const TOKENS = {
  AuthenticationResult: {
    IdToken: 'canary.id.token', AccessToken: ACCESS_TOKEN, RefreshToken: REFRESH_TOKEN, ExpiresIn: 3600, TokenType: 'Bearer',
  },
};
export const NEW_PASSWORD_REQUIRED = {
  ChallengeName: 'NEW_PASSWORD_REQUIRED',
  Session: SESSION,
  ChallengeParameters: { USER_ID_FOR_SRP: USER_ID, requiredAttributes: '[]', userAttributes: '{"email":"ada@example.com"}' },
};
export const HALF_MADE = { Username: USER_ID, UserStatus: 'FORCE_CHANGE_PASSWORD', UserAttributes: [MARKER], UserCreateDate: new Date() };
export const EXISTS = cognitoError('UsernameExistsException');

const credentials = { email: EMAIL, password: PASSWORD };
const challenge = (name: string, answers: object) => ({ email: EMAIL, session: SESSION, challenge: name, answers });

/** The routes that call Cognito differently from one request to the next. */
const SPECIAL: readonly Scenario[] = [
  {
    name: 'signup',
    route: routes.signup,
    body: credentials,
    replies: { AdminCreateUser: { User: { Username: USER_ID } }, AdminSetUserPassword: {} },
  },
  {
    name: 'signup again',
    route: routes.signup,
    body: credentials,
    replies: { AdminCreateUser: EXISTS, AdminInitiateAuth: NEW_PASSWORD_REQUIRED, AdminGetUser: HALF_MADE, AdminSetUserPassword: {} },
  },
  { name: 'login', route: routes.login, body: credentials, replies: { AdminInitiateAuth: TOKENS } },
  {
    name: 'login after a broken-off signup',
    route: routes.login,
    body: credentials,
    replies: { AdminInitiateAuth: [NEW_PASSWORD_REQUIRED, TOKENS], AdminGetUser: HALF_MADE, AdminSetUserPassword: {} },
  },
  {
    name: 'loginChallenge',
    route: routes.loginChallenge,
    body: challenge('SOFTWARE_TOKEN_MFA', { code: CODE }),
    replies: { AdminRespondToAuthChallenge: TOKENS },
  },
  {
    name: 'loginChallenge, secret',
    route: routes.loginChallenge,
    body: challenge('MFA_SETUP', {}),
    replies: { AssociateSoftwareToken: { SecretCode: 'JBSWY3DPEHPK3PXP', Session: 'next-session' } },
  },
  {
    name: 'loginChallenge, code',
    route: routes.loginChallenge,
    body: challenge('MFA_SETUP', { code: CODE }),
    replies: { VerifySoftwareToken: { Status: 'SUCCESS', Session: 'next-session' }, AdminRespondToAuthChallenge: TOKENS },
  },
];

/** What Cognito replies if all is well. Operations that are not listed reply with nothing. */
const REPLIES: Partial<Record<Operation, object>> = {
  AdminInitiateAuth: TOKENS,
  AssociateSoftwareToken: { SecretCode: 'JBSWY3DPEHPK3PXP' },
  GetTokensFromRefreshToken: TOKENS,
  GetUser: { Username: USER_ID, UserAttributes: [{ Name: 'email', Value: EMAIL }, MARKER] },
  VerifySoftwareToken: { Status: 'SUCCESS' },
};

/** Requests that succeed, at least one for each route that calls Cognito. Together they make each call of each route. */
export const SCENARIOS: readonly Scenario[] = [
  ...SPECIAL,
  ...routes.ROUTES.filter((route) => route.calls.length > 0 && !SPECIAL.some((scenario) => scenario.route === route)).map((route): Scenario => ({
    name: route === routes.signupEmailCode ? 'signup with a code' : route.name,
    route,
    body: route.body && exampleBody(route.body),
    replies: Object.fromEntries(route.calls.map(({ operation }) => [operation, REPLIES[operation] ?? {}])),
  })),
];

export const FUNCTIONS = [...new Set(routes.ROUTES.map((route) => route.function))] as readonly FunctionName[];

/** The scenario in which a route calls an operation. */
export function scenarioOf(routeName: string, operation: Operation, functionName?: FunctionName): Scenario {
  const found = SCENARIOS.find(({ route, replies }) => route.name === routeName && operation in replies
    && (functionName === undefined || route.function === functionName));
  if (!found) throw new Error(`no scenario in which ${routeName} calls ${operation}`);
  return found;
}
