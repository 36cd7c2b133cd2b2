import {
  account, expectPassword, halfMadeAccount, nextCode, OTHER_PASSWORD, PASSWORD, refresh, signedIn, signIn,
} from './accounts';
import { CODE_JOURNEYS } from './code-journeys';
import type { Journey } from './journey';
import { complete, credentials, rejects } from './journey-parts';
import { Route } from '../../src/routes/route';
import * as routes from '../../src/routes/table';
import { newEmail } from '../flows/accounts';
import { exampleBody } from '../support/example-body';

/** The routes whose request needs preparation, or whose effect is checked. */
const SPECIAL: readonly Journey[] = [
  {
    name: 'a new account',
    route: routes.signup,
    stack: 'default',
    status: 200,
    begin: async (stack) => {
      const email = newEmail('fault');
      return { body: credentials(email), recovered: complete(stack, email) };
    },
  },
  {
    name: 'a half-made account',
    route: routes.signup,
    stack: 'default',
    status: 200,
    begin: async (stack) => {
      const email = await halfMadeAccount(stack);
      return { body: credentials(email), recovered: complete(stack, email) };
    },
  },
  {
    name: 'a complete account',
    route: routes.signup,
    stack: 'default',
    status: 200,
    begin: async (stack) => {
      const email = await account(stack);
      return { body: credentials(email), recovered: complete(stack, email) };
    },
  },
  {
    name: 'a complete account',
    route: routes.login,
    stack: 'default',
    status: 200,
    begin: async (stack) => ({ body: credentials(await account(stack)) }),
  },
  {
    name: 'a half-made account',
    route: routes.login,
    stack: 'default',
    status: 200,
    begin: async (stack) => {
      const email = await halfMadeAccount(stack);
      return { body: credentials(email), recovered: complete(stack, email) };
    },
  },
  {
    name: 'a live token',
    route: routes.refresh,
    stack: 'default',
    status: 200,
    begin: async (stack) => {
      const { refreshToken } = await signedIn(stack);
      return { body: () => ({ refreshToken }) };
    },
  },
  {
    name: 'a live token',
    route: routes.logout,
    stack: 'default',
    status: 204,
    begin: async (stack) => {
      const { refreshToken } = await signedIn(stack);
      return { body: () => ({ refreshToken }), recovered: () => rejects(refresh(stack, refreshToken), 'the token still buys tokens') };
    },
  },
  {
    name: 'a live session',
    route: routes.logoutEverywhere,
    stack: 'default',
    status: 204,
    spent: { GlobalSignOut: 401 },
    begin: async (stack) => {
      const { accessToken } = await signedIn(stack);
      const getUser = () => stack.administer('GetUser', { UserPoolId: undefined, AccessToken: accessToken });
      return { token: accessToken, recovered: () => rejects(getUser(), 'the session is still open') };
    },
  },
  {
    name: 'an account',
    route: routes.forgotPassword,
    stack: 'default',
    status: 202,
    begin: async (stack) => {
      const email = await account(stack);
      return { body: () => ({ email }), recovered: async () => void stack.codeFor(email) };
    },
  },
  {
    name: 'a code',
    route: routes.resetPassword,
    stack: 'default',
    status: 200,
    spent: { ConfirmForgotPassword: 400 },
    forgives: ['AdminUserGlobalSignOut'],
    begin: async (stack) => {
      const { email, refreshToken } = await signedIn(stack);
      await stack.administer('ForgotPassword', { UserPoolId: undefined, ClientId: stack.userPoolClientId, Username: email });
      const code = stack.codeFor(email);
      return {
        body: () => ({ email, code, password: OTHER_PASSWORD }),
        recovered: async ({ fault, operation } = {}) => {
          await expectPassword(stack, email, OTHER_PASSWORD);
          // A function that dies between the two calls, finds no connection or has no time left cannot make the second.
          if (fault?.startsWith('function killed') || fault === 'no answer' || (fault === 'connection refused' && operation === 'AdminUserGlobalSignOut')) return;
          await rejects(refresh(stack, refreshToken), 'whoever knew the old password is still signed in');
        },
      };
    },
  },
  {
    name: 'an account',
    route: routes.changePassword,
    stack: 'default',
    status: 200,
    spent: { ChangePassword: 401 },
    begin: async (stack) => {
      const { email, accessToken } = await signedIn(stack);
      return {
        token: accessToken,
        body: () => ({ currentPassword: PASSWORD, newPassword: OTHER_PASSWORD }),
        recovered: () => expectPassword(stack, email, OTHER_PASSWORD),
      };
    },
  },
  {
    name: 'an account',
    route: routes.updateMe,
    stack: 'default',
    status: 200,
    begin: async (stack) => {
      const { email, accessToken } = await signedIn(stack);
      return { token: accessToken, body: () => ({ attributes: { email: `new-${email}` } }), recovered: async () => void stack.codeFor(`new-${email}`) };
    },
  },
  {
    name: 'an account',
    route: routes.deleteMe,
    stack: 'default',
    status: 204,
    begin: async (stack) => {
      const { email, accessToken } = await signedIn(stack);
      return { token: accessToken, recovered: () => rejects(stack.administer('AdminGetUser', { Username: email }), 'the account is still there') };
    },
  },
  {
    name: 'a changed address',
    route: routes.verifyEmail,
    stack: 'default',
    status: 200,
    spent: { VerifyUserAttribute: 400 },
    begin: async (stack) => {
      const { email, accessToken } = await signedIn(stack);
      await stack.administer('UpdateUserAttributes', {
        UserPoolId: undefined, AccessToken: accessToken, UserAttributes: [{ Name: 'email', Value: `new-${email}` }],
      });
      const code = stack.codeFor(`new-${email}`);
      return { token: accessToken, body: () => ({ code }), recovered: async () => void await stack.administer('AdminGetUser', { Username: `new-${email}` }) };
    },
  },
  {
    name: 'a new secret',
    route: routes.verifyTotp,
    stack: 'default',
    status: 200,
    retried: { VerifySoftwareToken: 400 },
    begin: async (stack) => {
      const { email, accessToken } = await signedIn(stack);
      const { SecretCode } = await stack.administer('AssociateSoftwareToken', { UserPoolId: undefined, AccessToken: accessToken });
      return {
        token: accessToken,
        body: () => ({ code: nextCode(stack, SecretCode) }),
        recovered: async () => {
          if ((await signIn(stack, email)).ChallengeName !== 'SOFTWARE_TOKEN_MFA') throw new Error('the second factor is not asked for');
        },
      };
    },
  },
  {
    name: 'an account',
    route: routes.setMfa,
    stack: 'default',
    status: 200,
    begin: async (stack) => ({ token: (await signedIn(stack)).accessToken, body: () => ({ totp: 'disabled' }) }),
  },
  ...CODE_JOURNEYS,
];

/** A request of a user who is logged in, with a body that matches the schema. */
function usualJourney(route: Route): Journey {
  return {
    name: 'an account',
    route,
    stack: 'default',
    status: Number(Object.keys(route.responses)[0]),
    begin: async (stack) => {
      const { accessToken } = await signedIn(stack);
      return { ...route.token === 'access' && { token: accessToken }, ...route.body && { body: () => exampleBody(route.body!) } };
    },
  };
}

/** Every way in which a route calls Cognito. */
export const JOURNEYS: readonly Journey[] = [
  ...SPECIAL,
  ...routes.ROUTES.filter((route) => route.calls.length > 0 && !SPECIAL.some((journey) => journey.route === route)).map(usualJourney),
];
