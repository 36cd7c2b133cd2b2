import { ConfirmSignUpCommand, ResendConfirmationCodeCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { confirmSignup, resendCode, signupEmailCode } from '../routes/table';
import { implementBody } from './shared/body';
import { Cognito } from './shared/cognito';
import { inEvenTime } from './shared/even-time';
import { prime } from './shared/prime';
import { answer, serve } from './shared/serve';
import { unlessHidden } from './shared/unless-hidden';
import { clientId } from './shared/user-pool-client';
import { weakPassword } from './shared/weak-password';

// A code that was sent counts against a limit of the user, so nothing here is tried twice.
const cognito = new Cognito({ maxAttempts: 1 });
export const handler = serve(
  implementBody(signupEmailCode, async (request) => {
    const { email, password } = request.body;
    await inEvenTime(cognito.call('SignUp', new SignUpCommand({
      ClientId: clientId,
      Username: email,
      Password: password,
      UserAttributes: [{ Name: 'email', Value: email }],
    }), request).catch((error: unknown) => {
      throw weakPassword(error);
    }).catch(unlessHidden(request, 'UsernameExistsException', 'CodeDeliveryFailureException', 'LimitExceededException')));
    return answer(202, { message: 'Confirm your email address with the code that was sent to it' });
  }),

  implementBody(confirmSignup, async (request) => {
    const { email, code } = request.body;
    await cognito.call('ConfirmSignUp', new ConfirmSignUpCommand({
      ClientId: clientId,
      Username: email,
      ConfirmationCode: code,
    }), request);
    return answer(200, { message: 'Email address confirmed' });
  }),

  implementBody(resendCode, async (request) => {
    await inEvenTime(cognito.call('ResendConfirmationCode', new ResendConfirmationCodeCommand({
      ClientId: clientId,
      Username: request.body.email,
    }), request).catch(unlessHidden(request)));
    return answer(202, { message: 'If the address awaits confirmation, a code was sent to it' });
  }),
);

export const ready = prime(cognito, handler, confirmSignup, { email: 'jane@example.com', code: '123456' });
