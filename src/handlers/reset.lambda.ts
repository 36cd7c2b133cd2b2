import { AdminUserGlobalSignOutCommand, ConfirmForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { resetPassword } from '../routes';
import { implementBody } from './shared/body';
import { Cognito } from './shared/cognito';
import { prime } from './shared/prime';
import { ProblemError } from './shared/problem-error';
import { answer, serve } from './shared/serve';
import { userPoolId } from './shared/user-pool';
import { clientId } from './shared/user-pool-client';
import { weakPassword } from './shared/weak-password';

const cognito = new Cognito();
export const ready = prime(cognito);

export const handler = serve(implementBody(resetPassword, async (request) => {
  const { email, code, password } = request.body;
  await cognito.call('ConfirmForgotPassword', new ConfirmForgotPasswordCommand({
    ClientId: clientId,
    Username: email,
    ConfirmationCode: code,
    Password: password,
  }), request).catch((error: unknown) => {
    throw weakPassword(error);
  });
  // Cognito leaves the sessions open that whoever knew the old password has. The password is changed by now and the
  // code used up: an error here would send the user for another code, so a failure goes to the log and its alarm.
  await cognito.call('AdminUserGlobalSignOut', new AdminUserGlobalSignOutCommand({
    UserPoolId: userPoolId,
    Username: email,
  }), request).catch((error: unknown) => {
    request.note({ cause: `SignOutFailed.${error instanceof ProblemError ? error.causeName : 'unknown'}` });
  });
  return answer(200, { message: 'Password reset' });
}));
