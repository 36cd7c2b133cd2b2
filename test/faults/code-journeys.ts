import { challenged, challengedToSetUp, expectPassword, nextCode, PASSWORD, unconfirmedAccount } from './accounts';
import type { Journey } from './journey';
import { complete, credentials } from './journey-parts';
import * as routes from '../../src/routes/table';
import { newEmail } from '../flows/accounts';

/** Sign-ups by code, and the challenges of a pool that wants a second factor. */
export const CODE_JOURNEYS: readonly Journey[] = [
  {
    name: 'a code of an authenticator app',
    route: routes.loginChallenge,
    stack: 'mfaRequired',
    status: 200,
    spent: { AdminRespondToAuthChallenge: 401 },
    begin: async (stack) => {
      const { email, secret, session } = await challenged(stack);
      return {
        body: () => ({ email, session, challenge: 'SOFTWARE_TOKEN_MFA', answers: { code: nextCode(stack, secret) } }),
        recovered: () => expectPassword(stack, email, PASSWORD),
      };
    },
  },
  {
    name: 'a secret for an authenticator app',
    route: routes.loginChallenge,
    stack: 'mfaRequired',
    status: 200,
    spent: { AssociateSoftwareToken: 401 },
    begin: async (stack) => {
      const { email, session } = await challengedToSetUp(stack);
      return {
        body: () => ({ email, session, challenge: 'MFA_SETUP', answers: {} }),
        recovered: () => expectPassword(stack, email, PASSWORD),
      };
    },
  },
  {
    name: 'a new authenticator app',
    route: routes.loginChallenge,
    stack: 'mfaRequired',
    status: 200,
    spent: { VerifySoftwareToken: 401, AdminRespondToAuthChallenge: 401 },
    begin: async (stack) => {
      const { email, session } = await challengedToSetUp(stack);
      const { SecretCode, Session } = await stack.administer('AssociateSoftwareToken', { UserPoolId: undefined, Session: session });
      return {
        body: () => ({ email, session: Session, challenge: 'MFA_SETUP', answers: { code: nextCode(stack, SecretCode) } }),
        recovered: () => expectPassword(stack, email, PASSWORD),
      };
    },
  },
  {
    name: 'a new account',
    route: routes.signupEmailCode,
    stack: 'emailCode',
    status: 202,
    begin: async (stack) => {
      const email = newEmail('fault');
      return { body: credentials(email), recovered: async () => void stack.codeFor(email) };
    },
  },
  {
    name: 'a code',
    route: routes.confirmSignup,
    stack: 'emailCode',
    status: 200,
    spent: { ConfirmSignUp: 400 },
    begin: async (stack) => {
      const email = await unconfirmedAccount(stack);
      const code = stack.codeFor(email);
      return { body: () => ({ email, code }), recovered: complete(stack, email) };
    },
  },
  {
    name: 'an unconfirmed account',
    route: routes.resendCode,
    stack: 'emailCode',
    status: 202,
    begin: async (stack) => {
      const email = await unconfirmedAccount(stack);
      return { body: () => ({ email }) };
    },
  },
];
