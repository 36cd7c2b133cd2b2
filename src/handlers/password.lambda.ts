import { ChangePasswordCommand, ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { changePassword, forgotPassword } from '../routes/table';
import { accessToken } from './shared/access-token';
import { implementBody } from './shared/body';
import { Cognito } from './shared/cognito';
import { inEvenTime } from './shared/even-time';
import { prime } from './shared/prime';
import { answer, serve } from './shared/serve';
import { unlessHidden } from './shared/unless-hidden';
import { clientId } from './shared/user-pool-client';
import { weakPassword } from './shared/weak-password';

// Both count against a limit of the user, so nothing here is tried twice.
const cognito = new Cognito({ maxAttempts: 1 });
export const handler = serve(
  implementBody(forgotPassword, async (request) => {
    await inEvenTime(cognito.call('ForgotPassword', new ForgotPasswordCommand({
      ClientId: clientId,
      Username: request.body.email,
    }), request).catch(unlessHidden(request)));
    return answer(202, { message: 'If there is an account with this address, a code was sent to it' });
  }),

  implementBody(changePassword, async (request) => {
    const { currentPassword, newPassword } = request.body;
    await cognito.call('ChangePassword', new ChangePasswordCommand({
      AccessToken: accessToken(request),
      PreviousPassword: currentPassword,
      ProposedPassword: newPassword,
    }), request).catch((error: unknown) => {
      throw weakPassword(error);
    });
    return answer(200, { message: 'Password changed' });
  }),
);

export const ready = prime(cognito, handler, changePassword, { currentPassword: 'none', newPassword: 'none' });
