import {
  AdminRespondToAuthChallengeCommand, AssociateSoftwareTokenCommand, ChallengeNameType, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { loginChallenge } from '../routes/table';
import { Cognito } from './shared/cognito/client';
import { clientId } from './shared/cognito/client-id';
import { clientSecret } from './shared/cognito/client-secret';
import { contextData } from './shared/cognito/context-data';
import { prime } from './shared/cognito/prime';
import { userPoolId } from './shared/cognito/user-pool-id';
import { BodyOf, implementBody } from './shared/http/body';
import { invalidMember, ProblemError } from './shared/http/problem-error';
import { respond, RouteRequest, serve } from './shared/http/serve';
import { pointerTo } from './shared/http/validate';
import { requireEnv } from './shared/runtime/environment';
import { fromClient, toClient } from './shared/users/challenge-session';
import { loginResponse } from './shared/users/login-response';
import { requireStrongPassword, withPolicyMessage } from './shared/users/password-policy';
import { totpSecret } from './shared/users/totp';

const cognito = new Cognito({ clientSecret });
const issuer = requireEnv('TOTP_ISSUER');
type ChallengeRequest = RouteRequest<typeof loginChallenge>;
type ChallengeSession = ReturnType<typeof fromClient>;
type ChallengeAnswers = BodyOf<typeof loginChallenge>['answers'];

/** For each challenge, the member of `answers` that responds to it, and Cognito's name for the response. */
const RESPONSE_NAMES: { readonly [challenge: string]: { readonly member: string; readonly response: string } } = {
  NEW_PASSWORD_REQUIRED: { member: 'newPassword', response: 'NEW_PASSWORD' },
  SOFTWARE_TOKEN_MFA: { member: 'code', response: 'SOFTWARE_TOKEN_MFA_CODE' },
  SMS_MFA: { member: 'code', response: 'SMS_MFA_CODE' },
  EMAIL_OTP: { member: 'code', response: 'EMAIL_OTP_CODE' },
  SELECT_MFA_TYPE: { member: 'answer', response: 'ANSWER' },
};

/** Only standard attributes can be required. Identifiers and attributes that only Cognito may set are excluded. */
const SETTABLE_ATTRIBUTE = /^userAttributes\.(?!(?:email|email_verified|phone_number_verified|sub)$)[a-z_]+$/;

/** Here the TOTP operations take a session. On other routes they take a token. */
const SESSION_ERRORS = {
  NotAuthorizedException: 'invalid_challenge',
  CodeMismatchException: 'invalid_challenge',
  EnableSoftwareTokenMFAException: 'invalid_challenge',
  ExpiredCodeException: 'invalid_challenge',
  InvalidParameterException: 'invalid_request',
  PasswordResetRequiredException: 'invalid_challenge',
  SoftwareTokenMFANotFoundException: 'mfa_setup_required',
  UserNotConfirmedException: 'invalid_challenge',
  UserNotFoundException: 'invalid_challenge',
} as const;

export const handler = serve(implementBody(loginChallenge, async (request) => {
  const { challenge, answers } = request.body;
  request.note({ challenge });
  if (challenge === 'MFA_SETUP') {
    return answers.code === undefined ? beginTotp(request) : finishTotp(request, answers.code);
  }
  return respondToChallenge(request, fromClient(request.body.session), challengeResponses(challenge, answers));
}));

export const ready = prime(cognito, handler, loginChallenge, {
  email: 'jane@example.com', session: 'none.none', challenge: 'SOFTWARE_TOKEN_MFA', answers: { code: '123456' },
});

/** The responses under Cognito's names. For a challenge that this library does not know, they are passed on unchanged. */
function challengeResponses(challenge: string, answers: ChallengeAnswers): Record<string, string> {
  if (!Object.hasOwn(RESPONSE_NAMES, challenge)) {
    return { ...answers };
  }
  const { member, response } = RESPONSE_NAMES[challenge];
  if (!answers[member]) {
    throw invalidMember(`#/answers/${member}`, 'is required');
  }
  if (challenge === 'NEW_PASSWORD_REQUIRED') {
    requireStrongPassword(answers[member]);
  }
  return { ...challenge === 'NEW_PASSWORD_REQUIRED' ? requiredAttributes(answers) : {}, [response]: answers[member] };
}

/** The required attributes that an invited user adds, named `userAttributes.<name>` as in Cognito. */
function requiredAttributes(answers: ChallengeAnswers): Record<string, string> {
  const attributes = Object.entries(answers).filter(([name]) => name.startsWith('userAttributes.'));
  for (const [name] of attributes) {
    if (!SETTABLE_ATTRIBUTE.test(name)) throw invalidMember(pointerTo('#/answers', name), 'cannot be set');
  }
  return Object.fromEntries(attributes);
}

async function respondToChallenge(request: ChallengeRequest, { session, username }: ChallengeSession, responses: Record<string, string>) {
  const outcome = await cognito.call('AdminRespondToAuthChallenge', new AdminRespondToAuthChallengeCommand({
    UserPoolId: userPoolId,
    ClientId: clientId,
    ChallengeName: request.body.challenge as ChallengeNameType,
    Session: session,
    ChallengeResponses: { ...responses, USERNAME: username ?? request.body.email },
    ContextData: contextData(request.event),
  }), request).catch((error: unknown) => {
    throw withPolicyMessage(error);
  });
  return loginResponse(outcome, request);
}

async function beginTotp(request: ChallengeRequest) {
  const { session, username } = fromClient(request.body.session);
  const { SecretCode, Session } = await cognito.call('AssociateSoftwareToken', new AssociateSoftwareTokenCommand({
    Session: session,
  }), request, SESSION_ERRORS);
  const { secret, otpauthUri } = totpSecret(SecretCode, request.body.email, issuer);
  request.note({ outcome: 'challenge' });
  return respond(200, { message: 'Challenge', challenge: 'MFA_SETUP', session: toClient({ session: Session, username }), parameters: { secret, otpauthUri } });
}

async function finishTotp(request: ChallengeRequest, code: string) {
  if (!code) {
    throw invalidMember('#/answers/code', 'is required');
  }
  const { session, username } = fromClient(request.body.session);
  const { Session, Status } = await cognito.call('VerifySoftwareToken', new VerifySoftwareTokenCommand({
    Session: session,
    UserCode: code,
  }), request, SESSION_ERRORS);
  if (Status !== 'SUCCESS') {
    throw new ProblemError('invalid_challenge');
  }
  return respondToChallenge(request, { session: Session ?? session, username }, {});
}
