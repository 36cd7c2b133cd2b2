import type { ChallengeName } from './auth-sessions';
import { mfaChallenge } from './mfa-challenges';
import { newPasswordChallenge } from './new-password';
import type { AppClient, UserPool } from '../pool/user-pool';
import { issueTokens, type AuthenticationResult } from '../tokens/issue-tokens';
import { postAuthentication } from '../triggers/sign-in-triggers';
import type { User } from '../users/user';

/** The answer of the four operations that sign users in. */
export type AuthResponse =
  | { readonly AuthenticationResult: AuthenticationResult; readonly ChallengeParameters: Readonly<Record<string, string>> }
  | Challenge;

export interface Challenge {
  readonly ChallengeName: ChallengeName;
  readonly Session: string;
  readonly ChallengeParameters: Readonly<Record<string, string>>;
}

export interface SignInProgress {
  readonly client: AppClient;
  readonly user: User;
  readonly clientMetadata?: Readonly<Record<string, string>>;
  /** NEW_PASSWORD_REQUIRED was answered on the way. */
  readonly newPassword?: boolean;
}

/** What a user who proved the password must do next, or their tokens. */
export async function nextStep(pool: UserPool, progress: SignInProgress): Promise<AuthResponse> {
  if (progress.user.password?.temporary) return newPasswordChallenge(pool, progress);
  return await mfaChallenge(pool, progress) ?? completeSignIn(pool, progress);
}

/** Ends a sign-in with tokens. */
export async function completeSignIn(pool: UserPool, progress: SignInProgress): Promise<AuthResponse> {
  const { client, user, clientMetadata, newPassword } = progress;
  pool.lockout.reset(user);
  await postAuthentication(pool, user, client, clientMetadata);
  const { grant, refreshToken } = pool.grants.open(user, client);
  const occasion = newPassword ? 'NewPasswordChallenge' : 'Authentication';
  return {
    AuthenticationResult: await issueTokens(pool, { client, user, grant, occasion, refreshToken, clientMetadata }),
    ChallengeParameters: {},
  };
}
