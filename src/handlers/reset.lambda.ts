import { AdminUserGlobalSignOutCommand, ConfirmForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { resetPassword } from '../routes/table';
import { Cognito, failedWith, SECRET_UNREADABLE } from './shared/cognito/client';
import { clientId } from './shared/cognito/client-id';
import { clientSecret } from './shared/cognito/client-secret';
import { prime } from './shared/cognito/prime';
import { userPoolId } from './shared/cognito/user-pool-id';
import { implementBody } from './shared/http/body';
import { ProblemError } from './shared/http/problem-error';
import { respond, RouteRequest, serve } from './shared/http/serve';
import { REHEARSAL_PASSWORD, requireStrongPassword, withPolicyMessage } from './shared/users/password-policy';

// If the response to the first attempt is lost, a retry fails with "code already used", although the password is changed.
const cognito = new Cognito({ maxAttempts: 1, clientSecret });
export const handler = serve(implementBody(resetPassword, async (request) => {
  const { email, code, password } = request.body;
  requireStrongPassword(password);
  await cognito.call('ConfirmForgotPassword', new ConfirmForgotPasswordCommand({
    ClientId: clientId,
    Username: email,
    ConfirmationCode: code,
    Password: password,
  }), request).catch(async (error: unknown) => {
    // If only the response was lost, the password is changed and the code is used, so no second request would end the
    // sessions. An error from Cognito itself is a response: a wrong code must never end somebody's sessions. Nor
    // must a call that was never made.
    if (error instanceof ProblemError && error.code === 'temporarily_unavailable'
      && !failedWith(error, 'InternalErrorException', SECRET_UNREADABLE)) {
      await endSessions(request, email);
    }
    throw withPolicyMessage(error);
  });
  await endSessions(request, email);
  return respond(200, { message: 'Password reset' });
}));

export const ready = prime(cognito, handler, resetPassword, { email: 'jane@example.com', code: '123456', password: REHEARSAL_PASSWORD });

/**
 * Signs the user out everywhere, because Cognito keeps sessions open that were started with the old password. The password
 * is already changed and the code used, so a failure is logged and raises an alarm instead of failing the request.
 */
async function endSessions(request: RouteRequest<typeof resetPassword>, email: string): Promise<void> {
  await signOut(request, email).catch(async () => signOut(request, email)).catch((error: unknown) => {
    request.note({ cause: `SignOutFailed.${error instanceof ProblemError ? error.causeName : 'unknown'}` });
  });
}

async function signOut(request: RouteRequest<typeof resetPassword>, email: string): Promise<void> {
  await cognito.call('AdminUserGlobalSignOut', new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId, Username: email }), request);
}
