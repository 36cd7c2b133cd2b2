import { verifySecretHash } from '../client-secret/verify-secret';
import { invalidParameter, invalidSession, missingParameter, userDisabled } from '../errors';
import type { AuthSession, ChallengeName } from './auth-sessions';
import { answerSelection, answerSentCode, answerSetup, answerTotp } from './mfa-challenges';
import { answerNewPassword } from './new-password';
import type { AuthResponse } from './next-step';
import type { AppClient, UserPool } from '../pool/user-pool';
import type { User } from '../users/user';

/** A user's answer to the challenge of a session that was found to be theirs. */
export interface Answer {
  readonly session: AuthSession;
  readonly user: User;
  readonly client: AppClient;
  readonly responses: Readonly<Record<string, string>>;
  readonly clientMetadata?: Readonly<Record<string, string>>;
}

const ANSWERS: Partial<Record<string, (pool: UserPool, answer: Answer) => Promise<AuthResponse>>> = {
  NEW_PASSWORD_REQUIRED: answerNewPassword,
  SMS_MFA: answerSentCode,
  EMAIL_OTP: answerSentCode,
  SOFTWARE_TOKEN_MFA: answerTotp,
  SELECT_MFA_TYPE: answerSelection,
  MFA_SETUP: answerSetup,
};

export interface ChallengeRequest {
  readonly ChallengeName: string;
  readonly Session?: string;
  readonly ChallengeResponses?: Readonly<Record<string, string>>;
  readonly ClientMetadata?: Readonly<Record<string, string>>;
}

/** Answers a challenge: the next challenge, or tokens. */
export async function answerChallenge(pool: UserPool, client: AppClient, request: ChallengeRequest): Promise<AuthResponse> {
  const answer = ANSWERS[request.ChallengeName];
  if (!answer) throw invalidParameter(`Challenge ${request.ChallengeName} is not supported by the local stack`);
  const responses = request.ChallengeResponses ?? {};
  if (!responses.USERNAME) throw missingParameter('USERNAME');
  if (!request.Session) throw missingParameter('Session');
  const user = pool.users.find(responses.USERNAME);
  // The hash is of the name by which Cognito knows the user, whichever name was given.
  verifySecretHash(client, user?.username ?? responses.USERNAME, responses.SECRET_HASH);
  const session = pool.sessions.find(request.Session, client.id);
  if (!user || session.sub !== user.sub || session.challenge !== request.ChallengeName as ChallengeName) throw invalidSession();
  if (!user.enabled) throw userDisabled();
  return answer(pool, { session, user, client, responses, clientMetadata: request.ClientMetadata });
}
