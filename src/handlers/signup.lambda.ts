import { AdminCreateUserCommand } from '@aws-sdk/client-cognito-identity-provider';
import { signup } from '../routes/table';
import { implementBody, BodyOf } from './shared/body';
import { Cognito, failedWith } from './shared/cognito';
import { passwordLogin } from './shared/password-login';
import { prime } from './shared/prime';
import { ProblemError } from './shared/problem-error';
import { answer, RouteRequest, serve } from './shared/serve';
import { finishSignup, hasMarker, MARKER, setPassword } from './shared/signup-completion';
import { userPoolId } from './shared/user-pool';
import { weakPassword } from './shared/weak-password';

const cognito = new Cognito();
type SignupRequest = RouteRequest<typeof signup>;

/** What leaves the password of an existing account unproved: to whoever asks, the address is just taken. */
const UNPROVED = [
  'InvalidParameterException',
  'MFAMethodNotFoundException',
  'NotAuthorizedException',
  'PasswordResetRequiredException',
  'UserLambdaValidationException',
  'UserNotConfirmedException',
  'UserNotFoundException',
];

/**
 * Two calls make an account, and anything can happen between them. So whoever finds the account there already must
 * prove its password; then the second half is made up for, or was done before, and either way the signup succeeded.
 * Without that proof no password is ever set: it would hand any account to whoever names its address.
 */
export const handler = serve(implementBody(signup, async (request) => {
  try {
    const username = await createUser(request.body, request);
    await setPassword(cognito, { username, password: request.body.password }, request);
  } catch (error) {
    if (!failedWith(error, 'UsernameExistsException', 'AliasExistsException')) {
      throw weakPassword(error);
    }
    await proveSignup(request, error);
  }
  return answer(200, { message: 'User registration successful' });
}));

export const ready = prime(cognito, handler, signup, { email: 'jane@example.com', password: 'none' });

/** The chosen password serves as the temporary one, so that the policy is checked before there is a user. */
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
    // The user exists all the same; only a message could not be sent.
    if (failedWith(error, 'CodeDeliveryFailureException')) {
      return email;
    }
    throw error;
  }
}

async function proveSignup(request: SignupRequest, taken: ProblemError): Promise<void> {
  const { email: username, password } = request.body;
  const proof = await passwordLogin(cognito, request.body, request).catch((error: unknown) => {
    throw failedWith(error, ...UNPROVED) ? taken : error;
  });
  if (proof.ChallengeName === 'NEW_PASSWORD_REQUIRED') {
    if (!await finishSignup(cognito, { username, password }, request)) {
      throw taken;
    }
  } else if (!proof.ChallengeName && !proof.AuthenticationResult) {
    throw new ProblemError('internal_error', 'NeitherTokensNorChallenge');
  }
  // Tokens, or the question for a second factor, are given for the right password of a complete account only. A login
  // says as much; the tokens end here.
}
