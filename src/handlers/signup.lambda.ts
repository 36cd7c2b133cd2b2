import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { signup } from '../routes/table';
import { Cognito, failedWith } from './shared/cognito/client';
import { clientSecret } from './shared/cognito/client-secret';
import { prime } from './shared/cognito/prime';
import { userPoolId } from './shared/cognito/user-pool-id';
import { implementBody, BodyOf } from './shared/http/body';
import { ProblemError } from './shared/http/problem-error';
import { respond, RouteRequest, serve } from './shared/http/serve';
import { passwordLogin } from './shared/users/password-login';
import { REHEARSAL_PASSWORD, requireStrongPassword, withPolicyMessage } from './shared/users/password-policy';
import { completeSignup, hasMarker, MARKER, setPassword } from './shared/users/signup-completion';

const cognito = new Cognito({ clientSecret });
type SignupRequest = RouteRequest<typeof signup>;

/** With these errors, the caller has not proved the password of the existing account. The response is only that the address is taken. */
const PASSWORD_NOT_PROVED = [
  'InvalidParameterException',
  'MFAMethodNotFoundException',
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserLambdaValidationException',
  'UserNotConfirmedException',
  'UserNotFoundException',
];

/**
 * A signup takes two calls to Cognito, and it can be interrupted between them. If the account already exists, the caller
 * must therefore prove its password. Then the second call is made if it is missing, and the signup succeeds either way.
 * Without that proof no password is ever set, because anyone could then take over an account by its address.
 */
export const handler = serve(implementBody(signup, async (request) => {
  requireStrongPassword(request.body.password);
  try {
    const username = await createUser(request.body, request);
    await setPassword(cognito, { username, password: request.body.password }, request);
  } catch (error) {
    if (!failedWith(error, 'UsernameExistsException', 'AliasExistsException')) {
      throw withPolicyMessage(error);
    }
    await requireSamePassword(request, error);
  }
  return respond(200, { message: 'User registration successful' });
}));

export const ready = prime(cognito, handler, signup, { email: 'jane@example.com', password: REHEARSAL_PASSWORD });

/** The chosen password is also the temporary one, so that Cognito checks the policy before it creates the user. */
async function createUser({ email, password }: BodyOf<typeof signup>, request: SignupRequest): Promise<string> {
  try {
    const { User } = await cognito.call('AdminCreateUser', new AdminCreateUserCommand({
      UserPoolId: userPoolId,
      Username: email,
      TemporaryPassword: password,
      MessageAction: 'SUPPRESS',
      UserAttributes: [
        { Name: 'email', Value: email },
        { Name: 'email_verified', Value: 'true' },
        ...hasMarker ? [{ Name: MARKER, Value: '1' }] : [],
      ],
    }), request);
    return User?.Username ?? email;
  } catch (error) {
    // The user was created. Only a message could not be sent.
    if (failedWith(error, 'CodeDeliveryFailureException')) {
      return email;
    }
    throw error;
  }
}

async function requireSamePassword(request: SignupRequest, taken: ProblemError): Promise<void> {
  const { email: username, password } = request.body;
  const proof = await passwordLogin(cognito, request.body, request).catch((error: unknown) => {
    throw failedWith(error, ...PASSWORD_NOT_PROVED) ? taken : error;
  });
  if (proof.ChallengeName === 'NEW_PASSWORD_REQUIRED') {
    if (!await completeSignup(cognito, { username, password }, request)) {
      throw taken;
    }
  } else if (!proof.ChallengeName && !proof.AuthenticationResult) {
    throw new ProblemError('internal_error', 'NeitherTokensNorChallenge');
  }
  // Tokens, or the challenge for a second factor, prove the password of a complete account. The caller gets no tokens here.
}
