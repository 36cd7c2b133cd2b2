import type { AuthenticationResultType, ChallengeNameType } from '@aws-sdk/client-cognito-identity-provider';
import { ProblemError } from './problem-error';
import { answer, RouteRequest } from './serve';
import type { Route } from '../../routes/route';

/** What Cognito says to a login or to the answer of a challenge. */
export interface LoginOutcome {
  readonly AuthenticationResult?: AuthenticationResultType;
  readonly ChallengeName?: ChallengeNameType;
  readonly ChallengeParameters?: Record<string, string>;
  readonly Session?: string;
}

/** Names that only the SRP flow needs, and that would tell a caller the internal name of an account. */
const INTERNAL_PARAMETERS = ['USER_ID_FOR_SRP', 'USERNAME'];

/** The tokens of a result. Every new client reads the names of OAuth; `token` is what a client of the tutorial reads. */
export function tokensOf(result: AuthenticationResultType) {
  const { IdToken: idToken, AccessToken: accessToken, RefreshToken: refreshToken, ExpiresIn: expiresIn } = result;
  if (!idToken || !accessToken || expiresIn === undefined) {
    throw new ProblemError('internal_error', 'IncompleteTokens');
  }
  return { message: 'Success', token: idToken, idToken, accessToken, refreshToken, expiresIn, tokenType: 'Bearer' as const };
}

/** The answer to a login: tokens, or the challenge whatever its name, so that none that Cognito invents is lost. */
export function loginAnswer(outcome: LoginOutcome, { note }: Pick<RouteRequest<Route>, 'note'>) {
  if (outcome.AuthenticationResult) {
    const tokens = tokensOf(outcome.AuthenticationResult);
    if (!tokens.refreshToken) {
      throw new ProblemError('internal_error', 'IncompleteTokens');
    }
    return answer(200, { ...tokens, refreshToken: tokens.refreshToken });
  }
  if (!outcome.ChallengeName) {
    throw new ProblemError('internal_error', 'NeitherTokensNorChallenge');
  }
  const parameters = Object.entries(outcome.ChallengeParameters ?? {})
    .filter(([name, value]) => typeof value === 'string' && !INTERNAL_PARAMETERS.includes(name))
    .sort();
  note({ outcome: 'challenge', challenge: outcome.ChallengeName });
  return answer(200, {
    message: 'Challenge',
    challenge: outcome.ChallengeName as string,
    session: outcome.Session,
    parameters: Object.fromEntries(parameters),
  });
}
