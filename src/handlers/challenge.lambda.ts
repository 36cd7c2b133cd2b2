import {
  AdminRespondToAuthChallengeCommand, AssociateSoftwareTokenCommand, ChallengeNameType, VerifySoftwareTokenCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { loginChallenge } from '../routes/table';
import { BodyOf, implementBody } from './shared/body';
import { Cognito } from './shared/cognito';
import { contextData } from './shared/context-data';
import { requireEnv } from './shared/environment';
import { loginAnswer } from './shared/login-answer';
import { prime } from './shared/prime';
import { ProblemError } from './shared/problem-error';
import { answer, RouteRequest, serve } from './shared/serve';
import { totpSecret } from './shared/totp';
import { userPoolId } from './shared/user-pool';
import { clientId } from './shared/user-pool-client';
import { weakPassword } from './shared/weak-password';

const cognito = new Cognito();
const issuer = requireEnv('TOTP_ISSUER');
type ChallengeRequest = RouteRequest<typeof loginChallenge>;
type Answers = BodyOf<typeof loginChallenge>['answers'];

/** What Cognito calls the one answer of a challenge, and what the contract calls it. */
const ANSWER_OF: { readonly [challenge: string]: { readonly member: string; readonly response: string } } = {
  NEW_PASSWORD_REQUIRED: { member: 'newPassword', response: 'NEW_PASSWORD' },
  SOFTWARE_TOKEN_MFA: { member: 'code', response: 'SOFTWARE_TOKEN_MFA_CODE' },
  SMS_MFA: { member: 'code', response: 'SMS_MFA_CODE' },
  EMAIL_OTP: { member: 'code', response: 'EMAIL_OTP_CODE' },
  SELECT_MFA_TYPE: { member: 'answer', response: 'ANSWER' },
};

/** Standard attributes, of which alone Cognito requires any; not who the user is, nor what only Cognito may say of it. */
const FILLABLE = /^userAttributes\.(?!(?:email|email_verified|phone_number_verified|sub)$)[a-z_]+$/;

/** Faults of the session or the code: the operations here take a session where elsewhere they take a token. */
const SESSION_FAULTS = {
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
  return respond(request, request.body.session, responsesTo(challenge, answers));
}));

export const ready = prime(cognito, handler, loginChallenge, {
  email: 'jane@example.com', session: 'none', challenge: 'SOFTWARE_TOKEN_MFA', answers: { code: '123456' },
});

/** Cognito's names for the answers. Those to a challenge that nobody here knows are handed on as they are. */
function responsesTo(challenge: string, answers: Answers): Record<string, string> {
  if (!Object.hasOwn(ANSWER_OF, challenge)) {
    return { ...answers };
  }
  const { member, response } = ANSWER_OF[challenge];
  if (!answers[member]) {
    throw new ProblemError('invalid_request');
  }
  return { ...challenge === 'NEW_PASSWORD_REQUIRED' ? missingAttributes(answers) : {}, [response]: answers[member] };
}

/** The attributes that an invited user fills in, written `userAttributes.name`, as Cognito writes them. */
function missingAttributes(answers: Answers): Record<string, string> {
  const attributes = Object.entries(answers).filter(([name]) => name.startsWith('userAttributes.'));
  if (!attributes.every(([name]) => FILLABLE.test(name))) {
    throw new ProblemError('invalid_request');
  }
  return Object.fromEntries(attributes);
}

async function respond(request: ChallengeRequest, session: string, responses: Record<string, string>) {
  const outcome = await cognito.call('AdminRespondToAuthChallenge', new AdminRespondToAuthChallengeCommand({
    UserPoolId: userPoolId,
    ClientId: clientId,
    ChallengeName: request.body.challenge as ChallengeNameType,
    Session: session,
    ChallengeResponses: { ...responses, USERNAME: request.body.email },
    ContextData: contextData(request.event),
  }), request).catch((error: unknown) => {
    throw weakPassword(error);
  });
  return loginAnswer(outcome, request);
}

async function beginTotp(request: ChallengeRequest) {
  const { SecretCode, Session } = await cognito.call('AssociateSoftwareToken', new AssociateSoftwareTokenCommand({
    Session: request.body.session,
  }), request, SESSION_FAULTS);
  const { secret, otpauthUri } = totpSecret(SecretCode, request.body.email, issuer);
  request.note({ outcome: 'challenge' });
  return answer(200, { message: 'Challenge', challenge: 'MFA_SETUP', session: Session, parameters: { secret, otpauthUri } });
}

async function finishTotp(request: ChallengeRequest, code: string) {
  if (!code) {
    throw new ProblemError('invalid_request');
  }
  const { Session, Status } = await cognito.call('VerifySoftwareToken', new VerifySoftwareTokenCommand({
    Session: request.body.session,
    UserCode: code,
  }), request, SESSION_FAULTS);
  if (Status !== 'SUCCESS') {
    throw new ProblemError('invalid_challenge');
  }
  return respond(request, Session ?? request.body.session, {});
}
