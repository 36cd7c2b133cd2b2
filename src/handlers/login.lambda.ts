import { login } from '../routes/table';
import { implementBody } from './shared/body';
import { Cognito, failedWith } from './shared/cognito';
import { loginAnswer } from './shared/login-answer';
import { passwordLogin } from './shared/password-login';
import { prime } from './shared/prime';
import { serve } from './shared/serve';
import { finishSignup } from './shared/signup-completion';

const cognito = new Cognito();

export const handler = serve(implementBody(login, async (request) => {
  const { email: username, password } = request.body;
  let outcome = await passwordLogin(cognito, request.body, request);
  // A signup that broke off half-way left this; its owner need not know.
  if (outcome.ChallengeName === 'NEW_PASSWORD_REQUIRED' && await finishSignup(cognito, { username, password }, request).catch(unlessWeak)) {
    outcome = await passwordLogin(cognito, request.body, request);
  }
  return loginAnswer(outcome, request);
}));

export const ready = prime(cognito, handler, login, { email: 'jane@example.com', password: 'none' });

/** The password policy is stricter than it was at the signup: the challenge asks for a better password. */
function unlessWeak(error: unknown): false {
  if (!failedWith(error, 'InvalidPasswordException', 'PasswordHistoryPolicyViolationException')) {
    throw error;
  }
  return false;
}
