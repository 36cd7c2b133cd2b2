import { ChangePasswordCommand, ForgotPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { changePassword, forgotPassword } from '../routes/table';
import { Cognito } from './shared/cognito/client';
import { clientId } from './shared/cognito/client-id';
import { clientSecret } from './shared/cognito/client-secret';
import { prime } from './shared/cognito/prime';
import { accessToken } from './shared/http/access-token';
import { implementBody } from './shared/http/body';
import { respond, serve } from './shared/http/serve';
import { padToInterval } from './shared/runtime/pad-to-interval';
import { swallowAccountErrors } from './shared/users/account-errors';
import { REHEARSAL_PASSWORD, requireStrongPassword, withPolicyMessage } from './shared/users/password-policy';

// Cognito counts both calls against a limit of the user, so they are not retried.
const cognito = new Cognito({ maxAttempts: 1, clientSecret });
export const handler = serve(
  implementBody(forgotPassword, async (request) => {
    await padToInterval(cognito.call('ForgotPassword', new ForgotPasswordCommand({
      ClientId: clientId,
      Username: request.body.email,
    }), request).catch(swallowAccountErrors(request)));
    return respond(202, { message: 'If there is an account with this address, a code was sent to it' });
  }),

  implementBody(changePassword, async (request) => {
    const { currentPassword, newPassword } = request.body;
    requireStrongPassword(newPassword);
    await cognito.call('ChangePassword', new ChangePasswordCommand({
      AccessToken: accessToken(request),
      PreviousPassword: currentPassword,
      ProposedPassword: newPassword,
    }), request).catch((error: unknown) => {
      throw withPolicyMessage(error);
    });
    return respond(200, { message: 'Password changed' });
  }),
);

export const ready = prime(cognito, handler, changePassword, { currentPassword: 'none', newPassword: REHEARSAL_PASSWORD });
