import { login } from '../routes/table';
import { Cognito, failedWith } from './shared/cognito/client';
import { clientSecret } from './shared/cognito/client-secret';
import { prime } from './shared/cognito/prime';
import { implementBody } from './shared/http/body';
import { serve } from './shared/http/serve';
import { loginResponse } from './shared/users/login-response';
import { passwordLogin } from './shared/users/password-login';
import { completeSignup } from './shared/users/signup-completion';

const cognito = new Cognito({ clientSecret });

export const handler = serve(implementBody(login, async (request) => {
  const { email: username, password } = request.body;
  let outcome = await passwordLogin(cognito, request.body, request);
  // A signup was interrupted after its first step. Complete it now, so that its user does not see a challenge.
  if (outcome.ChallengeName === 'NEW_PASSWORD_REQUIRED' && await completeSignup(cognito, { username, password }, request).catch(ignoreWeakPassword)) {
    outcome = await passwordLogin(cognito, request.body, request);
  }
  return loginResponse(outcome, request);
}));

export const ready = prime(cognito, handler, login, { email: 'jane@example.com', password: 'none' });

/** The password policy has become stricter since the signup. The challenge then asks for a new password. */
function ignoreWeakPassword(error: unknown): false {
  if (!failedWith(error, 'InvalidPasswordException', 'PasswordHistoryPolicyViolationException')) {
    throw error;
  }
  return false;
}
