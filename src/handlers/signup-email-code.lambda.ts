import { ConfirmSignUpCommand, ResendConfirmationCodeCommand, SignUpCommand } from '@aws-sdk/client-cognito-identity-provider';
import { confirmSignup, resendCode, signupEmailCode } from '../routes/table';
import { Cognito } from './shared/cognito/client';
import { clientId } from './shared/cognito/client-id';
import { clientSecret } from './shared/cognito/client-secret';
import { prime } from './shared/cognito/prime';
import { implementBody } from './shared/http/body';
import { respond, serve } from './shared/http/serve';
import { padToInterval } from './shared/runtime/pad-to-interval';
import { swallowAccountErrors } from './shared/users/account-errors';
import { requireStrongPassword, withPolicyMessage } from './shared/users/password-policy';

// Cognito counts the codes that it sends against a limit of the user, so calls are not retried.
const cognito = new Cognito({ maxAttempts: 1, clientSecret });
export const handler = serve(
  implementBody(signupEmailCode, async (request) => {
    const { email, password } = request.body;
    requireStrongPassword(password);
    await padToInterval(cognito.call('SignUp', new SignUpCommand({
      ClientId: clientId,
      Username: email,
      Password: password,
      UserAttributes: [{ Name: 'email', Value: email }],
    }), request).catch((error: unknown) => {
      throw withPolicyMessage(error);
    }).catch(swallowAccountErrors(request, 'UsernameExistsException', 'CodeDeliveryFailureException', 'LimitExceededException')));
    return respond(202, { message: 'Confirm your email address with the code that was sent to it' });
  }),

  implementBody(confirmSignup, async (request) => {
    const { email, code } = request.body;
    await cognito.call('ConfirmSignUp', new ConfirmSignUpCommand({
      ClientId: clientId,
      Username: email,
      ConfirmationCode: code,
    }), request);
    return respond(200, { message: 'Email address confirmed' });
  }),

  implementBody(resendCode, async (request) => {
    await padToInterval(cognito.call('ResendConfirmationCode', new ResendConfirmationCodeCommand({
      ClientId: clientId,
      Username: request.body.email,
    }), request).catch(swallowAccountErrors(request)));
    return respond(202, { message: 'If the address awaits confirmation, a code was sent to it' });
  }),
);

export const ready = prime(cognito, handler, confirmSignup, { email: 'jane@example.com', code: '123456' });
