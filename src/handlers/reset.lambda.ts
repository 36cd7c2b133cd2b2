import { AdminUserGlobalSignOutCommand, ConfirmForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { resetPassword } from '../routes/table';
import { implementBody } from './shared/body';
import { Cognito, failedWith } from './shared/cognito';
import { prime } from './shared/prime';
import { ProblemError } from './shared/problem-error';
import { answer, RouteRequest, serve } from './shared/serve';
import { userPoolId } from './shared/user-pool';
import { clientId } from './shared/user-pool-client';
import { weakPassword } from './shared/weak-password';

// Sent again after its reply was lost, the code would be called used up, though the password is changed.
const cognito = new Cognito({ maxAttempts: 1 });
export const handler = serve(implementBody(resetPassword, async (request) => {
  const { email, code, password } = request.body;
  await cognito.call('ConfirmForgotPassword', new ConfirmForgotPasswordCommand({
    ClientId: clientId,
    Username: email,
    ConfirmationCode: code,
    Password: password,
  }), request).catch(async (error: unknown) => {
    // Perhaps only the reply is missing; then the code is used up and nobody comes back to end the sessions. Cognito's
    // own refusal is a reply: whoever makes one up with a wrong code must not end anybody's sessions by it.
    if (error instanceof ProblemError && error.code === 'temporarily_unavailable' && !failedWith(error, 'InternalErrorException')) {
      await endSessions(request, email);
    }
    throw weakPassword(error);
  });
  await endSessions(request, email);
  return answer(200, { message: 'Password reset' });
}));

export const ready = prime(cognito, handler, resetPassword, { email: 'jane@example.com', code: '123456', password: 'none' });

/**
 * Cognito leaves the sessions open that whoever knew the old password has. The password is changed by now and the code
 * used up: an error here would send the user for another code, so a failure goes to the log and its alarm.
 */
async function endSessions(request: RouteRequest<typeof resetPassword>, email: string): Promise<void> {
  await signOut(request, email).catch(async () => signOut(request, email)).catch((error: unknown) => {
    request.note({ cause: `SignOutFailed.${error instanceof ProblemError ? error.causeName : 'unknown'}` });
  });
}

async function signOut(request: RouteRequest<typeof resetPassword>, email: string): Promise<void> {
  await cognito.call('AdminUserGlobalSignOut', new AdminUserGlobalSignOutCommand({ UserPoolId: userPoolId, Username: email }), request);
}
