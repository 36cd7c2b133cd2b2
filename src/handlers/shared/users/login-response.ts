import type { AuthenticationResultType, ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { toClient } from './challenge-session';
import type { Route } from '../../../routes/route';
import { ProblemError } from '../http/problem-error';
import { respond, RouteRequest } from '../http/serve';

/** Cognito's response to a login or to a challenge response. */
export interface LoginOutcome {
  readonly AuthenticationResult?: AuthenticationResultType;
  readonly ChallengeName?: ChallengeNameType;
  readonly ChallengeParameters?: Record<string, string>;
  readonly Session?: string;
}

/** The internal user name, which clients do not need. */
const INTERNAL_PARAMETERS = ['USER_ID_FOR_SRP', 'USERNAME'];

/** The response body with the tokens. The tutorial's clients read `token`; the other names follow OAuth. */
export function tokenBody(result: AuthenticationResultType) {
  const { IdToken: idToken, AccessToken: accessToken, RefreshToken: refreshToken, ExpiresIn: expiresIn } = result;
  if (!idToken || !accessToken || expiresIn === undefined) {
    throw new ProblemError('internal_error', 'IncompleteTokens');
  }
  return { message: 'Success', token: idToken, idToken, accessToken, refreshToken, expiresIn, tokenType: 'Bearer' as const };
}

/** The response to a login: tokens or a challenge. Challenges that this library does not know are passed on as well. */
export function loginResponse(outcome: LoginOutcome, { note }: Pick<RouteRequest<Route>, 'note'>) {
  if (outcome.AuthenticationResult) {
    const tokens = tokenBody(outcome.AuthenticationResult);
    if (!tokens.refreshToken) {
      throw new ProblemError('internal_error', 'IncompleteTokens');
    }
    return respond(200, { ...tokens, refreshToken: tokens.refreshToken });
  }
  if (!outcome.ChallengeName) {
    throw new ProblemError('internal_error', 'NeitherTokensNorChallenge');
  }
  const parameters = Object.entries(outcome.ChallengeParameters ?? {})
    .filter(([name, value]) => typeof value === 'string' && !INTERNAL_PARAMETERS.includes(name))
    .sort();
  note({ outcome: 'challenge', challenge: outcome.ChallengeName });
  return respond(200, {
    message: 'Challenge',
    challenge: outcome.ChallengeName as string,
    session: toClient({ session: outcome.Session, username: outcome.ChallengeParameters?.USER_ID_FOR_SRP }),
    parameters: Object.fromEntries(parameters),
  });
}
